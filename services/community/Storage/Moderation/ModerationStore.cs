using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>What moderators do: the change of a contribution and the record of it, in one transaction.</summary>
public sealed class ModerationStore(NpgsqlDataSource database)
{
    private const string Columns = """
        a.id, a.kind, a.contribution_id, a.topic_id, a.moderator, a.reason, a.category_from, a.category_to, a.until,
        a.done_at
        """;

    /// <summary>Hides a contribution, or shows it again; false where it is so already.</summary>
    public static Task<bool> HideAsync(
        NpgsqlTransaction transaction,
        IContribution on,
        DateTimeOffset? hiddenAt,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            transaction,
            $"""
            UPDATE {(on.ReplyId is null ? "topics" : "replies")} SET hidden_at = $2
            WHERE id = $1 AND (hidden_at IS NULL) = ($2 IS NOT NULL)
            """,
            on.Id,
            Moment(hiddenAt),
            cancellationToken);

    /// <summary>Closes a topic for replies, or opens it again; false where it is so already.</summary>
    public static Task<bool> LockAsync(
        NpgsqlTransaction transaction, Guid topic, DateTimeOffset? lockedAt, CancellationToken cancellationToken) =>
        ChangeAsync(
            transaction,
            "UPDATE topics SET locked_at = $2 WHERE id = $1 AND (locked_at IS NULL) = ($2 IS NOT NULL)",
            topic,
            Moment(lockedAt),
            cancellationToken);

    /// <summary>
    /// Puts a topic above the others of its lists until a moment, or takes it down; false where it is so.
    /// </summary>
    public static Task<bool> PinAsync(
        NpgsqlTransaction transaction, Guid topic, DateTimeOffset? until, CancellationToken cancellationToken) =>
        ChangeAsync(
            transaction,
            "UPDATE topics SET pinned_until = $2 WHERE id = $1 AND pinned_until IS DISTINCT FROM $2",
            topic,
            Moment(until),
            cancellationToken);

    /// <summary>Puts a topic into another category; false where it stands there.</summary>
    public static Task<bool> MoveAsync(
        NpgsqlTransaction transaction, Guid topic, string category, CancellationToken cancellationToken) =>
        ChangeAsync(
            transaction,
            "UPDATE topics SET category_id = $2 WHERE id = $1 AND category_id <> $2",
            topic,
            Parameters.Text(category),
            cancellationToken);

    public static async Task AddAsync(
        NpgsqlTransaction transaction, IContribution on, ModerationAct act, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO moderation_acts (
                id, kind, contribution_id, topic_id, reply_id, moderator, reason, category_from,
                                         category_to, until, done_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(act.Id);
        command.Parameters.AddValue(EnumText.Of(act.Kind));
        command.Parameters.AddValue(act.ContributionId);
        command.Parameters.AddValue(act.TopicId);
        command.Parameters.Add(Parameters.OrNull(on.ReplyId, NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameters.OrNull(act.Moderator, NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameters.OrNull(act.Reason, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(act.From, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(act.To, NpgsqlDbType.Text));
        command.Parameters.Add(Moment(act.Until));
        command.Parameters.AddValue(act.At.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All acts, the newest first; one more than was asked for where there is a next page.</summary>
    public Task<List<ModerationAct>> PageAsync(Reader reader, PageAsked page, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM moderation_acts a
                WHERE $1 IS NULL OR (a.done_at, a.id) < ($1, $2)
                ORDER BY a.done_at DESC, a.id DESC LIMIT $3
                """)
            {
                Parameters =
                {
                    Moment(page.After?.At),
                    Parameters.Id(page.After?.Id ?? Guid.Empty),
                    Parameters.Int(page.First + 1),
                },
            },
            Read,
            cancellationToken);

    /// <summary>What was done about each of these, the newest first, as far as the reader may know it.</summary>
    public async Task<ILookup<Guid, ModerationAct>> OfAsync(
        IReadOnlyList<Guid> contributions, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM moderation_acts a WHERE a.contribution_id = ANY ($1)
                ORDER BY a.done_at DESC, a.id DESC
                """)
            {
                Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. contributions] } },
            },
            Read,
            cancellationToken)).ToLookup(act => act.ContributionId);

    private static async Task<bool> ChangeAsync(
        NpgsqlTransaction transaction,
        string update,
        Guid id,
        NpgsqlParameter value,
        CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // One of the texts above.
        await using var command = new NpgsqlCommand(update, transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.AddValue(id);
        command.Parameters.Add(value);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static NpgsqlParameter Moment(DateTimeOffset? value) =>
        Parameters.OrNull(value?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private static ModerationAct Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        EnumText.Parse<ModerationKind>(row.GetString(1)),
        row.GetGuid(2),
        row.GetGuid(3),
        row.IsDBNull(4) ? null : row.GetGuid(4),
        row.TextOrNull(5),
        row.TextOrNull(6),
        row.TextOrNull(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.GetFieldValue<DateTimeOffset>(9));
}
