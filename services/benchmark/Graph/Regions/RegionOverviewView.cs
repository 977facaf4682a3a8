using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A region in a round, for those who coordinate it.</summary>
public sealed record RegionOverviewView(RoundReference Round, Region Region)
{
    /// <summary>What is released of it, or why there is nothing.</summary>
    internal object Wish => Region.IsVeiligThuis
        ? new AggregateKey(Round.Year, GroupKind.VeiligThuis, Region.Code)
        : new RegionOfOtherKind(Round.Year, Region.Code, Components.All);
}

/// <summary>An objective among those on which a region scores lowest together.</summary>
public sealed record RegionObjectiveView(
    int Rank, ObjectiveReference Objective, int N, MeanScore Mean, Band Band, MeanScore? CountryMean, int? Difference);

/// <summary>An objective among those on which the municipalities that share in a region score lowest
/// together.</summary>
public sealed record SharedObjectiveView(
    int Rank, ObjectiveReference Objective, int N, decimal Mean, decimal Anchoring, decimal Content, decimal Reach);
