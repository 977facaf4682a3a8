using System.Globalization;

namespace Monitor.Scoring.Domain;

/// <summary>What an answer earns by itself, and why (in Dutch).</summary>
internal readonly record struct Earned(decimal Points, string Reason);

/// <summary>A rule laid on one question. What can be known beforehand is: scoring only looks it up.</summary>
internal abstract class LaidRule(FormQuestion question, decimal most)
{
    public const string Blank = "Niet ingevuld.";

    public FormQuestion Question { get; } = question;

    /// <summary>Points that the best answer earns by itself.</summary>
    public decimal Most { get; } = most;

    /// <summary>What the question earns when it is asked, before any cap.</summary>
    public abstract Earned Of(Ticks ticks);

    /// <summary>Whether every measure that can be added earns the same.</summary>
    public virtual bool EarnsAlike => false;

    /// <summary>Answers that could earn more than the present one.</summary>
    public abstract IEnumerable<Improvement> Improvements(Ticks ticks);
}

/// <summary>A changed answer to one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Option">Number of the option to tick; null to write a text.</param>
internal readonly record struct Improvement(FormQuestion Question, int? Option)
{
    public void Apply(Ticks ticks)
    {
        if (Option is not { } option)
        {
            ticks.Write(Question.Position);
        }
        else if (Question.Question.Kind == QuestionKind.Single)
        {
            Question.TickAlone(option, ticks);
        }
        else
        {
            Question.TickMeasure(option, ticks);
        }
    }
}

/// <summary><see cref="ChoiceRule"/> on its question.</summary>
internal sealed class LaidChoice : LaidRule
{
    private readonly Earned[] byOption;

    public LaidChoice(FormQuestion question, IReadOnlyDictionary<string, decimal> points)
        : base(question, points.Values.Max()) =>
        byOption = [.. question.Question.Options.Select(o => Chosen(o, points.GetValueOrDefault(o.Id)))];

    public override Earned Of(Ticks ticks) =>
        Question.FirstTicked(ticks) is { } index ? byOption[index] : new Earned(0, Blank);

    public override IEnumerable<Improvement> Improvements(Ticks ticks)
    {
        foreach (var option in Question.Measures)
        {
            if (!ticks.Has(option))
            {
                yield return new Improvement(Question, option);
            }
        }
    }

    private static Earned Chosen(Option option, decimal points) =>
        new(points, points > 0 ? $"Gekozen: “{option.Label}”." : $"Gekozen: “{option.Label}”, zonder punten.");
}

/// <summary>Reasons for the ticked measures of a question, made once.</summary>
internal sealed class MeasureReasons
{
    private const string Nothing = "Geen maatregel aangekruist.";

    private readonly FormQuestion question;
    private readonly string[] onlyOne;
    private readonly string[] excluded;
    private readonly string[] several;

    /// <param name="question">The question with the measures.</param>
    /// <param name="several">What to say of so many ticked measures, two or more.</param>
    public MeasureReasons(FormQuestion question, Func<string, string> several)
    {
        this.question = question;
        onlyOne = [.. question.Measures.Select(m => $"Maatregel aangekruist: “{question.Option(m).Label}”.")];
        excluded = [.. question.Exclusives.Select(m => $"Aangekruist: “{question.Option(m).Label}”.")];
        this.several =
        [
            .. Enumerable.Range(0, question.Measures.Count + 1)
                .Select(count => several(count.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>How many measures count, and why so many: none beside an exclusive option.</summary>
    public (int Count, string Reason) Of(Ticks ticks)
    {
        for (var i = 0; i < excluded.Length; i++)
        {
            if (ticks.Has(question.Exclusives[i]))
            {
                return (0, excluded[i]);
            }
        }

        var count = question.CountMeasures(ticks);
        return (count, count switch
        {
            0 => Nothing,
            1 => onlyOne[FirstMeasure(ticks)],
            _ => several[count],
        });
    }

    private int FirstMeasure(Ticks ticks)
    {
        var i = 0;
        while (!ticks.Has(question.Measures[i]))
        {
            i++;
        }

        return i;
    }
}

/// <summary><see cref="DividedRule"/> on one of its questions, with the share of that question.</summary>
internal sealed class LaidDivision(FormQuestion question, decimal share) : LaidRule(question, share)
{
    private readonly MeasureReasons reasons =
        new(question, count => $"{count} maatregelen aangekruist; de eerste telt.");

    public override Earned Of(Ticks ticks)
    {
        var (count, reason) = reasons.Of(ticks);
        return new Earned(count > 0 ? Most : 0, reason);
    }

    public override bool EarnsAlike => true;

    public override IEnumerable<Improvement> Improvements(Ticks ticks) =>
        reasons.Of(ticks).Count > 0 ? [] : Question.ToAdd(ticks).Select(option => new Improvement(Question, option));
}

/// <summary><see cref="PerMeasureRule"/> or <see cref="ShareRule"/> on a question: each measure weighs.</summary>
internal sealed class LaidMeasures(FormQuestion question, decimal[] weights) : LaidRule(question, weights.Sum())
{
    private readonly MeasureReasons reasons = new(
        question,
        count => $"{count} van de {question.Measures.Count.ToString(CultureInfo.InvariantCulture)} maatregelen "
            + "aangekruist.");

    public override Earned Of(Ticks ticks)
    {
        var (count, reason) = reasons.Of(ticks);
        var points = 0m;
        for (var i = 0; count > 0 && i < weights.Length; i++)
        {
            points += ticks.Has(Question.Measures[i]) ? weights[i] : 0;
        }

        return new Earned(points, reason);
    }

    public override bool EarnsAlike { get; } = weights.Distinct().Count() == 1;

    public override IEnumerable<Improvement> Improvements(Ticks ticks) =>
        Question.ToAdd(ticks).Select(option => new Improvement(Question, option));
}

/// <summary><see cref="TextRule"/> on its question.</summary>
internal sealed class LaidText(FormQuestion question, decimal points) : LaidRule(question, points)
{
    public override Earned Of(Ticks ticks) =>
        ticks.HasText(Question.Position)
            ? new Earned(Most, "Eigen maatregel beschreven.")
            : new Earned(0, "Geen eigen maatregel beschreven.");

    public override IEnumerable<Improvement> Improvements(Ticks ticks) =>
        ticks.HasText(Question.Position) ? [] : [new Improvement(Question, Option: null)];
}
