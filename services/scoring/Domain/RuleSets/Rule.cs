using System.Text.Json.Serialization;

namespace Monitor.Scoring.Domain;

/// <summary>How the questions with one code earn points. The form is told in <c>docs/rule-sets.md</c>.</summary>
/// <param name="Question">Code of the question; <c>content-*</c> is every question whose code begins so.</param>
/// <param name="Suggestion">
/// What to do to earn the points, in Dutch; <c>{question}</c> and <c>{option}</c> stand for their labels.
/// </param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChoiceRule), "CHOICE")]
[JsonDerivedType(typeof(DividedRule), "DIVIDED")]
[JsonDerivedType(typeof(PerMeasureRule), "PER_MEASURE")]
[JsonDerivedType(typeof(ShareRule), "SHARE")]
[JsonDerivedType(typeof(TextRule), "TEXT")]
public abstract record Rule(
    [property: JsonPropertyOrder(-1)] string Question, [property: JsonPropertyOrder(1)] string Suggestion)
{
    /// <summary>Points that the questions of the rule earn together at most; null for their sum.</summary>
    [JsonIgnore]
    public virtual decimal? Limit => null;

    /// <summary>What the rule takes, for a fault: as in "a question with one answer".</summary>
    [JsonIgnore]
    public abstract string Takes { get; }

    /// <summary>Whether the rule scores this question.</summary>
    public bool Scores(Question question) => CodePattern.Matches(Question, question.Code);

    /// <summary>What to do, in Dutch, by ticking this option; null: where a text is asked.</summary>
    public string SuggestionFor(Question question, Option? option) => Suggestion
        .Replace("{question}", question.Label, StringComparison.Ordinal)
        .Replace("{option}", option?.Label, StringComparison.Ordinal);

    /// <summary>Whether the rule can score a question of this kind.</summary>
    public abstract bool CanScore(QuestionKind kind);

    /// <summary>The options of a question that earn points by this rule and need no text.</summary>
    public virtual IEnumerable<Option> MeasuresOf(Question question) =>
        question.Options.Where(o => !o.Exclusive && !o.TakesText);

    /// <summary>The rule laid on an objective's questions, in their order.</summary>
    internal abstract IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions);
}

/// <summary>The chosen option says how many points, for each question alike.</summary>
public sealed record ChoiceRule(string Question, string Suggestion, IReadOnlyDictionary<string, decimal> Points)
    : Rule(Question, Suggestion)
{
    [JsonIgnore]
    public override string Takes => "a question with one answer (SINGLE)";

    public override bool CanScore(QuestionKind kind) => kind is QuestionKind.Single;

    public override IEnumerable<Option> MeasuresOf(Question question) =>
        question.Options.Where(o => Points.GetValueOrDefault(o.Id) > 0);

    internal override IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions) =>
        questions.Select(q => new LaidChoice(q, Points));
}

/// <summary>
/// Points divided equally over the objective's questions: a question earns its share by one measure or more. Shares are
/// whole hundredths; where the points do not divide, the last question takes the remainder.
/// </summary>
public sealed record DividedRule(string Question, string Suggestion, decimal Points) : Rule(Question, Suggestion)
{
    [JsonIgnore]
    public override string Takes => "questions with several answers (MULTIPLE)";

    public override bool CanScore(QuestionKind kind) => kind is QuestionKind.Multiple;

    /// <summary>Points that question <paramref name="index"/> of <paramref name="count"/> can earn.</summary>
    public decimal Share(int index, int count)
    {
        var share = Math.Floor(Points / count * 100) / 100;
        return index == count - 1 ? Points - (share * (count - 1)) : share;
    }

    internal override IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions) =>
        questions.Select((q, i) => new LaidDivision(q, Domain.Points.Plain(Share(i, questions.Count))));
}

/// <summary>Points for each ticked measure, over all questions of the objective together at most the cap.</summary>
public sealed record PerMeasureRule(string Question, string Suggestion, decimal Points, decimal Cap)
    : Rule(Question, Suggestion)
{
    [JsonIgnore]
    public override decimal? Limit => Cap;

    [JsonIgnore]
    public override string Takes => "questions with several answers (MULTIPLE)";

    public override bool CanScore(QuestionKind kind) => kind is QuestionKind.Multiple;

    internal override IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions) =>
        questions.Select(q => new LaidMeasures(q, [.. q.Measures.Select(_ => Points)]));
}

/// <summary>
/// Points for the share of all measures that is ticked, over the objective's questions together. A measure weighs whole
/// hundredths; where the points do not divide, some weigh one more.
/// </summary>
public sealed record ShareRule(string Question, string Suggestion, decimal Points) : Rule(Question, Suggestion)
{
    [JsonIgnore]
    public override string Takes => "questions with several answers (MULTIPLE)";

    public override bool CanScore(QuestionKind kind) => kind is QuestionKind.Multiple;

    internal override IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions)
    {
        var count = questions.Sum(q => q.Measures.Count);
        var before = 0;
        foreach (var question in questions)
        {
            var weights = question.Measures.Select((_, i) => Until(before + i + 1, count) - Until(before + i, count));
            yield return new LaidMeasures(question, [.. weights]);
            before += question.Measures.Count;
        }
    }

    private decimal Until(int measures, int count) => Math.Floor(Points * measures / count * 100) / 100;
}

/// <summary>Points for a text that was filled in, whatever it says, for each question alike.</summary>
public sealed record TextRule(string Question, string Suggestion, decimal Points) : Rule(Question, Suggestion)
{
    [JsonIgnore]
    public override string Takes => "a question with a text (TEXT)";

    public override bool CanScore(QuestionKind kind) => kind is QuestionKind.Text;

    internal override IEnumerable<LaidRule> Lay(IReadOnlyList<FormQuestion> questions) =>
        questions.Select(q => new LaidText(q, Points));
}

/// <summary>Codes of questions as rules write them.</summary>
public static class CodePattern
{
    /// <summary>The code itself, or with <c>*</c> at its end every code that begins so.</summary>
    public static bool Matches(string pattern, string code) =>
        pattern.EndsWith('*')
            ? code.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : code == pattern;
}
