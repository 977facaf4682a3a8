using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Domain;

/// <summary>
/// Frequency tables (frequentietabellen) of a group on one objective, with their labels as they were. Shares are of
/// those who answered the objective, and of the numbers as they are shown: below the country of rounded ones.
/// </summary>
/// <param name="Objective">Id.</param>
/// <param name="Respondents">Those who answered it; null with a reason.</param>
/// <param name="Reason">Why there are no numbers at all.</param>
/// <param name="InPolicy">For how many it is in policy; null with a reason, or where that count is withheld.</param>
/// <param name="Questions">Those on content (inhoud); none with a reason, and so below.</param>
/// <param name="Generated">Whether answers among them are generated.</param>
public sealed record ObjectiveFrequencies(
    string Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    IReadOnlyList<QuestionFrequencies> Questions,
    bool Generated)
{
    /// <summary>Those on anchoring (borging): in policy, laid down, in which document.</summary>
    public IReadOnlyList<QuestionFrequencies> Anchoring { get; init; } = [];

    /// <summary>Those on reach (bereik).</summary>
    public IReadOnlyList<QuestionFrequencies> Reach { get; init; } = [];

    /// <summary>How many name a measure of their own; null with a reason, or where that count is withheld.</summary>
    public Frequency? OwnMeasure { get; init; }

    public static ObjectiveFrequencies TooFew(string objective, bool generated) =>
        new(objective, null, SuppressionReason.TooFew, null, [], generated);

    /// <summary>The question on anchoring with this code; null where the questionnaire has none.</summary>
    public QuestionFrequencies? Anchored(string code) => Anchoring.FirstOrDefault(q => q.Code == code);
}

/// <summary>A count and its share in whole percents.</summary>
public sealed record Frequency(int Count, int Percentage)
{
    /// <summary>Of rounded numbers a count may seem to exceed all: that is everyone.</summary>
    public static Frequency Of(int count, int all) =>
        new(count, all == 0 ? 0 : Math.Min(100, Rounding.Percentage(count, all)));
}

/// <summary>Frequencies of a question's options, in their order.</summary>
/// <param name="Id">Id of the question.</param>
/// <param name="Label">Its words.</param>
/// <param name="Options">Each has numbers, or none where these are withheld.</param>
public sealed record QuestionFrequencies(string Id, string Label, IReadOnlyList<OptionFrequency> Options)
{
    /// <summary>Says what the question asks, alike for all objectives: <c>documents</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Why there are options without numbers; null where each has them.</summary>
    [JsonIgnore]
    public SuppressionReason? Reason => Options.Any(o => o.Count is null) ? SuppressionReason.TooFew : null;

    internal static QuestionFrequencies Of(
        string id,
        string code,
        string label,
        IReadOnlyList<Option> options,
        ShownCounts? shown,
        bool ofMeasures) => new(
        id,
        label,
        [
            .. options.Index().Select(o => OptionFrequency.Of(o.Item, shown?.At(o.Index)) with
            {
                IsMeasure = ofMeasures && !o.Item.Exclusive && !o.Item.TakesText,
            }),
        ])
    {
        Code = code,
    };
}

/// <summary>How often an option was ticked; without numbers where these are withheld.</summary>
public sealed record OptionFrequency(string Id, string Label, int? Count, int? Percentage)
{
    public static OptionFrequency Of(Option option, Frequency? frequency) =>
        new(option.Id, option.Label, frequency?.Count, frequency?.Percentage);

    /// <summary>
    /// Whether it names a measure: not "none of these", and not one that somebody writes. Never in a release of before
    /// that was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMeasure { get; init; }

    [JsonIgnore]
    public Frequency? Frequency => Count is { } count ? new Frequency(count, Percentage!.Value) : null;
}
