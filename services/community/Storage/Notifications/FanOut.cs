using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>
/// Tells members of what happened, all of them in one statement that acts for the service. Nobody is told who may not
/// read the topic, who did it, who muted it, or who was told already.
/// </summary>
public static class FanOut
{
    // $1 contribution, $2 who did it, $3 now.
    private const string Topics = """
        WITH happened AS (
            SELECT t.id, t.id AS topic_id, t.kind, t.author, t.shown_as, t.municipality_code, t.category_id,
                   t.objective_id, t.hidden_at, t.posted_at
            FROM topics t WHERE t.id = $1
        """;

    private const string Replies = """

            UNION ALL
            SELECT r.id, t.id, 'REPLY', r.author, r.shown_as, r.municipality_code, t.category_id,
                   t.objective_id, coalesce(r.hidden_at, t.hidden_at), r.posted_at
            FROM replies r JOIN topics t ON t.id = r.topic_id WHERE r.id = $1
        """;

    private const string Happened = $"""
        {Topics} AND t.deleted_at IS NULL AND t.publish_at IS NULL
        {Replies} AND r.deleted_at IS NULL AND t.deleted_at IS NULL AND t.publish_at IS NULL),
        """;

    // Of what was deleted its author is told too.
    private const string HappenedToAuthor = $"{Topics}{Replies}),";

    // What moderators, or reports, did.
    private const string Acts = "('MODERATED', 'HIDDEN_BY_REPORTS', 'SHOWN_AGAIN')";

    // $4 municipalities and $5 contributions that are called, $6 municipalities that may need it.
    private const string OfPosted = """
        called (member, kind, rank) AS (
            SELECT m.id, 'MENTION', 1 FROM members m WHERE m.municipality_code = ANY ($4)
            UNION ALL
            SELECT w.author, 'MENTION', 1
            FROM happened h JOIN (
                SELECT id, id AS topic_id, author FROM topics WHERE id = ANY ($5)
                UNION ALL
                SELECT id, topic_id, author FROM replies WHERE id = ANY ($5)) w ON w.topic_id = h.topic_id
            UNION ALL
            SELECT f.member, 'REPLY', 2
            FROM happened h JOIN follows f ON f.kind = 'TOPIC' AND f.target = h.topic_id::text
            WHERE h.kind = 'REPLY' AND f.since <= h.posted_at
            UNION ALL
            SELECT m.id, 'NEWS', 3 FROM happened h CROSS JOIN members m WHERE h.kind = 'NEWS'
            UNION ALL
            SELECT f.member, CASE h.kind WHEN 'TIP' THEN 'NEW_TIP' ELSE 'NEW_TOPIC' END, 4
            FROM happened h JOIN follows f
              ON (f.kind = 'CATEGORY' AND f.target = h.category_id)
              OR (f.kind = 'OBJECTIVE' AND f.target = h.objective_id)
            WHERE h.kind <> 'REPLY' AND f.since <= h.posted_at
            UNION ALL
            SELECT m.id, 'NEW_TIP', 4
            FROM happened h CROSS JOIN members m WHERE h.kind = 'TIP' AND m.municipality_code = ANY ($6)),
        """;

    private const string OfAnswer = """
        called (member, kind, rank) AS (
            SELECT f.member, 'ANSWER', 1
            FROM happened h JOIN follows f ON f.kind = 'TOPIC' AND f.target = h.topic_id::text
            UNION ALL
            SELECT h.author, 'ANSWER', 1 FROM happened h
            UNION ALL
            SELECT t.author, 'ANSWER', 1 FROM happened h JOIN topics t ON t.id = h.topic_id),
        """;

    private const string OfModeration = """
        called (member, kind, rank) AS (SELECT h.author, $4, 1 FROM happened h),
        """;

    // A muted author is whoever is shown in the same way: by the same name, as the same municipality, or as anonymous
    // in the same topic. So what falls silent tells no more of who wrote than what is shown.
    private const string Tell = $"""
        told AS (SELECT DISTINCT ON (member) member, kind FROM called ORDER BY member, rank)
        INSERT INTO notifications (id, member, kind, contribution_id, topic_id, at)
        SELECT gen_random_uuid(), t.member, t.kind, h.id, h.topic_id, $3
        FROM happened h
        CROSS JOIN told t
        JOIN members m ON m.id = t.member AND m.status = 'ACTIVE'
        LEFT JOIN notification_settings s ON s.member = t.member
        WHERE t.member IS DISTINCT FROM $2
          AND (t.kind = 'ANSWER' OR t.kind IN {Acts} OR t.member <> h.author)
          AND (t.kind IN {Acts} OR h.hidden_at IS NULL)
          AND (t.kind <> 'NEWS' OR coalesce(s.news, true))
          AND (t.kind <> 'NEW_TIP' OR coalesce(s.new_tips, true))
          AND (t.kind IN {Acts} OR reads_category(h.category_id, m.municipality_code, 'moderator' = ANY (m.roles)))
          AND (t.kind = 'ANSWER' OR t.kind IN {Acts} OR NOT EXISTS (
              SELECT FROM notifications n WHERE n.member = t.member AND n.contribution_id = h.id
                AND n.kind NOT IN {Acts}))
          AND (t.kind IN {Acts} OR NOT EXISTS (
              SELECT FROM mutes u
              LEFT JOIN topics ut ON ut.id = u.contribution_id
              LEFT JOIN replies ur ON ur.id = u.contribution_id
              WHERE u.member = t.member
                AND (u.topic_id = h.topic_id
                     OR (coalesce(ut.shown_as, ur.shown_as) = h.shown_as
                         AND CASE h.shown_as
                             WHEN 'MEMBER' THEN coalesce(ut.author, ur.author) = h.author
                             WHEN 'MUNICIPALITY' THEN coalesce(ut.municipality_code, ur.municipality_code)
                                  IS NOT DISTINCT FROM h.municipality_code
                             ELSE coalesce(ut.id, ur.topic_id) = h.topic_id END))))
        ON CONFLICT (member, contribution_id, kind) DO UPDATE SET at = excluded.at, read_at = NULL
            WHERE excluded.kind IN {Acts}   -- each act is told, the last one above all
        RETURNING member
        """;

    /// <summary>Of a contribution that is out: who is called, who follows, who has a use for it.</summary>
    /// <param name="transaction">Acts for the service.</param>
    /// <param name="job">What happened.</param>
    /// <param name="municipalities">Codes that the text calls.</param>
    /// <param name="contributions">Ids whose authors the text calls: those of the same topic count.</param>
    /// <param name="weak">Codes that may have a use for a tip.</param>
    /// <param name="now">When it is told.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <returns>Who was told.</returns>
    public static async Task<IReadOnlyList<Guid>> OfPostedAsync(
        NpgsqlTransaction transaction,
        NotificationJob job,
        IEnumerable<string> municipalities,
        IEnumerable<Guid> contributions,
        IEnumerable<string> weak,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Happened + OfPosted + Tell, job, now);
        command.Parameters.Add(Texts(municipalities));
        command.Parameters.AddValue<Guid[]>([.. contributions]);
        command.Parameters.Add(Texts(weak));
        return await command.ReadAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>Of an answer: those who follow the question, its asker, and who gave the answer.</summary>
    /// <returns>Who was told.</returns>
    public static async Task<IReadOnlyList<Guid>> OfAnswerAsync(
        NpgsqlTransaction transaction, NotificationJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, Happened + OfAnswer + Tell, job, now);
        return await command.ReadAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>Of what a moderator, or reports, did: the author.</summary>
    /// <returns>Who was told.</returns>
    public static async Task<IReadOnlyList<Guid>> OfModerationAsync(
        NpgsqlTransaction transaction, NotificationJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, HappenedToAuthor + OfModeration + Tell, job, now);
        command.Parameters.AddValue(EnumText.Of(job.Cause));
        return await command.ReadAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>What a contribution says, and the objective it is about; null when it is gone.</summary>
    public static async Task<(string Text, string? Objective)?> SourceAsync(
        NpgsqlTransaction transaction, Guid contribution, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT concat_ws(E'\n\n', text, did, brought), objective_id FROM topics WHERE id = $1
            UNION ALL
            SELECT text, NULL FROM replies WHERE id = $1
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(contribution);
        var found = await command.ReadAsync(
            row => (Text: row.GetString(0), Objective: row.TextOrNull(1)), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

#pragma warning disable CA2100 // The constants above.
    private static NpgsqlCommand Command(
        NpgsqlTransaction transaction, string sql, NotificationJob job, DateTimeOffset now) =>
        new(sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Id(job.Contribution),
                OrNull(job.By, NpgsqlTypes.NpgsqlDbType.Uuid),
                Time(now),
            },
        };
#pragma warning restore CA2100
}
