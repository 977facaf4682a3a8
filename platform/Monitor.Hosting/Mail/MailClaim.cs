using System.Diagnostics.CodeAnalysis;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Hosting;

/// <summary>
/// Takes the next mail out of a service's table of mails: <c>id, sequence, state, attempts, is_repeated, attempted_at,
/// attempt_ends_at, next_attempt_at</c>, whatever else stands in it.
/// </summary>
public static class MailClaim
{
    // "mailrate" in ASCII: one lock a database, as advisory locks are.
    private const long RateLock = 0x6d61696c72617465;

    /// <summary>
    /// The next mail that is due, held by this process for a while; null when none is due, or when as many were tried
    /// in the last minute as may be, by all processes together.
    /// </summary>
    /// <param name="database">The service's.</param>
    /// <param name="table">Of its mails.</param>
    /// <param name="select">Reads the one row of <c>claimed m</c>, and what it needs beside it.</param>
    /// <param name="read">Makes a mail of what was selected.</param>
    /// <param name="holdFor">After that another may take over.</param>
    /// <param name="perMinute">How many may be tried.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    [SuppressMessage("Security", "CA2100", Justification = "The text is the services' own.")]
    public static async Task<T?> NextAsync<T>(
        NpgsqlDataSource database,
        string table,
        string select,
        Func<NpgsqlDataReader, T> read,
        TimeSpan holdFor,
        int perMinute,
        CancellationToken cancellationToken)
        where T : class
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock($1)")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = RateLock } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            WITH due AS (
                SELECT id FROM {table}
                WHERE state = 'QUEUED' AND next_attempt_at <= clock_timestamp()
                  AND (SELECT count(*) FROM {table}
                       WHERE attempted_at > clock_timestamp() - interval '1 minute') < $2
                ORDER BY next_attempt_at, sequence
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE {table} m
                SET attempts = attempts + 1, is_repeated = is_repeated OR attempt_ends_at IS NOT NULL,
                    attempted_at = clock_timestamp(), attempt_ends_at = clock_timestamp() + $1,
                    next_attempt_at = clock_timestamp() + $1
                FROM due WHERE m.id = due.id
                RETURNING m.*
            )
            {select}
            """)
        {
            Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = holdFor }, Int(perMinute) },
        });
        T? claimed;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            claimed = (await reader.ReadRowsAsync(read, cancellationToken)).SingleOrDefault();
        }

        await acting.CommitAsync(cancellationToken);
        return claimed;
    }
}
