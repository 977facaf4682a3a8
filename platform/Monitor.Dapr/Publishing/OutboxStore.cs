using Npgsql;
using NpgsqlTypes;

namespace Monitor.Dapr;

/// <summary>The tables outbox and outbox_position, as the relay and the catch-up route use them.</summary>
/// <remarks>The relay passes the connection that holds its lock: without the lock it can change nothing.</remarks>
internal sealed class OutboxStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Any number that no other lock of the database has.</summary>
    private const long RelayLock = 0x4D6F_6E69_746F_7201;

    /// <summary>
    /// Takes the relay's lock for as long as the connection lives; false when another process has it.
    /// </summary>
    public static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = RelayLock });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("LISTEN outbox", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Numbers the next rows, in the order in which they were added, and gives the numbered ones that are due, by
    /// position; at most <paramref name="limit"/> of each.
    /// </summary>
    public async Task<IReadOnlyList<OutboxRow>> NumberAndReadDueAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var number = new NpgsqlBatchCommand("""
            WITH unnumbered AS (
                SELECT sequence FROM outbox WHERE position IS NULL ORDER BY sequence LIMIT $1
            ), numbered AS (
                SELECT sequence, row_number() OVER (ORDER BY sequence) AS place FROM unnumbered
            ), moved AS (
                UPDATE outbox_position SET last = last + (SELECT count(*) FROM numbered)
                WHERE EXISTS (SELECT FROM numbered)
                RETURNING last - (SELECT count(*) FROM numbered) AS before
            )
            UPDATE outbox SET position = moved.before + numbered.place
            FROM numbered, moved
            WHERE outbox.sequence = numbered.sequence
            """);
        number.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        batch.BatchCommands.Add(number);
        var due = new NpgsqlBatchCommand("""
            SELECT id, position, topic, data, traceparent, tracestate, added_at, attempts FROM outbox
            WHERE published_at IS NULL AND position IS NOT NULL
                AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
            ORDER BY position LIMIT $1
            """);
        due.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        due.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        batch.BatchCommands.Add(due);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadRowsAsync(reader, cancellationToken);
    }

    public async Task MarkPublishedAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE outbox SET published_at = $2, last_error = NULL WHERE id = ANY($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts a row that the sidecar refuses aside until <paramref name="pause"/> has passed.</summary>
    public async Task PostponeAsync(
        NpgsqlConnection connection, Guid id, string error, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE outbox SET attempts = attempts + 1, last_error = $2, next_attempt_at = $3 WHERE id = $1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = (time.GetUtcNow() + pause).UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Numbered events after a position, of some topics (null: all), whether the broker took them or not.
    /// </summary>
    /// <returns>
    /// The events by position; Through: up to where this answer tells all; Oldest: the lowest position still kept,
    /// or the next to be given when none is.
    /// </returns>
    public async Task<(IReadOnlyList<OutboxRow> Rows, long Through, long Oldest)> ReadAfterAsync(
        long after, int limit, string[]? topics, CancellationToken cancellationToken)
    {
        // Last first: a row numbered between the two reads is then beyond Through, and is told of next time.
        await using var command = database.CreateCommand("""
            SELECT last, coalesce((SELECT min(position) FROM outbox), last + 1) FROM outbox_position
            """);
        long last, oldest;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (last, oldest) = (reader.GetInt64(0), reader.GetInt64(1));
        }

        await using var select = database.CreateCommand("""
            SELECT id, position, topic, data, traceparent, tracestate, added_at, attempts FROM outbox
            WHERE position > $1 AND position <= $2 AND ($3 IS NULL OR topic = ANY($3))
            ORDER BY position LIMIT $4
            """);
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        select.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)topics ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var events = await select.ExecuteReaderAsync(cancellationToken);
        var rows = await ReadRowsAsync(events, cancellationToken);
        return (rows, rows.Count == limit ? rows[^1].Position : last, oldest);
    }

    /// <summary>Forgets events published before a time.</summary>
    public async Task ForgetAsync(DateTimeOffset publishedBefore, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM outbox WHERE published_at < $1");
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = publishedBefore.UtcDateTime,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<OutboxRow>> ReadRowsAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new OutboxRow(
                Id: reader.GetGuid(0),
                Position: reader.GetInt64(1),
                Topic: reader.GetString(2),
                Data: reader.GetString(3),
                TraceParent: await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
                TraceState: await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetString(5),
                AddedAt: reader.GetDateTime(6),
                Attempts: reader.GetInt32(7)));
        }
        return rows;
    }
}
