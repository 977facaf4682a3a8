using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>The copy of questionnaire's lineage that all replicas share.</summary>
public sealed class LineageStore(NpgsqlDataSource database)
{
    /// <summary>Null until it was fetched, and when it was forgotten.</summary>
    public async Task<Lineage?> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT document FROM lineage");
        var found = await command.ReadAsync(row => row.Json<Lineage>(0, StoredJson.Form), cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Replaces the copy.</summary>
    public async Task ReplaceAsync(Lineage lineage, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO lineage (document) VALUES ($1)
            ON CONFLICT (only_row) DO UPDATE SET document = excluded.document, fetched_at = now()
            """);
        command.Parameters.Add(Json(lineage, StoredJson.Form));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Has the next who asks fetch it anew.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM lineage");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
