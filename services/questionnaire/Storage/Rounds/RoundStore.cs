using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>The table of rounds.</summary>
/// <remarks>
/// Who writes into a round holds it FOR KEY SHARE; changing its times waits for nobody, and closing it (FOR UPDATE) for
/// all who were in before. Time is the database's, one clock for all replicas.
/// </remarks>
public sealed class RoundStore(NpgsqlDataSource database)
{
    /// <summary>Those that exist of the years asked for, by year; others are absent.</summary>
    public async Task<IReadOnlyDictionary<int, Round>> FindAsync(
        IEnumerable<int> years, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT year, status, questionnaire_id, areas_year, opens_at, closes_at, generated
            FROM rounds WHERE year = ANY ($1)
            """);
        command.Parameters.AddValue(years.Distinct().ToArray());
        var found = await command.ReadAsync(Round, cancellationToken);
        return found.ToDictionary(r => r.Year);
    }

    /// <summary>All rounds, the latest first.</summary>
    public async Task<IReadOnlyList<Round>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT year, status, questionnaire_id, areas_year, opens_at, closes_at, generated
            FROM rounds ORDER BY year DESC
            """);
        return await command.ReadAsync(Round, cancellationToken);
    }

    /// <summary>
    /// The round for one who writes into it: held against closing until the transaction ends. The moment is read once
    /// it is held, so who comes too late sees it. One that is not open is not held, and closing it waits for nobody who
    /// is refused. Null when there is no such round.
    /// </summary>
    public static async Task<LockedRound?> LockAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (isHeld, found) = await TryLockAsync(transaction, year, cancellationToken);
            if (isHeld || found is null || !found.Round.IsOpen(found.Now))
            {
                return found;
            }

            // It was opened, or its closing moved, between the two statements: open now, and not held yet.
        }
    }

    private static async Task<(bool IsHeld, LockedRound? Found)> TryLockAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("""
                    SELECT year FROM rounds
                    WHERE year = $1 AND status = 'OPEN' AND (closes_at IS NULL OR closes_at > clock_timestamp())
                    FOR KEY SHARE
                    """)
                {
                    Parameters = { Int(year) },
                },
                new NpgsqlBatchCommand("""
                    SELECT year, status, questionnaire_id, areas_year, opens_at, closes_at, generated,
                           clock_timestamp()
                    FROM rounds WHERE year = $1
                    """)
                {
                    Parameters = { Int(year) },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var isHeld = await reader.ReadAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (isHeld, (await reader.ReadRowsAsync(Locked, cancellationToken)).SingleOrDefault());
    }

    /// <summary>
    /// The round for the institute that changes it: held against other changes, but not against those who write into
    /// it. Null when there is no such round.
    /// </summary>
    public static async Task<LockedRound?> HoldAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH held AS MATERIALIZED (SELECT * FROM rounds WHERE year = $1 FOR NO KEY UPDATE)
            SELECT year, status, questionnaire_id, areas_year, opens_at, closes_at, generated, clock_timestamp()
            FROM held
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(year);
        return (await command.ReadAsync(Locked, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// The round when it is open and its closing time has passed, once all who were in before are done: from then on
    /// its responses stand. Null when another process closed it, or it is not due.
    /// </summary>
    public static async Task<LockedRound?> HoldDueToCloseAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH held AS MATERIALIZED (
                SELECT * FROM rounds WHERE year = $1 AND status = 'OPEN' AND closes_at <= clock_timestamp() FOR UPDATE)
            SELECT year, status, questionnaire_id, areas_year, opens_at, closes_at, generated, clock_timestamp()
            FROM held
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(year);
        return (await command.ReadAsync(Locked, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The years of rounds that are due to open or to close; whoever holds one first does it.</summary>
    public async Task<IReadOnlyList<(int Year, RoundStatus Status)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT year, status FROM rounds
            WHERE (status = 'PLANNED' AND opens_at <= clock_timestamp())
               OR (status = 'OPEN' AND closes_at <= clock_timestamp())
            ORDER BY year
            """);
        return await command.ReadAsync(
            row => (row.GetInt32(0), EnumText.Parse<RoundStatus>(row.GetString(1))), cancellationToken);
    }

    /// <summary>The moment by the database's clock.</summary>
    public static async Task<DateTimeOffset> NowAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT clock_timestamp()", transaction.Connection, transaction);
        return (await command.ReadAsync(row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken)).Single();
    }

    /// <summary>
    /// Adds a round, also in the place of a cancelled one; false, and nothing changes, when there is another already.
    /// </summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, Round round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO rounds (year, status, questionnaire_id, areas_year, opens_at, closes_at, generated)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (year) DO UPDATE
            SET status = excluded.status, questionnaire_id = excluded.questionnaire_id,
                areas_year = excluded.areas_year, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
                generated = excluded.generated
            WHERE rounds.status = 'CANCELLED'
            """, transaction.Connection, transaction);
        AddValues(command, round);
        command.Parameters.AddValue(round.Generated);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes the state of a round that is held.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, Round round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE rounds
            SET status = $2, questionnaire_id = $3, areas_year = $4, opens_at = $5, closes_at = $6
            WHERE year = $1
            """, transaction.Connection, transaction);
        AddValues(command, round);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Closes a round that is held, and due; the answer is its closing time. Who was let in while a closing time was
    /// being moved forward was let in: then it closed just after the last of them.
    /// </summary>
    public static async Task<DateTimeOffset> CloseAsync(
        ActingTransaction acting, int year, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE rounds
            SET status = 'CLOSED',
                closes_at = greatest(closes_at, (
                    SELECT max(submitted_at) + interval '1 microsecond' FROM submissions WHERE round_year = $1))
            WHERE year = $1
            RETURNING closes_at
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(year);
        return (await command.ReadAsync(row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken)).Single();
    }

    private static void AddValues(NpgsqlCommand command, Round round)
    {
        command.Parameters.AddValue(round.Year);
        command.Parameters.AddValue(EnumText.Of(round.Status));
        command.Parameters.AddValue(round.Questionnaire);
        command.Parameters.AddValue(round.AreasYear);
        command.Parameters.Add(Time(round.OpensAt));
        command.Parameters.Add(OrNull(round.ClosesAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
    }

    private static LockedRound Locked(NpgsqlDataReader row) =>
        new(Round(row), row.GetFieldValue<DateTimeOffset>(7));

    private static Round Round(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        EnumText.Parse<RoundStatus>(row.GetString(1)),
        row.GetString(2),
        row.GetInt32(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.OrNull<DateTimeOffset>(5),
        row.GetBoolean(6));
}
