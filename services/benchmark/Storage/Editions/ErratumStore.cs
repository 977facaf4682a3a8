using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>An erratum about a cell of an edition, of the one that was wrong or of the one that is right.</summary>
public sealed record ErratumOfCell(string Release, ReleaseCell Cell, Erratum Erratum);

/// <summary>Errata and the cells that they corrected: added, never changed.</summary>
public sealed class ErratumStore(NpgsqlDataSource database)
{
    private const string Columns = "e.id, e.round, e.release_id, e.corrected_by, e.text, e.issued_by, e.issued_at";

    /// <summary>Adds an erratum in the transaction that makes what it tells of.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        Erratum erratum,
        IReadOnlyList<CorrectedCell> cells,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO errata (id, round, release_id, corrected_by, text, issued_by, issued_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """)
        {
            Parameters =
            {
                Id(erratum.Id), Int(erratum.Round), Text(erratum.Release),
                OrNull(erratum.CorrectedBy, NpgsqlDbType.Text), Text(erratum.Text), Text(erratum.IssuedBy),
                Time(erratum.IssuedAt),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO corrected_cells (erratum_id, kind, code, objective, is_hidden)
            SELECT $1, * FROM unnest($2, $3, $4, $5)
            """)
        {
            Parameters =
            {
                Id(erratum.Id),
                Texts(cells.Select(c => EnumText.Of(c.Cell.Kind))),
                Texts(cells.Select(c => c.Cell.Code ?? "")),
                Texts(cells.Select(c => c.Cell.Objective ?? "")),
                BulkParameters.Bools(cells.Select(c => c.IsHidden)),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The errata of these rounds, by round, the newest first.</summary>
    public async Task<ILookup<int, Erratum>> OfRoundsAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM errata e WHERE e.round = ANY ($1) ORDER BY e.issued_at DESC, e.id DESC");
        command.Parameters.Add(Ints(rounds));
        return (await command.ReadAsync(row => Read(row, 0), cancellationToken)).ToLookup(e => e.Round);
    }

    /// <summary>The cells that these errata corrected, by erratum.</summary>
    public async Task<ILookup<Guid, CorrectedCell>> CellsAsync(
        IEnumerable<Guid> errata, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT erratum_id, kind, code, objective, is_hidden FROM corrected_cells
            WHERE erratum_id = ANY ($1) ORDER BY kind, code, objective
            """);
        command.Parameters.AddValue(errata.ToArray());
        var found = await command.ReadAsync(
            row => (Erratum: row.GetGuid(0), Cell: new CorrectedCell(EditionDiff.ReadCell(row, 1), row.GetBoolean(4))),
            cancellationToken);
        return found.ToLookup(f => f.Erratum, f => f.Cell);
    }

    /// <summary>
    /// The latest erratum about each corrected cell of these editions, whether it was wrong there or is right.
    /// </summary>
    public async Task<IReadOnlyList<ErratumOfCell>> OfCellsAsync(
        IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT DISTINCT ON (r.id, c.kind, c.code, c.objective)
                   r.id, c.kind, c.code, c.objective, {Columns}
            FROM unnest($1) AS r (id)
            JOIN errata e ON r.id IN (e.release_id, e.corrected_by)
            JOIN corrected_cells c ON c.erratum_id = e.id
            ORDER BY r.id, c.kind, c.code, c.objective, e.issued_at DESC
            """);
        command.Parameters.Add(Texts(releases));
        return await command.ReadAsync(
            row => new ErratumOfCell(row.GetString(0), EditionDiff.ReadCell(row, 1), Read(row, 4)), cancellationToken);
    }

    private static Erratum Read(NpgsqlDataReader row, int column) => new(
        row.GetGuid(column), row.GetInt32(column + 1), row.GetString(column + 2), row.TextOrNull(column + 3),
        row.GetString(column + 4), row.GetString(column + 5), row.GetFieldValue<DateTimeOffset>(column + 6));
}
