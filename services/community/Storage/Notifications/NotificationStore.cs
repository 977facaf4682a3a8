using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>What members are told of. Row security shows each their own.</summary>
public sealed class NotificationStore(NpgsqlDataSource database)
{
    private const string Columns = "id, kind, contribution_id, topic_id, at, read_at";

    /// <summary>The reader's own, the newest first; one more than asked for.</summary>
    public Task<List<Notification>> PageAsync(
        PageAsked page, bool unreadOnly, Reader reader, CancellationToken cancellationToken)
    {
        var unread = unreadOnly ? "AND read_at IS NULL" : "";
        return reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM notifications
                WHERE member = $1 AND ($2 IS NULL OR (at, id) < ($2, $3)) {unread}
                ORDER BY at DESC, id DESC LIMIT $4
                """)
            {
                Parameters =
                {
                    Id(reader.Member),
                    OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                    Id(page.After?.Id ?? Guid.Empty),
                    Int(page.First + 1),
                },
            },
            Of,
            cancellationToken);
    }

    /// <summary>How many the reader did not read: of an index that holds those only.</summary>
    public async Task<int> UnreadAsync(Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand(
                "SELECT count(*)::integer FROM notifications WHERE member = $1 AND read_at IS NULL")
            {
                Parameters = { Id(reader.Member) },
            },
            row => row.GetInt32(0),
            cancellationToken))[0];

    /// <summary>Marks one of the reader's own as read; null when there is none. Again changes nothing.</summary>
    public static async Task<Notification?> MarkAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            UPDATE notifications SET read_at = coalesce(read_at, $3) WHERE id = $1 AND member = $2 RETURNING {Columns}
            """,
            transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(now.UtcDateTime);
        return (await command.ReadAsync(Of, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Marks all of the reader's own up to a moment as read; says how many were not.</summary>
    public static async Task<int> MarkAllAsync(
        NpgsqlTransaction transaction,
        DateTimeOffset before,
        Reader reader,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE notifications SET read_at = $3 WHERE member = $1 AND read_at IS NULL AND at <= $2",
            transaction.Connection, transaction);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(before.UtcDateTime);
        command.Parameters.AddValue(now.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What the reader chose.</summary>
    public async Task<NotificationSettings> SettingsAsync(Reader reader, CancellationToken cancellationToken)
    {
        var found = await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT digest, news, new_tips FROM notification_settings WHERE member = $1")
            {
                Parameters = { Id(reader.Member) },
            },
            row => new NotificationSettings(
                EnumText.Parse<DigestRhythm>(row.GetString(0)), row.GetBoolean(1), row.GetBoolean(2)),
            cancellationToken);
        return found.SingleOrDefault() ?? NotificationSettings.Usual;
    }

    /// <summary>Changes what the reader chose; what is null stays.</summary>
    public static async Task SetAsync(
        NpgsqlTransaction transaction,
        DigestRhythm? digest,
        bool? news,
        bool? newTips,
        Reader reader,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO notification_settings AS s (member, digest, news, new_tips)
            VALUES ($1, coalesce($2, 'WEEKLY'), coalesce($3, true), coalesce($4, true))
            ON CONFLICT (member) DO UPDATE
            SET digest = coalesce($2, s.digest), news = coalesce($3, s.news), new_tips = coalesce($4, s.new_tips)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.Add(OrNull(digest is { } asked ? EnumText.Of(asked) : null, NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(news, NpgsqlDbType.Boolean));
        command.Parameters.Add(OrNull(newTips, NpgsqlDbType.Boolean));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Notification Of(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        EnumText.Parse<NotificationKind>(row.GetString(1)),
        row.GetGuid(2),
        row.GetGuid(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.OrNull<DateTimeOffset>(5));
}
