using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Domain;

/// <summary>How many municipalities of a group have how many objectives in policy.</summary>
/// <param name="Respondents">Those who answered an objective; null with a reason.</param>
/// <param name="Reason">Why there are no numbers.</param>
/// <param name="Counts">From none to all objectives of the questionnaire; none with a reason.</param>
public sealed record PolicyNumbers(
    int? Respondents, SuppressionReason? Reason, IReadOnlyList<NumberFrequency> Counts)
{
    public static PolicyNumbers TooFew { get; } = new(null, SuppressionReason.TooFew, []);

    public static PolicyNumbers Of(ShownCounts shown) => new(
        shown.Of,
        Reason: null,
        [
            .. Enumerable.Range(0, shown.Counts.Count)
                .Select(n => (Objectives: n, Frequency: shown.At(n)))
                .Select(n => new NumberFrequency(n.Objectives, n.Frequency?.Count, n.Frequency?.Percentage)),
        ]);
}

/// <summary>How many have this many objectives in policy; without numbers where these are withheld.</summary>
public sealed record NumberFrequency(int Objectives, int? Count, int? Percentage)
{
    [JsonIgnore]
    public Frequency? Frequency => Count is { } count ? new Frequency(count, Percentage!.Value) : null;
}
