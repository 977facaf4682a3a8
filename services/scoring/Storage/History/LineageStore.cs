using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>The copy of questionnaire's lineage that all replicas share.</summary>
public sealed class LineageStore(NpgsqlDataSource database)
{
    /// <summary>Null until it was fetched once.</summary>
    public async Task<Lineage?> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT document FROM lineage");
        var found = await command.ReadAsync(row => row.Json<Lineage>(0, DomainJson.Options), cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Replaces the copy.</summary>
    public async Task ReplaceAsync(Lineage lineage, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO lineage (document) VALUES ($1)
            ON CONFLICT (only_row) DO UPDATE SET document = excluded.document, fetched_at = now()
            """);
        command.Parameters.Add(Json(lineage, DomainJson.Options));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
