using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>What members follow and mute: their own rows, shown to nobody else.</summary>
public sealed class FollowStore(NpgsqlDataSource database)
{
    /// <summary>Follows; again changes nothing.</summary>
    public static async Task FollowAsync(
        NpgsqlTransaction transaction,
        FollowKind kind,
        string target,
        Guid member,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO follows (member, kind, target, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (member, kind, target) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(EnumText.Of(kind));
        command.Parameters.AddValue(target);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Follows no more; false where nothing was followed.</summary>
    public static async Task<bool> UnfollowAsync(
        NpgsqlTransaction transaction, FollowKind kind, string target, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM follows WHERE member = $1 AND kind = $2 AND target = $3",
            transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(EnumText.Of(kind));
        command.Parameters.AddValue(target);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Mutes a topic, or those shown as the author of a contribution; again changes nothing.</summary>
    public static async Task MuteAsync(
        NpgsqlTransaction transaction,
        Guid? topic,
        Guid? contribution,
        Guid member,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO mutes (member, topic_id, contribution_id, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (member, topic_id, contribution_id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.Add(OrNull(topic, NpgsqlDbType.Uuid));
        command.Parameters.Add(OrNull(contribution, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes the mute of a topic back; false where there was none.</summary>
    public static async Task<bool> UnmuteTopicAsync(
        NpgsqlTransaction transaction, Guid topic, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM mutes WHERE member = $1 AND topic_id = $2", transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(topic);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Takes back every mute that silences the same as this contribution would: of who is shown by that name, as that
    /// municipality, or as anonymous in that topic; false where there was none. By a contribution that the member may
    /// not read, the mute by that alone.
    /// </summary>
    /// <param name="transaction">Acts for the member: what they may not read is like nothing.</param>
    /// <param name="contribution">One by which the author was, or could have been, muted.</param>
    /// <param name="isNamed">False of someone who was erased: that two of theirs were one's is told nobody.</param>
    /// <param name="member">Whose mutes.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public static async Task<bool> UnmuteAuthorAsync(
        NpgsqlTransaction transaction,
        Guid contribution,
        bool isNamed,
        Guid member,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH muted AS (SELECT contribution_id AS id FROM mutes WHERE member = $1 AND contribution_id IS NOT NULL),
            written AS (
                SELECT id, id AS topic_id, author, municipality_code, shown_as FROM readable_topics
                WHERE id = $2 OR id IN (SELECT id FROM muted)
                UNION ALL
                SELECT id, topic_id, author, municipality_code, shown_as FROM readable_replies
                WHERE id = $2 OR id IN (SELECT id FROM muted)),
            alike AS (
                SELECT other.id
                FROM written asked JOIN written other ON other.shown_as = asked.shown_as
                WHERE asked.id = $2
                  AND CASE asked.shown_as
                      WHEN 'MEMBER' THEN $3 AND other.author = asked.author
                      WHEN 'MUNICIPALITY' THEN other.municipality_code IS NOT DISTINCT FROM asked.municipality_code
                      ELSE other.topic_id = asked.topic_id END)
            DELETE FROM mutes
            WHERE member = $1 AND (contribution_id = $2 OR contribution_id IN (SELECT id FROM alike))
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(contribution);
        command.Parameters.AddValue(isNamed);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>What the reader follows, the last first; one more than asked for.</summary>
    /// <param name="kinds">Of these; none: of all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="reader">Whose.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public Task<List<Follow>> PageAsync(
        IEnumerable<FollowKind> kinds, PageAsked page, Reader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT f.kind, f.target, f.since, f.place
                FROM (SELECT *, md5(kind || ':' || target)::uuid AS place FROM follows WHERE member = $1) f
                WHERE (cardinality($2) = 0 OR f.kind = ANY ($2)) AND ($3 IS NULL OR (f.since, f.place) < ($3, $4))
                ORDER BY f.since DESC, f.place DESC LIMIT $5
                """)
            {
                Parameters =
                {
                    Id(reader.Member),
                    Texts(kinds.Select(kind => EnumText.Of(kind))),
                    OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                    Id(page.After?.Id ?? Guid.Empty),
                    Int(page.First + 1),
                },
            },
            row => new Follow(
                EnumText.Parse<FollowKind>(row.GetString(0)),
                row.GetString(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetGuid(3)),
            cancellationToken);

    /// <summary>What the reader muted, the last first; one more than asked for.</summary>
    /// <param name="kind">Of this kind; null: of both.</param>
    /// <param name="page">Which page.</param>
    /// <param name="reader">Whose.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public Task<List<Mute>> MutesAsync(
        MuteKind? kind, PageAsked page, Reader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT topic_id IS NOT NULL, coalesce(topic_id, contribution_id), since FROM mutes
                WHERE member = $1 AND ($2 IS NULL OR (topic_id IS NOT NULL) = $2)
                  AND ($3 IS NULL OR (since, coalesce(topic_id, contribution_id)) < ($3, $4))
                ORDER BY since DESC, coalesce(topic_id, contribution_id) DESC LIMIT $5
                """)
            {
                Parameters =
                {
                    Id(reader.Member),
                    OrNull(kind is { } asked ? asked == MuteKind.Topic : (bool?)null, NpgsqlDbType.Boolean),
                    OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                    Id(page.After?.Id ?? Guid.Empty),
                    Int(page.First + 1),
                },
            },
            row => new Mute(
                row.GetBoolean(0) ? MuteKind.Topic : MuteKind.Author,
                row.GetGuid(1),
                row.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);

    /// <summary>Which of these the reader follows.</summary>
    public async Task<IReadOnlySet<string>> FollowedAsync(
        FollowKind kind, IEnumerable<string> targets, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT target FROM follows WHERE member = $1 AND kind = $2 AND target = ANY ($3)")
            {
                Parameters = { Id(reader.Member), Text(EnumText.Of(kind)), Texts(targets.Distinct()) },
            },
            row => row.GetString(0),
            cancellationToken)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Which of these topics the reader muted.</summary>
    public async Task<IReadOnlySet<Guid>> MutedAsync(
        IEnumerable<Guid> topics, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT topic_id FROM mutes WHERE member = $1 AND topic_id = ANY ($2)")
            {
                Parameters =
                {
                    Id(reader.Member), new NpgsqlParameter<Guid[]> { TypedValue = [.. topics.Distinct()] },
                },
            },
            row => row.GetGuid(0),
            cancellationToken)).ToHashSet();
}
