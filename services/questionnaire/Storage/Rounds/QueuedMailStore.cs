using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// The mails to be sent. A mail is there once for each contact and cause, whoever queues it. One who sends it holds it
/// for a while; when he does not say how that ended, another tries again, and the mail says that it may be repeated.
/// </summary>
public sealed class QueuedMailStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Queues the invitation of every contact of those who are to be written to in open rounds, have not submitted, and
    /// were not written to before; the answer is how many.
    /// </summary>
    public async Task<int> QueueInvitationsAsync(CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand("""
            INSERT INTO messages (id, round_year, municipality_code, contact_id, kind, name, email, state,
                                  queued_at, next_attempt_at)
            SELECT gen_random_uuid(), i.round_year, c.municipality_code, c.id, 'INVITATION', c.name, c.email, 'QUEUED',
                   clock_timestamp(), clock_timestamp()
            FROM rounds r
            JOIN invited i ON i.round_year = r.year AND i.invitation_due_at <= clock_timestamp()
            JOIN contacts c ON c.municipality_code = i.municipality_code
            WHERE r.status = 'OPEN' AND (r.closes_at IS NULL OR r.closes_at > clock_timestamp())
              AND NOT EXISTS (
                  SELECT FROM messages m
                  WHERE m.round_year = r.year AND m.contact_id = c.id AND m.reminder_id IS NULL)
              AND NOT EXISTS (
                  SELECT FROM responses s
                  WHERE s.round_year = r.year AND s.municipality_code = i.municipality_code
                    AND s.submitted_revision IS NOT NULL)
            ORDER BY i.round_year, c.municipality_code, c.email
            ON CONFLICT DO NOTHING
            """, acting.Connection, acting.Transaction);
        var queued = await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
        return queued;
    }

    /// <summary>
    /// Queues a reminder to the contacts of those invited who have not submitted; the answer has their codes.
    /// </summary>
    public static async Task<IReadOnlyList<string>> QueueReminderAsync(
        ActingTransaction acting, Reminder reminder, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO messages (id, round_year, municipality_code, contact_id, kind, reminder_id, name, email, state,
                                  queued_at, next_attempt_at)
            SELECT gen_random_uuid(), i.round_year, c.municipality_code, c.id, 'REMINDER', $2, c.name, c.email,
                   'QUEUED', clock_timestamp(), clock_timestamp()
            FROM invited i
            JOIN contacts c ON c.municipality_code = i.municipality_code
            WHERE i.round_year = $1
              AND NOT EXISTS (
                  SELECT FROM responses s
                  WHERE s.round_year = $1 AND s.municipality_code = i.municipality_code
                    AND s.submitted_revision IS NOT NULL)
            ORDER BY c.municipality_code, c.email
            ON CONFLICT DO NOTHING
            RETURNING municipality_code
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(reminder.Round);
        command.Parameters.AddValue(reminder.Id);
        var queued = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        return [.. queued.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Queues again what failed; the answer is how many.</summary>
    public static async Task<int> RequeueFailedAsync(
        ActingTransaction acting, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE messages
            SET state = 'QUEUED', attempts = 0, error = NULL, next_attempt_at = clock_timestamp()
            WHERE round_year = $1 AND state = 'FAILED' AND email IS NOT NULL
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// The next mail that is due, held by this process for a while; null when none is due, or when as many were tried
    /// in the last minute as may be, by all processes together.
    /// </summary>
    public Task<ClaimedMail?> ClaimAsync(TimeSpan holdFor, int perMinute, CancellationToken cancellationToken) =>
        MailClaim.NextAsync(
            database,
            "messages",
            """
            SELECT m.id, m.kind, m.municipality_code, g.name, m.name, m.email, m.attempts,
                   CASE m.kind WHEN 'INVITATION' THEN t.subject ELSE n.subject END,
                   CASE m.kind WHEN 'INVITATION' THEN t.body ELSE n.body END,
                   CASE WHEN r.status <> 'OPEN' OR r.closes_at <= clock_timestamp() THEN 'ROUND_CLOSED'
                        WHEN s.submitted_revision IS NOT NULL THEN 'SUBMITTED' END,
                   r.year, r.status, r.questionnaire_id, r.areas_year, r.opens_at, r.closes_at, r.generated
            FROM claimed m
            JOIN rounds r ON r.year = m.round_year
            JOIN municipalities g ON g.code = m.municipality_code
            LEFT JOIN invitation_texts t ON t.round_year = m.round_year
            LEFT JOIN reminders n ON n.id = m.reminder_id
            LEFT JOIN responses s ON s.round_year = m.round_year AND s.municipality_code = m.municipality_code
            """,
            Claimed,
            holdFor,
            perMinute,
            cancellationToken);

    /// <summary>The mail server has it.</summary>
    public Task SentAsync(Guid id, MailText text, CancellationToken cancellationToken) =>
        EndAsync(id, MailState.Sent, text, error: null, pause: null, isKnown: true, cancellationToken);

    /// <summary>It is not needed any more.</summary>
    public Task DropAsync(Guid id, string reason, CancellationToken cancellationToken) =>
        EndAsync(id, MailState.Dropped, text: null, reason, pause: null, isKnown: true, cancellationToken);

    /// <summary>It is refused for good, or was tried often enough.</summary>
    public Task FailAsync(Guid id, MailText text, string error, CancellationToken cancellationToken) =>
        EndAsync(id, MailState.Failed, text, error, pause: null, isKnown: true, cancellationToken);

    /// <summary>It is to be tried again after a pause; <paramref name="isKnown"/>: that it did not arrive.</summary>
    public Task RetryAsync(
        Guid id, MailText text, string error, TimeSpan pause, bool isKnown, CancellationToken cancellationToken) =>
        EndAsync(id, MailState.Queued, text, error, pause, isKnown, cancellationToken);

    private async Task EndAsync(
        Guid id,
        MailState state,
        MailText? text,
        string? error,
        TimeSpan? pause,
        bool isKnown,
        CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);

        // A contact removed meanwhile stays forgotten, and its mail is not queued again; that it was sent is kept.
        await using var command = new NpgsqlCommand("""
            UPDATE messages
            SET state = CASE WHEN $2 = 'QUEUED' AND email IS NULL THEN 'DROPPED' ELSE $2 END,
                sent_at = CASE WHEN $2 = 'SENT' THEN clock_timestamp() END,
                subject = coalesce($3, subject), body = coalesce($4, body), error = $5,
                next_attempt_at = clock_timestamp() + coalesce($6, interval '0'),
                attempt_ends_at = CASE WHEN $7 THEN NULL ELSE attempt_ends_at END
            WHERE id = $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(EnumText.Of(state));
        command.Parameters.AddValue<string?>(text?.Subject);
        command.Parameters.AddValue<string?>(text?.Body);
        command.Parameters.AddValue<string?>(error);
        command.Parameters.Add(OrNull(pause, NpgsqlTypes.NpgsqlDbType.Interval));
        command.Parameters.AddValue(isKnown);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private static ClaimedMail Claimed(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new Round(
            row.GetInt32(10),
            EnumText.Parse<RoundStatus>(row.GetString(11)),
            row.GetString(12),
            row.GetInt32(13),
            row.GetFieldValue<DateTimeOffset>(14),
            row.OrNull<DateTimeOffset>(15),
            row.GetBoolean(16)),
        EnumText.Parse<MailKind>(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.TextOrNull(7) is { } subject ? new MailText(subject, row.GetString(8)) : null,
        row.GetInt32(6),
        row.TextOrNull(9));
}
