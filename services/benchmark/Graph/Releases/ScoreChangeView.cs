using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>How mean scores changed since an earlier round.</summary>
/// <remarks><c>SameRules</c> is null where one of the rounds has no scores.</remarks>
public sealed record ScoreChangeView(int Since, bool? SameRules, MeanChangeView OnAll, MeanChangeView OnSame);

/// <summary>Means of two rounds and their difference; with a reason none of them.</summary>
public sealed record MeanChangeView(
    SuppressionReason? Reason, int? N, MeanScore? Before, MeanScore? After, MeanDifference? Difference)
{
    public static MeanChangeView Without(SuppressionReason reason) => new(reason, null, null, null, null);

    public static MeanChangeView Of(MeanScore before, MeanScore after, int? n = null) =>
        new(null, n, before, after, MeanDifference.Of(before, after));
}

/// <summary>
/// The later mean less the earlier, of the whole points that are shown: parts are null where one of them is.
/// </summary>
public sealed record MeanDifference(int? Anchoring, int? Content, int? Reach, int Total)
{
    public static MeanDifference Of(MeanScore before, MeanScore after) => new(
        after.Anchoring - before.Anchoring,
        after.Content - before.Content,
        after.Reach - before.Reach,
        after.Total - before.Total);
}
