namespace Monitor.Benchmark.Domain;

/// <summary>In which way figures do not go together.</summary>
public enum ComparabilityKind
{
    /// <summary>Figures of these days do not compare: not between areas, and not with other periods.</summary>
    NotComparable,

    /// <summary>Breuk in de reeks: from the first day on it is counted in another way.</summary>
    Break,
}

/// <summary>A judgement about figures that do not go together, with its reason: data, not code.</summary>
/// <param name="Id">Names it in the catalogue.</param>
/// <param name="Indicators">Ids of indicators; one that ends in <c>.*</c> is all below it.</param>
/// <param name="AreaKinds">Kinds of area that it holds for.</param>
/// <param name="FirstDay">Of the days that it is about.</param>
/// <param name="LastDay">Of the same; a break is about its first day only.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">In Dutch, as it is shown.</param>
/// <param name="Source">Who says so.</param>
public sealed record Comparability(
    string Id,
    IReadOnlyList<string> Indicators,
    IReadOnlyList<AreaKind> AreaKinds,
    DateOnly FirstDay,
    DateOnly LastDay,
    ComparabilityKind Kind,
    string Reason,
    string Source)
{
    public bool IsAbout(string indicator, AreaKind kind) =>
        AreaKinds.Contains(kind) && Indicators.Any(i => i.EndsWith(".*", StringComparison.Ordinal)
            ? indicator.StartsWith(i[..^1], StringComparison.Ordinal)
            : i == indicator);

    /// <summary>Whether it forbids to lay figures of this period beside others.</summary>
    public bool Forbids(Period period) =>
        Kind == ComparabilityKind.NotComparable && period.FirstDay <= LastDay && period.LastDay >= FirstDay;

    /// <summary>Whether the series breaks between two periods, the earlier one first.</summary>
    public bool BreaksBetween(Period earlier, Period later) =>
        Kind == ComparabilityKind.Break && earlier.FirstDay < FirstDay && later.LastDay >= FirstDay;
}
