using Npgsql;

namespace Monitor.Benchmark.Storage;

/// <summary>For whom a query reads: row-level security shows the rows of that municipality only.</summary>
internal sealed record ActingAs(string Value)
{
    /// <summary>The service's own work: events, and making a release.</summary>
    public static ActingAs Service { get; } = new("service");

    public static ActingAs Municipality(string code) => new($"municipality:{code}");

    /// <summary>Holds for the transaction, or for the batch that begins with it, and no longer.</summary>
    public NpgsqlBatchCommand Command() =>
        new("SELECT set_config('monitor.acting_as', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Value } },
        };
}
