using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Recalculations that were asked for, and what became of them. An end is written once.</summary>
public sealed class RecalculationStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = """
        id, round, text, without_withdrawn, is_dry_run, expected_digest, asked_by, asked_at, state, attempts,
        started_at, ended_at, corrects, edition, digest, cells::text, failure_code, failure
        """;

    /// <summary>Notes what was asked for, in the transaction of the request.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, Recalculation asked, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO recalculations
                (id, round, text, without_withdrawn, is_dry_run, expected_digest, asked_by, asked_at, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'ASKED')
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                Id(asked.Id), Int(asked.Round), Text(asked.Text), Bool(asked.WithoutWithdrawn), Bool(asked.IsDryRun),
                OrNull(asked.ExpectedDigest, NpgsqlDbType.Text), Text(asked.AskedBy), Time(asked.AskedAt),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Null where there is none.</summary>
    public async Task<Recalculation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM recalculations WHERE id = $1");
        command.Parameters.Add(Id(id));
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The latest of each of these rounds, at most so many, the newest first.</summary>
    public async Task<ILookup<int, Recalculation>> LatestAsync(
        IEnumerable<int> rounds, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT latest.* FROM unnest($1) AS wanted (year) CROSS JOIN LATERAL (
                SELECT {Columns} FROM recalculations WHERE round = wanted.year
                ORDER BY asked_at DESC, id DESC LIMIT $2) latest
            """);
        command.Parameters.Add(Ints(rounds));
        command.Parameters.Add(Int(most));
        return (await command.ReadAsync(Read, cancellationToken)).ToLookup(r => r.Round);
    }

    /// <summary>
    /// Begins the oldest one that has not ended, be it that a process died at it; null: none. For whoever has the turn.
    /// </summary>
    public async Task<Recalculation?> BeginAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            UPDATE recalculations SET state = 'RUNNING', attempts = attempts + 1, started_at = $1
            WHERE id = (
                SELECT id FROM recalculations WHERE state IN ('ASKED', 'RUNNING') ORDER BY asked_at, id LIMIT 1)
              AND state IN ('ASKED', 'RUNNING')
            RETURNING {Columns}
            """);
        command.Parameters.Add(Time(time.GetUtcNow()));
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Writes that it is done, in the transaction that makes the edition; false where it has ended already: then that
    /// transaction is to be rolled back.
    /// </summary>
    public async Task<bool> DoneAsync(
        NpgsqlTransaction transaction, Guid id, RecalculationResult result, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE recalculations
            SET state = 'DONE', ended_at = $2, corrects = $3, edition = $4, digest = $5, cells = $6
            WHERE id = $1 AND state = 'RUNNING'
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                Id(id), Time(time.GetUtcNow()), Text(result.Corrects), Text(result.Edition), Text(result.Digest),
                Json(result.Cells, StoredJson.Form),
            },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes why nothing came of it; nothing where it has ended already.</summary>
    public async Task FailAsync(Guid id, RecalculationFailure failure, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            UPDATE recalculations SET state = 'FAILED', ended_at = $2, failure_code = $3, failure = $4
            WHERE id = $1 AND state = 'RUNNING'
            """);
        command.Parameters.Add(Id(id));
        command.Parameters.Add(Time(time.GetUtcNow()));
        command.Parameters.Add(Text(failure.Code));
        command.Parameters.Add(Text(failure.Message));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Recalculation Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.TextOrNull(5),
        row.GetString(6), row.GetFieldValue<DateTimeOffset>(7))
    {
        State = EnumText.Parse<RecalculationState>(row.GetString(8)),
        Attempts = row.GetInt32(9),
        StartedAt = row.OrNull<DateTimeOffset>(10),
        EndedAt = row.OrNull<DateTimeOffset>(11),
        Result = row.TextOrNull(13) is { } edition
            ? new RecalculationResult(
                row.GetString(12), edition, row.GetString(14),
                JsonSerializer.Deserialize<IReadOnlyList<CorrectedCell>>(row.GetString(15), StoredJson.Form)!)
            : null,
        Failure = row.TextOrNull(16) is { } code ? new RecalculationFailure(code, row.GetString(17)) : null,
    };
}
