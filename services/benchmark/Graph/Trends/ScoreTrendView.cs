using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>A trend as clients see it.</summary>
public sealed record ScoreTrendView(
    ObjectiveReference? Objective,
    IReadOnlyList<Component> Components,
    int Maximum,
    IReadOnlyList<ScoreTrendPointView> Points)
{
    internal static ScoreTrendView Of(
        IReadOnlyList<ScoreInRound> scores, string? objective, Components components) => new(
        objective is null ? null : new ObjectiveReference(objective),
        components.Parts,
        components.Maximum,
        [.. Trend.Of(scores, objective).Select(p => new ScoreTrendPointView(p))]);
}

/// <summary>A round of a trend as clients see it: points with at most 2 decimals.</summary>
public sealed record ScoreTrendPointView(TrendPoint Point)
{
    public RoundReference Round => new(Point.Score.Round);

    public string? Release => Point.Score.Release;

    public bool Live => Point.Score.Release is null;

    public bool Generated => Point.Score.Generated;

    public int? N => Point.Score.N;

    public SuppressionReason? Reason => Point.Score.Reason;

    public decimal? Points => ShownPoints.Of(Point.Score.Points);

    public Band? Band => Point.Score.Band;

    public decimal? Change => ShownPoints.Of(Point.Change);

    public bool Comparable => Point.Incomparable.Count == 0;

    public IReadOnlyList<IncomparableReason> Incomparable => Point.Incomparable;

    public ViaSuccessionView? ViaSuccession => Point.Score.Via is { } via ? new ViaSuccessionView(via) : null;
}

/// <summary>How a score came from predecessors, as its municipality sees it.</summary>
public sealed record ViaSuccessionView(DerivedScores Derived)
{
    public string Rule => Derived.Rule;

    public SuccessionKind Kind => Derived.Kind;

    public IReadOnlyList<MunicipalityReference> Predecessors =>
        [.. Derived.Sources.Select(code => new MunicipalityReference(code))];

    /// <summary>With 4 decimals.</summary>
    public decimal? CoveredShare => Derived.CoveredShare is { } exact
        ? Math.Round(exact, 4, MidpointRounding.AwayFromZero)
        : null;
}
