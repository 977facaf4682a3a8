namespace Monitor.Benchmark.Domain;

/// <summary>Why a number is not shown.</summary>
public enum SuppressionReason
{
    NotReleased,
    TooFew,
    NotReleasedForKind,
}

/// <summary>Figures of a group. With a reason there is no number at all: not even how many took part.</summary>
/// <remarks>
/// <c>N</c> counts the participants, <c>AverageBands</c> how many of their averages lie in each band (three): both
/// rounded to 5 below the country. <c>Objectives</c> has one entry for each objective, in their order.
/// </remarks>
public sealed record Aggregate(
    Group Group,
    int? N,
    SuppressionReason? Reason,
    IReadOnlyList<ObjectiveAggregate> Objectives,
    IReadOnlyList<BandCount> AverageBands,
    bool Generated);

/// <summary>Figures of a group on one objective; <c>N</c> counts those who answered it.</summary>
public sealed record ObjectiveAggregate(
    string Objective, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band);

/// <summary>Means in whole points, halves away from zero, each rounded by itself.</summary>
public sealed record MeanScore(int Anchoring, int Content, int Reach, int Total);

/// <summary>How many municipalities have an average in a band.</summary>
public sealed record BandCount(Band Band, int Count);
