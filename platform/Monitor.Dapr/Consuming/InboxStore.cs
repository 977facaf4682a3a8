using Npgsql;

namespace Monitor.Dapr;

/// <summary>The tables inbox and positions: what a process with a database has handled.</summary>
internal sealed class InboxStore(NpgsqlDataSource database, Inbox inbox) : IHandledEvents
{
    public Task RecordAsync(
        string source, string id, long position, Delivery decided, CancellationToken cancellationToken) =>
        inbox.RecordAsync(source, id, position, decided == Delivery.Drop, cancellationToken);

    public Task RecordManyAsync(
        IReadOnlyList<(EventEnvelope Envelope, Delivery Decided)> events, CancellationToken cancellationToken) =>
        inbox.RecordManyAsync(
            [
                .. events.Select(each => new InboxRow(
                    each.Envelope.Source!, each.Envelope.Id!, each.Envelope.Position, each.Decided == Delivery.Drop)),
            ],
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, Delivery>> FindAsync(
        string source, string[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id, is_dropped FROM inbox WHERE source = $1 AND id = ANY($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, Delivery>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0), reader.GetBoolean(1) ? Delivery.Drop : Delivery.Done);
        }
        return found;
    }

    public async Task<long> PositionAsync(string publisher, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT position FROM positions WHERE publisher = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = publisher });
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    public async Task SavePositionAsync(string publisher, long position, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO positions (publisher, position) VALUES ($1, $2)
            ON CONFLICT (publisher) DO UPDATE SET position = excluded.position
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = publisher });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            DELETE FROM inbox USING positions
            WHERE handled_at < $1 AND publisher = source AND inbox.position <= positions.position
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = handledBefore.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
