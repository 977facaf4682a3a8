using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>The lists that were brought in from CBS, and line by line what each changed: added to only.</summary>
public sealed class AreaImportStore(NpgsqlDataSource database)
{
    private const string Columns =
        "edition, year, imported_at, imported_by, compared_with, is_correction, municipalities, region_kinds";

    /// <summary>Everything that an import is held against.</summary>
    public static async Task<KnownAreas> KnownAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var lists = await AreaWriter.ListsAsync(transaction, cancellationToken);
        var successions = await AreaHistoryStore.SuccessionsAsync(transaction, cancellationToken);
        var counts = await AreaHistoryStore.CountsAsync(transaction, cancellationToken);
        var regions = await RegionStore.AllAsync(transaction, cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT year, municipality_code, kind, region_code FROM region_memberships",
            transaction.Connection, transaction);
        var memberships = await command.ReadAsync(
            row => (Key: (row.GetInt32(0), row.GetString(1), EnumText.Parse<RegionKind>(row.GetString(2))),
                Region: row.GetString(3)),
            cancellationToken);
        return new KnownAreas(
            AreaHistoryStore.Of(lists.Select(l => (l.Year, l.Code)), successions, counts),
            lists.ToLookup(l => l.Year),
            successions,
            regions.ToDictionary(r => r.Code, StringComparer.Ordinal),
            memberships.ToDictionary(m => m.Key, m => m.Region));
    }

    /// <summary>Puts an import on record. Before what it brings, which carries its edition.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, AreaImport import, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"INSERT INTO area_imports ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
                {
                    Parameters =
                    {
                        Text(import.Edition!),
                        Int(import.Year),
                        Time(import.ImportedAt!.Value),
                        Text(import.ImportedBy!),
                        Int(import.ComparedWith),
                        Bool(import.IsCorrection),
                        Int(import.Municipalities),
                        Texts(import.RegionKinds.Select(k => EnumText.Of(k))),
                    },
                },
                new NpgsqlBatchCommand("""
                    INSERT INTO area_changes (edition, kind, code, name, was, became)
                    SELECT $1, n.* FROM unnest($2, $3, $4, $5, $6) AS n
                    """)
                {
                    Parameters =
                    {
                        Text(import.Edition!),
                        Texts(import.Changes.Select(c => EnumText.Of(c.Kind))),
                        Texts(import.Changes.Select(c => c.Code)),
                        Texts(import.Changes.Select(c => c.Name)),
                        TextsOrNull(import.Changes.Select(c => c.Was)),
                        TextsOrNull(import.Changes.Select(c => c.Became)),
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How often lists of a year were brought in.</summary>
    public static async Task<int> CountAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*)::int FROM area_imports WHERE year = $1", transaction.Connection, transaction);
        command.Parameters.AddValue(year);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>All imports with their changes, the latest first; or the one of an edition.</summary>
    public async Task<IReadOnlyList<AreaImport>> ListAsync(string? edition, CancellationToken cancellationToken)
    {
        await using var changes = database.CreateCommand("""
            SELECT edition, kind, code, name, was, became FROM area_changes
            WHERE $1 IS NULL OR edition = $1 ORDER BY id
            """);
        changes.Parameters.AddValue<string?>(edition);
        var lines = (await changes.ReadAsync(
            row => (Edition: row.GetString(0), Change: new AreaChange(
                EnumText.Parse<AreaChangeKind>(row.GetString(1)),
                row.GetString(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5))),
            cancellationToken)).ToLookup(c => c.Edition, c => c.Change, StringComparer.Ordinal);

        await using var imports = database.CreateCommand($"""
            SELECT {Columns} FROM area_imports WHERE $1 IS NULL OR edition = $1 ORDER BY imported_at DESC
            """);
        imports.Parameters.AddValue<string?>(edition);
        return await imports.ReadAsync(
            row => new AreaImport(
                row.GetInt32(1),
                row.GetString(0),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetString(3),
                row.GetInt32(4),
                row.GetBoolean(5),
                row.GetInt32(6),
                [.. row.GetFieldValue<string[]>(7).Select(EnumText.Parse<RegionKind>)],
                [],
                [.. lines[row.GetString(0)]]),
            cancellationToken);
    }
}
