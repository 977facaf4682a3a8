using Npgsql;

namespace Monitor.Dapr;

/// <summary>Makes an event take effect once, however often it is delivered: one row (source, id) per event.</summary>
public sealed class Inbox(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>
    /// Opens a connection and a transaction and writes the inbox row in it. A second delivery of the same event waits
    /// here until the first has committed or rolled back.
    /// </summary>
    public async Task<Effect> BeginAsync<TEvent>(Received<TEvent> received, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var isNew = await InsertAsync(
                connection, received.Source, received.Id, received.Position, isDropped: false, cancellationToken);
            return new Effect(connection, transaction, alreadyHandled: !isNew);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// As <see cref="BeginAsync"/> for many events of one publisher, each another one, with one statement.
    /// </summary>
    public async Task<ManyEffects<TEvent>> BeginManyAsync<TEvent>(
        IReadOnlyList<Received<TEvent>> received, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var fresh = await InsertAsync(
                connection, [.. received.Select(each => new InboxRow(each.Source, each.Id, each.Position, false))],
                cancellationToken);
            return new ManyEffects<TEvent>(
                connection, transaction, [.. received.Where(each => fresh.Contains(each.Id))]);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Records that an event is decided when its handler wrote no row itself (dropped, or without an effect here), so
    /// that positions stay contiguous. Changes nothing where a row exists.
    /// </summary>
    internal async Task RecordAsync(
        string source, string id, long position, bool isDropped, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await InsertAsync(connection, source, id, position, isDropped, cancellationToken);
    }

    /// <summary>As <see cref="RecordAsync"/> for many events of one publisher.</summary>
    internal async Task RecordManyAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await InsertAsync(connection, rows, cancellationToken);
    }

    /// <summary>The ids of those that were not there.</summary>
    private async Task<HashSet<string>> InsertAsync(
        NpgsqlConnection connection, IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken)
    {
        // In one order, so that two pages with events in common wait for each other rather than for ever.
        await using var command = new NpgsqlCommand("""
            INSERT INTO inbox (source, id, position, handled_at, is_dropped)
            SELECT source, id, position, $5, is_dropped
            FROM unnest($1, $2, $3, $4) AS each (source, id, position, is_dropped) ORDER BY source, id
            ON CONFLICT (source, id) DO NOTHING RETURNING id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => row.Source)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => row.Id)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(row => row.Position)] });
        command.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = [.. rows.Select(row => row.IsDropped)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            fresh.Add(reader.GetString(0));
        }
        return fresh;
    }

    private async Task<bool> InsertAsync(
        NpgsqlConnection connection, string source, string id, long position, bool isDropped,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO inbox (source, id, position, handled_at, is_dropped) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (source, id) DO NOTHING
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isDropped });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}

/// <summary>An event that is decided.</summary>
internal sealed record InboxRow(string Source, string Id, long Position, bool IsDropped);
