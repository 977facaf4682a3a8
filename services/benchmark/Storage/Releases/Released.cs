using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Storage;

/// <summary>Names an aggregate of a round, released or not.</summary>
public sealed record AggregateKey(int Round, GroupKind Kind, string? Code)
{
    /// <summary>The parts that count.</summary>
    public Components Components { get; init; } = Components.All;

    /// <summary>Id of the edition; null for the current one.</summary>
    public string? Release { get; init; }
}

/// <summary>An aggregate as it was released.</summary>
public sealed record ReleasedAggregate(string Release, Aggregate Aggregate);
