using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>An area of a comparison, with its difference from the first one.</summary>
public sealed record ComparedAreaView(ObservationView Observation, decimal? Difference, decimal? Percentage);

/// <summary>Areas beside each other, and the country.</summary>
public sealed record FigureComparisonView(
    PeriodView Period, Per Per, IReadOnlyList<ComparedAreaView> Areas, ObservationView Country, bool Generated);

/// <summary>Which end of a ranking stands first.</summary>
public enum RankingOrder
{
    HighestFirst,
    LowestFirst,
}

/// <summary>A place in a ranking; equal values share one.</summary>
public sealed record RankedAreaView(int Place, ObservationView Observation);

/// <summary>Areas of one kind in the order of their values.</summary>
public sealed record FigureRankingView(
    PeriodView Period,
    Per Per,
    IReadOnlyList<RankedAreaView> Areas,
    int WithValue,
    int WithoutValue,
    bool Generated);

/// <summary>A point of a trend, with its change since the point before.</summary>
public sealed record TrendPointView(ObservationView Observation, decimal? Change, decimal? ChangePercentage);

/// <summary>Where a series breaks.</summary>
public sealed record TrendBreakView(PeriodView Before, PeriodView After, ComparabilityView Comparability);

/// <summary>A figure that is not in a trend, because it may not be laid beside others.</summary>
public sealed record LeftOutView(PeriodView Period, ComparabilityView Comparability);

/// <summary>One area through time.</summary>
public sealed record FigureTrendView(
    FigureAreaView Area,
    PeriodKind PeriodKind,
    Per Per,
    IReadOnlyList<TrendPointView> Points,
    IReadOnlyList<TrendBreakView> Breaks,
    IReadOnlyList<LeftOutView> LeftOut,
    bool Generated)
{
    public FigureTrendView? Fallback { get; init; }

    public string? Note { get; init; }
}

/// <summary>A class of a map.</summary>
public sealed record MapClassView(int Number, decimal From, decimal To, int Areas);

/// <summary>An area of a map; without a class where there is no value.</summary>
public sealed record MapAreaView(FigureAreaView Area, decimal? Value, int? ClassNumber, ObservationView Observation);

/// <summary>What a map shows.</summary>
public sealed record FigureMapView(
    PeriodView Period,
    Per Per,
    ClassMethod Method,
    IReadOnlyList<decimal> Boundaries,
    IReadOnlyList<MapClassView> Classes,
    IReadOnlyList<MapAreaView> Areas,
    int WithoutValue,
    bool Generated);
