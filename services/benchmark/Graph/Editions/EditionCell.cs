using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A cell of one edition: what errata are looked up by.</summary>
public sealed record EditionCell(string Release, ReleaseCell Cell)
{
    public static EditionCell Of(ReleasedGroup group, string? objective) =>
        new(group.Release, new ReleaseCell(group.Kind, group.Code, objective));

    /// <summary>The whole of a released group; null for one that is not released.</summary>
    public static EditionCell? Of(AggregateView aggregate) =>
        aggregate.Name is { Release: { } release, Kind: { } kind } name
            ? new EditionCell(release, new ReleaseCell(kind, name.Code, Objective: null))
            : null;

    public static EditionCell Of(CellKey cell) =>
        new(cell.Release, new ReleaseCell(cell.Key.Kind, cell.Key.Code, cell.Objective));
}
