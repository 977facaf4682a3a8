using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A mapping as it is kept.</summary>
/// <param name="Name">By which it is asked for.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
/// <param name="Document">JSON, as it came.</param>
public sealed record StoredMapping(string Name, string Sha256, string Document);

/// <summary>The mappings of StatLine's tables. None is ever changed: another text is another one.</summary>
public sealed class FigureMappingStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Those that are asked for by name, by name.</summary>
    public async Task<IReadOnlyList<StoredMapping>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT name, sha256, document FROM figure_mappings WHERE is_current ORDER BY name");
        return await command.ReadAsync(Mapping, cancellationToken);
    }

    /// <summary>The one of this name; null: there is none.</summary>
    public async Task<StoredMapping?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT name, sha256, document FROM figure_mappings WHERE is_current AND name = $1");
        command.Parameters.Add(Text(name));
        return (await command.ReadAsync(Mapping, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Makes these the ones that their names mean; others of those names stay on record.</summary>
    public async Task SetCurrentAsync(
        NpgsqlTransaction transaction, IReadOnlyList<StoredMapping> mappings, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            UPDATE figure_mappings SET is_current = false WHERE is_current AND name = ANY ($1) AND sha256 <> ALL ($2)
            """)
        {
            Parameters = { Texts(mappings.Select(m => m.Name)), Texts(mappings.Select(m => m.Sha256)) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO figure_mappings AS m (sha256, name, document, is_current, kept_at)
            SELECT n.sha256, n.name, n.document, true, $4 FROM unnest($1, $2, $3) AS n (sha256, name, document)
            ON CONFLICT (sha256) DO UPDATE SET is_current = true WHERE NOT m.is_current
            """)
        {
            Parameters =
            {
                Texts(mappings.Select(m => m.Sha256)), Texts(mappings.Select(m => m.Name)),
                Texts(mappings.Select(m => m.Document)), Time(time.GetUtcNow()),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts a mapping that came with an import on record; one that is there stays as it is.</summary>
    public async Task KeepAsync(
        NpgsqlTransaction transaction, StoredMapping mapping, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO figure_mappings (sha256, name, document, is_current, kept_at) VALUES ($1, $2, $3, false, $4)
            ON CONFLICT (sha256) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(mapping.Sha256));
        command.Parameters.Add(Text(mapping.Name));
        command.Parameters.Add(Text(mapping.Document));
        command.Parameters.Add(Time(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static StoredMapping Mapping(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2));
}
