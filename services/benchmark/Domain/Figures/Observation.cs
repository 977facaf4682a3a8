namespace Monitor.Benchmark.Domain;

/// <summary>
/// One edition of one figure: what a source said at one time of an indicator, an area and a period. Never changed: a
/// revision is another edition beside it.
/// </summary>
/// <param name="Indicator">Id of the indicator, such as <c>veilig-thuis.reports</c>.</param>
/// <param name="Area">What it is about.</param>
/// <param name="Period">When it is about.</param>
/// <param name="Value">In the indicator's unit, as published; null where it is suppressed or cannot occur.</param>
/// <param name="Status">How final it is.</param>
/// <param name="PublishedOn">Since when it is known.</param>
/// <param name="Source">Where it was published: an address, or the document's name.</param>
public sealed record Observation(
    string Indicator,
    Area Area,
    Period Period,
    decimal? Value,
    FigureStatus Status,
    DateOnly PublishedOn,
    string Source)
{
    /// <summary>CBS prints a point: unknown, unreliable or secret.</summary>
    public bool Suppressed { get; init; }

    /// <summary>What a reader must know beside the number, in Dutch.</summary>
    public string? Note { get; init; }

    /// <summary>Made for demonstration: it says nothing about the area.</summary>
    public bool Generated { get; init; }

    /// <summary>The lower end of the range, where there is one.</summary>
    public decimal? Low { get; init; }

    /// <summary>The upper end of the range, where there is one.</summary>
    public decimal? High { get; init; }

    /// <summary>Computed by this project from other figures (docs/estimates.md): not published by anybody.</summary>
    public bool Estimate { get; init; }

    public DatePrecision PublishedPrecision { get; init; }

    /// <summary>From 1, in the order in which they came in; 0 while it is not stored.</summary>
    public int Edition { get; init; }

    /// <summary>
    /// What makes it another edition: all but where and when it was published, and what is noted beside it.
    /// </summary>
    public bool SaysTheSameAs(Observation other) =>
        (Value, Status, Suppressed, Generated, Low, High, Estimate)
        == (other.Value, other.Status, other.Suppressed, other.Generated, other.Low, other.High, other.Estimate);
}
