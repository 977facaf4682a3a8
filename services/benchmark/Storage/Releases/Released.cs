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
/// <param name="Release">Id of the release.</param>
/// <param name="Aggregate">Its figures.</param>
public sealed record ReleasedAggregate(string Release, Aggregate Aggregate)
{
    /// <summary>The rules by which the release's scores were made; null when nobody took part.</summary>
    public string? RuleSet { get; init; }

    public DateTime MadeAt { get; init; }

    /// <summary>False for a release of before there were combinations, shapes and panels.</summary>
    public bool IsComplete { get; init; }
}
