namespace Monitor.Scoring.Domain;

/// <summary>
/// A questionnaire with a number for each question and each option, so that scoring looks nothing up by name. Made
/// once, used for every response.
/// </summary>
internal sealed class Form
{
    private readonly Dictionary<string, FormQuestion> byId = new(StringComparer.Ordinal);
    private readonly int options;

    /// <exception cref="ArgumentException">A condition does not look back, or a question stands twice.</exception>
    public Form(Questionnaire questionnaire)
    {
        foreach (var question in questionnaire.Questions)
        {
            byId.Add(question.Id, new FormQuestion(question, byId.Count, options, ConditionOf(question)));
            options += question.Options.Count;
        }
    }

    public FormQuestion this[Question question] => byId[question.Id];

    /// <summary>A sheet on which nothing is filled in.</summary>
    public Ticks Blank() => new(options, byId.Count);

    /// <summary>The answers by number. What the questionnaire does not ask or offer is left out.</summary>
    public Ticks Read(AnswerSheet answers)
    {
        var ticks = Blank();
        foreach (var (id, answer) in answers.Answers)
        {
            if (byId.TryGetValue(id, out var question))
            {
                question.Read(answer, ticks);
            }
        }

        return ticks;
    }

    private FormCondition? ConditionOf(Question question)
    {
        if (question.ShownWhen is not { } condition)
        {
            return null;
        }

        return byId.TryGetValue(condition.Question, out var earlier) && earlier.Number(condition.Option) is { } option
            ? new FormCondition(earlier, option)
            : throw new ArgumentException(
                $"{question.Id} depends on {condition.Question}={condition.Option}, which is not asked before it.",
                nameof(question));
    }
}

/// <summary>A question of a <see cref="Form"/>: its place, and the numbers of its options.</summary>
internal sealed class FormQuestion
{
    private readonly int first;

    public FormQuestion(Question question, int position, int first, FormCondition? shownWhen)
    {
        this.first = first;
        Question = question;
        Position = position;
        ShownWhen = shownWhen;
        shownWhen?.Question.Decides = true;
        Measures = [.. Numbers(exclusive: false)];
        Exclusives = [.. Numbers(exclusive: true)];
    }

    public Question Question { get; }

    public int Position { get; }

    public FormCondition? ShownWhen { get; }

    /// <summary>Whether the answer decides if another question is asked.</summary>
    public bool Decides { get; private set; }

    /// <summary>Numbers of the options that exclude no other, in their order.</summary>
    public IReadOnlyList<int> Measures { get; }

    /// <summary>Numbers of the options that exclude all others.</summary>
    public IReadOnlyList<int> Exclusives { get; }

    /// <summary>The number of an option; null when the question does not have it.</summary>
    public int? Number(string option)
    {
        for (var i = 0; i < Question.Options.Count; i++)
        {
            if (Question.Options[i].Id == option)
            {
                return first + i;
            }
        }

        return null;
    }

    /// <summary>The option with this number.</summary>
    public Option Option(int number) => Question.Options[number - first];

    /// <summary>Index of the first ticked option; null when nothing is ticked.</summary>
    public int? FirstTicked(Ticks ticks)
    {
        for (var i = 0; i < Question.Options.Count; i++)
        {
            if (ticks.Has(first + i))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>How many measures are ticked.</summary>
    public int CountMeasures(Ticks ticks)
    {
        var count = 0;
        foreach (var number in Measures)
        {
            count += ticks.Has(number) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The measures that could be ticked too and need no text.</summary>
    public IEnumerable<int> ToAdd(Ticks ticks) =>
        Measures.Where(number => !ticks.Has(number) && !Option(number).TakesText);

    /// <summary>An answer that stayed behind after an earlier one was changed must not earn points.</summary>
    public bool IsAsked(Ticks ticks)
    {
        for (var condition = ShownWhen; condition is not null; condition = condition.Question.ShownWhen)
        {
            if (!ticks.Has(condition.Option))
            {
                return false;
            }
        }

        return true;
    }

    public void Read(Answer answer, Ticks ticks)
    {
        foreach (var id in answer.Options)
        {
            if (Number(id) is { } number)
            {
                ticks.Tick(number);
            }
        }

        if (answer.HasText)
        {
            ticks.Write(Position);
        }
    }

    /// <summary>Ticks an option alone: as who changes his mind about a question with one answer.</summary>
    public void TickAlone(int number, Ticks ticks)
    {
        for (var i = 0; i < Question.Options.Count; i++)
        {
            ticks.Untick(first + i);
        }

        ticks.Tick(number);
    }

    /// <summary>Ticks a measure beside the others; what excluded it gives way.</summary>
    public void TickMeasure(int number, Ticks ticks)
    {
        foreach (var exclusive in Exclusives)
        {
            ticks.Untick(exclusive);
        }

        ticks.Tick(number);
    }

    private IEnumerable<int> Numbers(bool exclusive) =>
        Enumerable.Range(0, Question.Options.Count)
            .Where(i => Question.Options[i].Exclusive == exclusive)
            .Select(i => first + i);
}

/// <summary>The question that decides whether another is asked, and the number of the option to tick.</summary>
internal sealed record FormCondition(FormQuestion Question, int Option);

/// <summary>What is filled in on a <see cref="Form"/>: a bit for each option, a flag for each text.</summary>
internal sealed class Ticks(int options, int questions)
{
    private readonly ulong[] ticked = new ulong[(options / 64) + 1];
    private readonly bool[] written = new bool[questions];

    public bool Has(int option) => (ticked[option >> 6] & (1UL << option)) != 0;

    public void Tick(int option) => ticked[option >> 6] |= 1UL << option;

    public void Untick(int option) => ticked[option >> 6] &= ~(1UL << option);

    public bool HasText(int position) => written[position];

    public void Write(int position) => written[position] = true;

    public void CopyTo(Ticks other)
    {
        ticked.CopyTo(other.ticked, 0);
        written.CopyTo(other.written, 0);
    }
}
