using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Storage;

/// <summary>Names an aggregate of a round, released or not.</summary>
public sealed record AggregateKey(int Round, GroupKind Kind, string? Code);

/// <summary>An aggregate as it was released.</summary>
public sealed record ReleasedAggregate(string Release, Aggregate Aggregate);
