using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark.Exchange;

/// <summary>What there is to ask, as clients see it.</summary>
public sealed record CatalogueView(
    string Version,
    IReadOnlyList<StatisticView> Statistics,
    IReadOnlyList<CombinationView> Combinations,
    IReadOnlyList<GroupKindView> GroupKinds,
    IReadOnlyList<RoundView> Rounds,
    IReadOnlyList<TableView> Tables,
    IReadOnlyList<IndicatorView> Indicators,
    FreshnessView Freshness);

/// <summary>A kind of number that aggregates hold.</summary>
public sealed record StatisticView(
    string Id,
    string Label,
    string Definition,
    StatisticUnit Unit,
    RangeView? Range,
    bool IsByComponents,
    bool IsPerObjective,
    bool IsOverall,
    IReadOnlyList<GroupKind> GroupKinds,
    IReadOnlyList<string> Categories,
    int Fewest);

/// <summary>Lowest and highest value.</summary>
public sealed record RangeView(int Least, int Most);

/// <summary>A combination of parts.</summary>
public sealed record CombinationView(string Name, IReadOnlyList<Component> Components, int Maximum);

/// <summary>A kind of groups.</summary>
public sealed record GroupKindView(GroupKind Kind, string Label, IReadOnlyList<GroupView> Groups);

/// <summary>A group, by its name in filters and its codes in the graph.</summary>
public sealed record GroupView(string Name, string? Code, string? SizeClass, string Label);

/// <summary>A round that has a release.</summary>
public sealed record RoundView(
    int Year,
    string Release,
    DateTimeOffset ReleasedAt,
    IReadOnlyList<string> Editions,
    string? RuleSet,
    bool Generated,
    IReadOnlyList<ObjectiveReference> Objectives);

/// <summary>A table that files of frequencies hold.</summary>
public sealed record TableView(string Id, string Label);

/// <summary>How fresh the data are.</summary>
public sealed record FreshnessView(
    DateTimeOffset? ReleasedAt, DateTimeOffset FiguresChangedAt, long FiguresVersion, DateOnly? NextFigures)
{
    /// <summary>When any of it last changed.</summary>
    internal DateTimeOffset ChangedAt => ReleasedAt > FiguresChangedAt ? ReleasedAt.Value : FiguresChangedAt;
}
