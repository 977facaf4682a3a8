using System.Text.Json;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report;

/// <summary>The answer to RegionReport.graphql.</summary>
internal sealed record RegionAnswer(IReadOnlyList<RegionFigures> Region, IReadOnlyList<CountryOfRound> Round);

/// <summary>The country in the reported round.</summary>
internal sealed record CountryOfRound(RegionGroup Country);

/// <summary>What the graph shows of a region to who asks. Where nothing is shared with them, <c>Sharing</c> is null.
/// </summary>
internal sealed record RegionFigures(
    OverviewFigures Overview,
    RegionGroup Now,
    SharingFigures? Sharing,
    IReadOnlyList<ObservationFigures>? Figures,
    RegionGroup? Before = null);

/// <summary>The region at a glance.</summary>
internal sealed record OverviewFigures(
    ResponseFigures Participation,
    IReadOnlyList<LowestFigures> Lowest,
    IReadOnlyList<LowestSharedFigures>? LowestOfSharing);

/// <summary>How many answered.</summary>
internal sealed record ResponseFigures(int Municipalities, int? Responded, SuppressionReason? Reason);

/// <summary>One of the objectives on which the region scores lowest.</summary>
internal sealed record LowestFigures(
    int Rank, ObjectiveId Objective, int N, TotalFigures Mean, TotalFigures? CountryMean, int? Difference);

/// <summary>One of the objectives on which those that share score lowest.</summary>
internal sealed record LowestSharedFigures(int Rank, ObjectiveId Objective, int N, decimal Mean);

/// <summary>Released figures of a region or the country; with a reason there are none.</summary>
internal sealed record RegionGroup(
    int? N,
    SuppressionReason? Reason,
    bool Generated,
    string? Release,
    RegionAverage? Average,
    IReadOnlyList<RegionScore>? Objectives)
{
    /// <summary>The group on one objective; null where it has no figures at all.</summary>
    public RegionScore? On(string objective) => Objectives?.FirstOrDefault(o => o.Objective.Id == objective);
}

/// <summary>The average over objectives.</summary>
internal sealed record RegionAverage(SuppressionReason? Reason, MeanScore? Mean, Band? Band);

/// <summary>The group on one objective.</summary>
internal sealed record RegionScore(
    ObjectiveId Objective, int? N, SuppressionReason? Reason, MeanScore? Mean, Band? Band);

/// <summary>Those that share in the region.</summary>
internal sealed record SharingFigures(IReadOnlyList<NamedFigures> Nodes);

/// <summary>One of them, by its code.</summary>
internal sealed record NamedFigures(
    MunicipalityCode Municipality, decimal? Points, Band? Band, IReadOnlyList<NamedObjective> Objectives);

/// <summary>Its score on one objective.</summary>
internal sealed record NamedObjective(ObjectiveId Objective, decimal Points);

/// <summary>The key of a municipality.</summary>
internal sealed record MunicipalityCode(string Code);

/// <summary>What questionnaire knows of a region and a round, as <c>RegionReport.html</c> requires it.</summary>
internal sealed record RegionFacts(RegionName Region, RegionRound Round)
{
    /// <summary>Reads what came with a representation.</summary>
    /// <exception cref="ClientException">BAD_REQUEST: it is of another form.</exception>
    public static RegionFacts Read(
        IReadOnlyDictionary<string, object?> region, IReadOnlyDictionary<string, object?> round) =>
        JsonForm.Read<RegionFacts>(JsonSerializer.SerializeToElement(new { region, round }));
}

/// <summary>What the region is called, and who lies in it.</summary>
internal sealed record RegionName(string Name, IReadOnlyList<MunicipalityName> Municipalities);

/// <summary>What a municipality is called.</summary>
internal sealed record MunicipalityName(string Code, string Name);

/// <summary>What was asked in the round.</summary>
internal sealed record RegionRound(QuestionnaireFacts Questionnaire);
