using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>
/// Writes topics, in transactions that act already: as a member, whom row security holds to their own, or as the
/// service. Rights are looked at before.
/// </summary>
public static class TopicChanges
{
    /// <summary>Adds a topic; false when one with this id is there, which stays as it is.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, NewTopic topic, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO topics (id, kind, category_id, objective_id, measures, title, text, did, brought, costs,
                                contact, links, author, municipality_code, size_class, shown_as, region_code, posted_at,
                                active_at, publish_at, pinned_until, is_demonstration)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19, $20, $21)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(topic.Id);
        command.Parameters.AddValue(EnumText.Of(topic.Kind));
        command.Parameters.AddValue(topic.Category);
        AddContent(command, topic.Content);
        AddAuthor(command, topic.By);
        command.Parameters.AddValue(topic.By.PostedAt.UtcDateTime);
        command.Parameters.Add(Moment(topic.PublishAt));
        command.Parameters.Add(Moment(topic.PinnedUntil));
        command.Parameters.AddValue(topic.IsDemonstration);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Puts new content in place of a revision, which is kept; where a moderator takes out what is reported as personal
    /// data it is not, nor are those before it. False when that is not the last one.
    /// </summary>
    public static async Task<bool> EditAsync(
        NpgsqlTransaction transaction, Guid id, TopicContent content, Edit edit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH last AS (
                SELECT t.*, $14 = 'MODERATOR' AND EXISTS (
                    SELECT FROM reports r
                    WHERE r.contribution_id = t.id AND r.reason = 'PERSONAL_DATA' AND r.decided_at IS NULL) AS is_purged
                FROM topics t WHERE t.id = $1 AND t.revision = $2 FOR UPDATE),
            purged AS (
                DELETE FROM revisions USING last WHERE contribution_id = last.id AND last.is_purged),
            kept AS (
                INSERT INTO revisions (contribution_id, revision, topic_id, content, written_at, written_as, written_by,
                                       reason)
                SELECT id, revision, id,
                       jsonb_build_object('title', title, 'text', text, 'did', did, 'brought', brought, 'costs', costs,
                                          'contact', contact, 'links', links, 'objective', objective_id,
                                          'measures', measures),
                       coalesce(edited_at, posted_at), coalesce(edited_as, 'AUTHOR'), coalesce(edited_by, author),
                       edit_reason
                FROM last WHERE NOT is_purged)
            UPDATE topics t
            SET objective_id = $3, measures = $4, title = $5, text = $6, did = $7, brought = $8, costs = $9,
                contact = $10, links = $11, shown_as = $12, edited_at = $13, edited_as = $14, edited_by = $15,
                edit_reason = $16, revision = t.revision + 1
            FROM last WHERE t.id = last.id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(edit.Revision);
        AddContent(command, content);
        AddEdit(command, edit);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Says that a question is answered, by a reply of it that stands if one is named; false when none is.
    /// </summary>
    public static async Task<bool> AnswerAsync(
        NpgsqlTransaction transaction, Guid id, Guid? reply, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE topics SET answer_id = $2, answered_at = $3
            WHERE id = $1
              AND ($2 IS NULL OR EXISTS (
                    SELECT FROM replies r
                    WHERE r.id = $2 AND r.topic_id = $1 AND r.hidden_at IS NULL AND r.deleted_at IS NULL))
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.Add(Parameters.OrNull(reply, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(now.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Opens a question again; false where it is open.</summary>
    public static async Task<bool> ReopenAsync(
        NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE topics SET answer_id = NULL, answered_at = NULL WHERE id = $1 AND answered_at IS NOT NULL",
            transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Changes when news that still waits comes out, and until when it is pinned; false when it is out.
    /// </summary>
    public static async Task<bool> RescheduleAsync(
        NpgsqlTransaction transaction, Guid id, DateTimeOffset publishAt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE topics SET publish_at = $2, posted_at = $2, active_at = $2
            WHERE id = $1 AND publish_at IS NOT NULL AND deleted_at IS NULL
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(publishAt.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>
    /// Lets out what waited until now; each once, however many processes look. It takes its place in lists by the
    /// moment at which it came out.
    /// </summary>
    public static async Task<IReadOnlyList<PublishedTopic>> PublishDueAsync(
        NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE topics t SET publish_at = NULL, posted_at = $1, active_at = $1
            FROM (SELECT id FROM topics WHERE publish_at <= $1 AND deleted_at IS NULL
                  ORDER BY publish_at LIMIT 100 FOR UPDATE SKIP LOCKED) due
            WHERE t.id = due.id
            RETURNING t.id, t.kind, t.objective_id, t.category_id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(now.UtcDateTime);
        return await command.ReadAsync(
            row => new PublishedTopic(
                row.GetGuid(0), EnumText.Parse<TopicKind>(row.GetString(1)), row.TextOrNull(2), row.GetString(3)),
            cancellationToken);
    }

    /// <summary>Who, of which municipality and size, how shown, region: five parameters.</summary>
    internal static void AddAuthor(NpgsqlCommand command, Authorship by)
    {
        command.Parameters.AddValue(by.Member);
        command.Parameters.Add(Parameters.OrNull(by.Municipality, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(by.SizeClass, NpgsqlDbType.Text));
        command.Parameters.AddValue(EnumText.Of(by.ShownAs));
        command.Parameters.Add(Parameters.OrNull(by.Region, NpgsqlDbType.Text));
    }

    /// <summary>How it is shown, when, as what, by whom, why: five parameters.</summary>
    internal static void AddEdit(NpgsqlCommand command, Edit edit)
    {
        command.Parameters.AddValue(EnumText.Of(edit.ShownAs));
        command.Parameters.AddValue(edit.At.UtcDateTime);
        command.Parameters.AddValue(EnumText.Of(edit.As));
        command.Parameters.AddValue(edit.By);
        command.Parameters.Add(Parameters.OrNull(edit.Reason, NpgsqlDbType.Text));
    }

    // Objective, measures, title, text, did, brought, costs, contact, links: nine parameters.
    private static void AddContent(NpgsqlCommand command, TopicContent content)
    {
        command.Parameters.Add(Parameters.OrNull(content.Objective, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Texts(content.Measures));
        command.Parameters.AddValue(content.Title);
        command.Parameters.AddValue(content.Text);
        command.Parameters.Add(Parameters.OrNull(content.Did, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(content.Brought, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(content.Costs, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(content.Contact, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Json(content.Links, JsonSerializerOptions.Web));
    }

    private static NpgsqlParameter Moment(DateTimeOffset? value) =>
        Parameters.OrNull(value?.UtcDateTime, NpgsqlDbType.TimestampTz);
}

/// <param name="Id">Its id, for ever; random, so that it tells nothing.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Category">Where it stands.</param>
/// <param name="Content">What it says.</param>
/// <param name="By">Whose it is, and when it was posted: the moment at which it comes out, where it waits.</param>
/// <param name="PublishAt">Until when it waits; null: it is out.</param>
/// <param name="PinnedUntil">Null: not pinned.</param>
/// <param name="IsDemonstration">Made up to show the system.</param>
public sealed record NewTopic(
    Guid Id,
    TopicKind Kind,
    string Category,
    TopicContent Content,
    Authorship By,
    DateTimeOffset? PublishAt = null,
    DateTimeOffset? PinnedUntil = null,
    bool IsDemonstration = false);

/// <summary>A change of a contribution.</summary>
/// <param name="Revision">The one that it replaces.</param>
/// <param name="ShownAs">How the author is shown from now on.</param>
/// <param name="At">When.</param>
/// <param name="As">By its author or a moderator.</param>
/// <param name="By">Pseudonym of whoever wrote it.</param>
/// <param name="Reason">Why; null where nothing was said.</param>
public sealed record Edit(int Revision, ShownAs ShownAs, DateTimeOffset At, Capacity As, Guid By, string? Reason);

/// <summary>A topic that came out.</summary>
public sealed record PublishedTopic(Guid Id, TopicKind Kind, string? Objective, string Category);
