using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>Who is to be erased, and was.</summary>
public sealed class ErasureStore(NpgsqlDataSource database)
{
    private const string Columns = "member, asked_at, contributions, due_at, erased_at";

    /// <summary>Asks for it; who asked already stays as they were.</summary>
    public static async Task AskAsync(
        ActingTransaction acting, Erasure erasure, string? by, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO erasures (member, asked_at, asked_by, contributions, due_at, next_at)
            VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (member) DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(erasure.Member);
        command.Parameters.Add(Parameters.Time(erasure.AskedAt));
        command.Parameters.Add(Parameters.OrNull(by, NpgsqlTypes.NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Text(EnumText.Of(erasure.Contributions)));
        command.Parameters.Add(Parameters.Time(erasure.DueAt));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Undoes it; false when there is nothing to undo any more.</summary>
    public static async Task<bool> WithdrawAsync(
        ActingTransaction acting, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM erasures WHERE member = $1 AND erased_at IS NULL AND due_at > $2",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        command.Parameters.Add(Parameters.Time(now));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public async Task<Erasure?> FindAsync(Guid member, CancellationToken cancellationToken) =>
        (await ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand($"SELECT {Columns} FROM erasures WHERE member = $1")
            {
                Parameters = { Parameters.Id(member) },
            },
            Read,
            cancellationToken)).SingleOrDefault();

    /// <summary>Those whose moment has come and that are not done.</summary>
    public Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand(
                "SELECT member FROM erasures WHERE erased_at IS NULL AND next_at <= $1 ORDER BY next_at LIMIT 100")
            {
                Parameters = { Parameters.Time(now) },
            },
            row => row.GetGuid(0),
            cancellationToken);

    /// <summary>Holds one that is still to be done; null when another process has it, or it is done.</summary>
    public static async Task<Erasure?> HoldAsync(
        ActingTransaction acting, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM erasures WHERE member = $1 AND erased_at IS NULL FOR UPDATE SKIP LOCKED
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    public static async Task DoneAsync(
        ActingTransaction acting, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE erasures SET erased_at = $2 WHERE member = $1", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        command.Parameters.Add(Parameters.Time(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts one off whose attempt failed, ever longer, an hour at most.</summary>
    public async Task PostponeAsync(Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE erasures
            SET attempts = attempts + 1,
                next_at = $2 + least(interval '1 hour', interval '5 seconds' * 2 ^ least(attempts, 12))
            WHERE member = $1 AND erased_at IS NULL
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        command.Parameters.Add(Parameters.Time(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private static Erasure Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<DateTimeOffset>(1),
        EnumText.Parse<ContributionFate>(row.GetString(2)),
        row.GetFieldValue<DateTimeOffset>(3),
        row.OrNull<DateTimeOffset>(4));
}
