using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Storage;

/// <summary>What adding observations came to; each with the edition that it is, or is the same as.</summary>
/// <param name="New">There was nothing of this indicator, area and period.</param>
/// <param name="Revised">Something else was known: both stay.</param>
/// <param name="Equal">The same was known: nothing was added but a source that was not there yet.</param>
public sealed record AddedObservations(
    IReadOnlyList<Observation> New, IReadOnlyList<Revision> Revised, IReadOnlyList<Observation> Equal)
{
    public bool HasChanges => New.Count + Revised.Count > 0;

    /// <summary>Ids of the indicators that have a new edition, in order.</summary>
    public IReadOnlyList<string> Indicators { get; } =
    [
        .. New.Concat(Revised.Select(r => r.Is)).Select(o => o.Indicator).Distinct().Order(StringComparer.Ordinal),
    ];
}

/// <summary>A figure that was published otherwise before (or, for an older publication, after).</summary>
public sealed record Revision(Observation Was, Observation Is);
