using System.Diagnostics;
using System.Text.Json;

using Npgsql;
using NpgsqlTypes;

namespace Monitor.Dapr;

/// <summary>
/// Writes an event beside the change that it tells of, in the same transaction: both are there, or neither. The relay
/// publishes it after the commit.
/// </summary>
public sealed class Outbox(TimeProvider time)
{
    /// <summary>Channel on which a commit wakes the relay.</summary>
    internal const string Channel = "outbox";

    /// <summary>Adds one event. Its type becomes <c>nl.monitor.&lt;topic&gt;.v1</c>, its id the row's.</summary>
    /// <param name="transaction">The caller's own, which also holds the change.</param>
    /// <param name="topic">As in <c>response.submitted</c>; lower case, words with dots.</param>
    /// <param name="data">Ids and revisions, written as JSON in camelCase: no answers, texts or names.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public Task AddAsync<TEvent>(
        NpgsqlTransaction transaction, string topic, TEvent data, CancellationToken cancellationToken) =>
        AddAllAsync(transaction, topic, [data], cancellationToken);

    /// <summary>Adds several events of one topic, in this order, in one round trip; none when there are none.</summary>
    /// <param name="transaction">The caller's own, which also holds the changes.</param>
    /// <param name="topic">As in <c>response.submitted</c>; lower case, words with dots.</param>
    /// <param name="data">Ids and revisions, each written as JSON in camelCase: no answers, texts or names.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task AddAllAsync<TEvent>(
        NpgsqlTransaction transaction,
        string topic,
        IReadOnlyCollection<TEvent> data,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        if (data.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in Commands(topic, data))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What adds these events, for a batch that someone else sends.</summary>
    internal IEnumerable<NpgsqlBatchCommand> Commands<TEvent>(string topic, IReadOnlyCollection<TEvent> data)
    {
        yield return Insert(topic, data);

        // Postgres delivers the notice only when the transaction commits, and one however many rows it added.
        yield return new NpgsqlBatchCommand("NOTIFY outbox");
    }

    private NpgsqlBatchCommand Insert<TEvent>(string topic, IReadOnlyCollection<TEvent> data)
    {
        var insert = new NpgsqlBatchCommand("""
            INSERT INTO outbox (id, topic, data, traceparent, tracestate, added_at)
            SELECT e.id, $3, e.data, $4, $5, $6
            FROM unnest($1, $2) WITH ORDINALITY AS e (id, data, place)
            ORDER BY e.place
            """);
        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity : null;
        var now = time.GetUtcNow();
        insert.Parameters.Add(new NpgsqlParameter<Guid[]>
        {
            TypedValue = [.. data.Select(_ => Guid.CreateVersion7(now))],
        });
        insert.Parameters.Add(new NpgsqlParameter
        {
            Value = data.Select(one => JsonSerializer.Serialize(one, JsonSerializerOptions.Web)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json,
        });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = topic });
        insert.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)trace?.Id ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        insert.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)trace?.TraceStateString ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        return insert;
    }
}
