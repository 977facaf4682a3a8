using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>Writes replies, in transactions that act already; as <see cref="TopicChanges"/>.</summary>
public static class ReplyChanges
{
    /// <summary>Adds a reply; when one with this id is there, nothing changes.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, NewReply reply, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO replies (id, topic_id, parent_id, text, author, municipality_code, size_class, shown_as,
                                 region_code, posted_at, is_demonstration)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reply.Id);
        command.Parameters.AddValue(reply.Topic);
        command.Parameters.Add(Parameters.OrNull(reply.Parent, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(reply.Content.Text);
        TopicChanges.AddAuthor(command, reply.By);
        command.Parameters.AddValue(reply.By.PostedAt.UtcDateTime);
        command.Parameters.AddValue(reply.IsDemonstration);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Puts a new text in place of a revision, which is kept; where a moderator takes out what is reported as personal
    /// data it is not, nor are those before it. False when that is not the last one.
    /// </summary>
    public static async Task<bool> EditAsync(
        NpgsqlTransaction transaction, Guid id, ReplyContent content, Edit edit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH last AS (
                SELECT p.*, $6 = 'MODERATOR' AND EXISTS (
                    SELECT FROM reports r
                    WHERE r.contribution_id = p.id AND r.reason = 'PERSONAL_DATA' AND r.decided_at IS NULL) AS is_purged
                FROM replies p WHERE p.id = $1 AND p.revision = $2 FOR UPDATE),
            purged AS (
                DELETE FROM revisions USING last WHERE contribution_id = last.id AND last.is_purged),
            kept AS (
                INSERT INTO revisions (contribution_id, revision, topic_id, reply_id, content, written_at, written_as,
                                       written_by, reason)
                SELECT id, revision, topic_id, id, jsonb_build_object('text', text), coalesce(edited_at, posted_at),
                       coalesce(edited_as, 'AUTHOR'), coalesce(edited_by, author), edit_reason
                FROM last WHERE NOT is_purged)
            UPDATE replies r
            SET text = $3, shown_as = $4, edited_at = $5, edited_as = $6, edited_by = $7, edit_reason = $8,
                revision = r.revision + 1
            FROM last WHERE r.id = last.id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(edit.Revision);
        command.Parameters.AddValue(content.Text);
        TopicChanges.AddEdit(command, edit);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}

/// <param name="Id">Its id, for ever; random, so that it tells nothing.</param>
/// <param name="Topic">In which.</param>
/// <param name="Parent">The reply that it answers, which answers none itself; null: the topic.</param>
/// <param name="Content">What it says.</param>
/// <param name="By">Whose it is.</param>
/// <param name="IsDemonstration">Made up to show the system.</param>
public sealed record NewReply(
    Guid Id, Guid Topic, Guid? Parent, ReplyContent Content, Authorship By, bool IsDemonstration = false);
