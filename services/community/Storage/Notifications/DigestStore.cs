using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>Someone whose digest is due.</summary>
/// <param name="Reader">As whom it is made: what they may not read is not in it.</param>
/// <param name="Name">Whom the mail is for.</param>
/// <param name="Email">Where it goes.</param>
/// <param name="Since">What was told after this is in it; null: all that is unread.</param>
public sealed record DueDigest(Reader Reader, string Name, string Email, DateTimeOffset? Since);

/// <summary>Whose digest is due, and what is in it; in a transaction that acts for the service.</summary>
public static class DigestStore
{
    /// <summary>
    /// The next member whose digest is due and who has something unread since the last one, held until the transaction
    /// ends, and marked as done; null when there is none.
    /// </summary>
    public static async Task<DueDigest?> ClaimAsync(
        NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH due AS (
                SELECT m.id, m.name, m.email, m.municipality_code, m.roles, s.digest_at
                FROM members m
                LEFT JOIN notification_settings s ON s.member = m.id
                WHERE m.status = 'ACTIVE' AND m.email IS NOT NULL
                  AND coalesce(s.digest_at, m.since)
                      < CASE coalesce(s.digest, 'WEEKLY') WHEN 'DAILY' THEN $1 WHEN 'WEEKLY' THEN $2 END
                  AND EXISTS (
                      SELECT FROM notifications n
                      WHERE n.member = m.id AND n.read_at IS NULL AND (s.digest_at IS NULL OR n.at > s.digest_at))
                LIMIT 1
                FOR NO KEY UPDATE OF m SKIP LOCKED),
            done AS (
                -- Not where another did it since this statement began to read.
                INSERT INTO notification_settings AS s (member, digest_at) SELECT id, $3 FROM due
                ON CONFLICT (member) DO UPDATE SET digest_at = excluded.digest_at
                WHERE s.digest_at IS NOT DISTINCT FROM (SELECT digest_at FROM due)
                RETURNING member)
            SELECT id, municipality_code, 'moderator' = ANY (roles), 'editor' = ANY (roles), name, email, digest_at
            FROM due JOIN done ON done.member = due.id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(Morning.Daily(now).UtcDateTime);
        command.Parameters.AddValue(Morning.Weekly(now).UtcDateTime);
        command.Parameters.AddValue(now.UtcDateTime);
        var found = await command.ReadAsync(
            row => new DueDigest(
                new Reader(row.GetGuid(0), row.TextOrNull(1), row.GetBoolean(2), row.GetBoolean(3)),
                row.GetString(4),
                row.GetString(5),
                row.OrNull<DateTimeOffset>(6)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>
    /// What is unread of what the member may still read, in sentences, the newest first, and how many there are; in a
    /// transaction that acts for that member.
    /// </summary>
    public static async Task<(IReadOnlyList<string> Sentences, int Count)> ReadAsync(
        NpgsqlTransaction transaction, DueDigest due, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT n.id, n.kind, n.contribution_id, n.topic_id, n.at, t.title, c.title, count(*) OVER ()
            FROM notifications n
            JOIN readable_topics t ON t.id = n.topic_id
            LEFT JOIN categories c ON c.objective_id = t.objective_id
            WHERE n.member = $1 AND n.read_at IS NULL AND ($2 IS NULL OR n.at > $2)
            ORDER BY n.at DESC, n.id DESC LIMIT $3
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(due.Reader.Member);
        command.Parameters.Add(Parameters.OrNull(due.Since?.UtcDateTime, NpgsqlTypes.NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(Digest.MostNamed);
        var found = await command.ReadAsync(
            row => (
                Text: new Notification(
                    row.GetGuid(0),
                    EnumText.Parse<NotificationKind>(row.GetString(1)),
                    row.GetGuid(2),
                    row.GetGuid(3),
                    row.GetFieldValue<DateTimeOffset>(4),
                    ReadAt: null).TextOf(row.GetString(5), row.TextOrNull(6)),
                Count: (int)row.GetInt64(7)),
            cancellationToken);
        return ([.. found.Select(f => f.Text)], found.Count == 0 ? 0 : found[0].Count);
    }
}
