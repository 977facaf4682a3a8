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
    /// Records that an event is decided when its handler wrote no row itself (dropped, or without an effect here), so
    /// that positions stay contiguous. Changes nothing where a row exists.
    /// </summary>
    internal async Task RecordAsync(
        string source, string id, long position, bool isDropped, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await InsertAsync(connection, source, id, position, isDropped, cancellationToken);
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
