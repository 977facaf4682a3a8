using System.Text.Json.Serialization;

namespace Monitor.Scoring.Domain;

/// <summary>How the questions with one code earn points.</summary>
/// <param name="Question">Code of the question; <c>content-*</c> is every question whose code begins so.</param>
/// <param name="Suggestion">
/// What to do to earn the points, in Dutch; <c>{question}</c> and <c>{option}</c> stand for their labels.
/// </param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChoiceRule), "CHOICE")]
[JsonDerivedType(typeof(DividedRule), "DIVIDED")]
[JsonDerivedType(typeof(TextRule), "TEXT")]
public abstract record Rule(string Question, string Suggestion)
{
    /// <summary>Points that all questions of the rule earn together at most.</summary>
    [JsonIgnore]
    public abstract decimal Maximum { get; }

    /// <summary>Whether the rule scores this question.</summary>
    public bool Scores(Question question) =>
        Question.EndsWith('*')
            ? question.Code.StartsWith(Question[..^1], StringComparison.Ordinal)
            : question.Code == Question;

    /// <summary>What to do, in Dutch, by ticking this option; null: where a text is asked.</summary>
    public string SuggestionFor(Question question, Option? option) => Suggestion
        .Replace("{question}", question.Label, StringComparison.Ordinal)
        .Replace("{option}", option?.Label, StringComparison.Ordinal);

    /// <summary>Points that question <paramref name="index"/> of <paramref name="count"/> can earn.</summary>
    public abstract decimal Share(int index, int count);

    /// <summary>Points earned of <paramref name="share"/>, and why, for a question that was asked.</summary>
    public abstract (decimal Points, string Reason) Earn(Question question, Answer answer, decimal share);

    /// <summary>Answers that could earn more than <paramref name="current"/>, with the option they add.</summary>
    public abstract IEnumerable<(Answer Answer, Option? Option)> Improvements(Question question, Answer current);
}

/// <summary>The ticked option says how many points; one question an objective.</summary>
public sealed record ChoiceRule(string Question, string Suggestion, IReadOnlyDictionary<string, decimal> Points)
    : Rule(Question, Suggestion)
{
    public override decimal Maximum => Points.Values.Max();

    public override decimal Share(int index, int count) => index == 0 ? Maximum : 0;

    public override (decimal Points, string Reason) Earn(Question question, Answer answer, decimal share)
    {
        var ticked = question.Options.FirstOrDefault(o => answer.HasTicked(o.Id));
        if (ticked is null)
        {
            return (0, "Niet ingevuld.");
        }

        var points = Math.Min(Points.GetValueOrDefault(ticked.Id), share);
        return (points, points > 0 ? $"Gekozen: “{ticked.Label}”." : $"Gekozen: “{ticked.Label}”, zonder punten.");
    }

    public override IEnumerable<(Answer Answer, Option? Option)> Improvements(Question question, Answer current) =>
        question.Options.Where(o => !current.HasTicked(o.Id)).Select(o => (new Answer([o.Id]), (Option?)o));
}

/// <summary>
/// Points divided equally over the objective's questions: a question earns its share by one measure or more. Shares are
/// whole hundredths; where the points do not divide, the last question takes the remainder.
/// </summary>
public sealed record DividedRule(string Question, string Suggestion, decimal Points) : Rule(Question, Suggestion)
{
    public override decimal Maximum => Points;

    public override decimal Share(int index, int count)
    {
        var share = Math.Floor(Points / count * 100) / 100;
        return index == count - 1 ? Points - (share * (count - 1)) : share;
    }

    public override (decimal Points, string Reason) Earn(Question question, Answer answer, decimal share)
    {
        var ticked = question.Options.Where(o => answer.HasTicked(o.Id)).ToList();
        return ticked switch
        {
            [] => (0, "Geen maatregel aangekruist."),
            _ when ticked.Find(o => o.Exclusive) is { } none => (0, $"Aangekruist: “{none.Label}”."),
            [var only] => (share, $"Maatregel aangekruist: “{only.Label}”."),
            _ => (share, $"{ticked.Count} maatregelen aangekruist; de eerste telt."),
        };
    }

    public override IEnumerable<(Answer Answer, Option? Option)> Improvements(Question question, Answer current) =>
        question.Options.Where(o => !o.Exclusive && !o.TakesText && !current.HasTicked(o.Id))
            .Select(o => (current with { Options = [.. WithoutExclusive(question, current), o.Id] }, (Option?)o));

    private static IEnumerable<string> WithoutExclusive(Question question, Answer current) =>
        current.Options.Where(id => !question.Options.Any(o => o.Exclusive && o.Id == id));
}

/// <summary>Points for a text that was filled in, whatever it says.</summary>
public sealed record TextRule(string Question, string Suggestion, decimal Points) : Rule(Question, Suggestion)
{
    public override decimal Maximum => Points;

    public override decimal Share(int index, int count) => index == 0 ? Points : 0;

    public override (decimal Points, string Reason) Earn(Question question, Answer answer, decimal share) =>
        answer.HasText ? (share, "Eigen maatregel beschreven.") : (0, "Geen eigen maatregel beschreven.");

    public override IEnumerable<(Answer Answer, Option? Option)> Improvements(Question question, Answer current) =>
        current.HasText ? [] : [(current with { Text = "…" }, null)];
}
