using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Domain;

/// <summary>What a group answered to the extra questions (extra vragen).</summary>
/// <param name="Respondents">Those who answered any of them; null with a reason.</param>
/// <param name="Reason">Why there are no numbers at all.</param>
/// <param name="Questions">Those with options; none with a reason, and so below.</param>
/// <param name="Marks">Those that ask for a mark (rapportcijfer).</param>
/// <param name="Correlation">Of the mark of now with the average score; null where it is withheld or undefined.</param>
public sealed record ExtraAnswers(
    int? Respondents,
    SuppressionReason? Reason,
    IReadOnlyList<ExtraFrequencies> Questions,
    IReadOnlyList<MarkFrequencies> Marks,
    Correlation? Correlation)
{
    public static ExtraAnswers TooFew { get; } = new(null, SuppressionReason.TooFew, [], [], null);
}

/// <summary>Frequencies of an extra question; shares are of those who answered this question.</summary>
/// <param name="Id">Id of the question.</param>
/// <param name="Code">Says what it asks, in every questionnaire: <c>risk-groups</c>.</param>
/// <param name="Label">Its words.</param>
/// <param name="Respondents">Those who answered it; null where that is withheld, and with it every number.</param>
/// <param name="Options">Each has numbers, or none where these are withheld.</param>
public sealed record ExtraFrequencies(
    string Id, string Code, string Label, int? Respondents, IReadOnlyList<OptionFrequency> Options)
{
    /// <summary>Why there are options without numbers; null where each has them.</summary>
    [JsonIgnore]
    public SuppressionReason? Reason => Options.Any(o => o.Count is null) ? SuppressionReason.TooFew : null;
}

/// <summary>The marks that a group gives, whole ones from 1 to 10.</summary>
/// <param name="Id">Id of the question.</param>
/// <param name="Code"><c>mark-past</c>, <c>mark-now</c> or <c>mark-next</c>.</param>
/// <param name="Label">Its words, which name the year.</param>
/// <param name="Respondents">Those who gave one; null where that is withheld, and with it every number.</param>
/// <param name="Mean">With one decimal, halves away from zero; null where it is withheld.</param>
/// <param name="Distribution">Each mark from 1 to 10, without a number where that is withheld.</param>
public sealed record MarkFrequencies(
    string Id,
    string Code,
    string Label,
    int? Respondents,
    decimal? Mean,
    IReadOnlyList<MarkFrequency> Distribution)
{
    [JsonIgnore]
    public SuppressionReason? Reason =>
        Mean is null || Distribution.Any(m => m.Count is null) ? SuppressionReason.TooFew : null;
}

/// <summary>How many give one mark, and their share of those who gave one.</summary>
public sealed record MarkFrequency(int Mark, int? Count, int? Percentage);
