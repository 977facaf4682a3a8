using System.Data;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Execution;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// Makes a mutation that a client repeats take effect once. The client sends the header <c>Idempotency-Key</c>; the
/// key is kept for 24 hours with the payload's hash and the answer, in the mutation's own transaction.
/// </summary>
public sealed class Idempotency(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Runs the work in a transaction, commits, and gives its answer; a repeat gets the first one.</summary>
    /// <param name="context">The mutation's field. Without the header the work just runs, in a transaction.</param>
    /// <param name="connection">Open, and without a transaction.</param>
    /// <param name="work">
    /// Changes through the given transaction, and neither commits nor rolls back. Its answer is kept as JSON: let it be
    /// small (an id, a revision), and load what the client selects afterwards. An exception undoes all, the key too.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; what was not committed is rolled back.</param>
    /// <remarks>
    /// Calls with one key at once wait for the first. The caller's subject and municipality are part of the key.
    /// </remarks>
    /// <exception cref="ClientException">IDEMPOTENCY_KEY_REUSED: the key came before with another payload.</exception>
    public Task<T> RunAsync<T>(
        FieldContext context,
        NpgsqlConnection connection,
        Func<NpgsqlTransaction, Task<T>> work,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = IdempotencyKey.Of(context.HttpContext());
        var call = key is null
            ? null
            : new Call(Owner(context.Caller()), key.Key, key.NextField(context.FieldName), key.PayloadHash);
        return RunAsync(call, connection, work, cancellationToken);
    }

    /// <summary>Who may have the first answer: the same person, acting for the same municipality.</summary>
    private static string Owner(Caller caller) => $"{caller.Subject}\n{caller.Municipality}";

    /// <summary>One mutation of one request.</summary>
    internal sealed record Call(string Subject, string Key, string Field, string PayloadHash);

    internal async Task<T> RunAsync<T>(
        Call? call,
        NpgsqlConnection connection,
        Func<NpgsqlTransaction, Task<T>> work,
        CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancellationToken);
        if (call is not null && !await ClaimAsync(call, transaction, cancellationToken))
        {
            return await FirstAnswerAsync<T>(call, transaction, cancellationToken);
        }

        var answer = await work(transaction);
        if (call is not null)
        {
            await KeepAsync(call, answer, transaction, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    /// <summary>
    /// True when the key is ours: new, or older than it is kept. Waits here while another transaction holds the key.
    /// </summary>
    private async Task<bool> ClaimAsync(Call call, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand("""
            WITH swept AS (
                DELETE FROM idempotency_keys WHERE (subject, key, field) IN (
                    SELECT subject, key, field FROM idempotency_keys
                    WHERE created_at < $6 AND (subject, key, field) <> ($1, $2, $3)
                    LIMIT 100 FOR UPDATE SKIP LOCKED))
            INSERT INTO idempotency_keys (subject, key, field, payload_hash, created_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (subject, key, field) DO UPDATE
            SET payload_hash = excluded.payload_hash, created_at = excluded.created_at, result = NULL
            WHERE idempotency_keys.created_at < $6
            """, transaction.Connection, transaction);
        AddKey(command, call);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = call.PayloadHash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - Kept });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task<T> FirstAnswerAsync<T>(
        Call call, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT payload_hash, result FROM idempotency_keys WHERE (subject, key, field) = ($1, $2, $3)",
            transaction.Connection, transaction);
        AddKey(command, call);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new InvalidOperationException("An idempotency key vanished while it was read.");
        }

        if (reader.GetString(0) != call.PayloadHash)
        {
            throw new ClientException(
                "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was sent before with another request: use a new one.");
        }

        return JsonSerializer.Deserialize<T>(reader.GetString(1), JsonSerializerOptions.Web)!;
    }

    private static async Task KeepAsync<T>(
        Call call, T answer, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE idempotency_keys SET result = $4::jsonb WHERE (subject, key, field) = ($1, $2, $3)",
            transaction.Connection, transaction);
        AddKey(command, call);
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web),
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddKey(NpgsqlCommand command, Call call)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = call.Subject });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = call.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = call.Field });
    }
}
