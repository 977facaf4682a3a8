using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>
/// The mails to be sent. Name, address and text are blanked as soon as a mail is sent, given up or not needed any more.
/// </summary>
public sealed class MailStore(NpgsqlDataSource database)
{
    /// <summary>Queues a mail in the transaction of what it tells of.</summary>
    public static async Task AddAsync(
        ActingTransaction acting, NewMail mail, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO mails (id, kind, account, request_id, invitation_id, name, email, subject, body, state,
                               queued_at, next_attempt_at)
            VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, 'QUEUED', clock_timestamp(), clock_timestamp())
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(mail.Kind);
        command.Parameters.Add(OrNull(mail.Account, NpgsqlDbType.Uuid));
        command.Parameters.Add(OrNull(mail.Request, NpgsqlDbType.Uuid));
        command.Parameters.Add(OrNull(mail.Invitation, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(mail.Name);
        command.Parameters.AddValue(mail.Email);
        command.Parameters.AddValue(mail.Text.Subject);
        command.Parameters.AddValue(mail.Text.Body);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many links went to an address since then, in requests and invitations.</summary>
    public static async Task<long> CountToAsync(
        ActingTransaction acting, string email, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT (SELECT count(*) FROM mails m JOIN access_requests r ON r.id = m.request_id
                    WHERE lower(r.email) = lower($1) AND m.queued_at > $2)
                 + (SELECT count(*) FROM mails m JOIN invitations i ON i.id = m.invitation_id
                    WHERE lower(i.email) = lower($1) AND m.queued_at > $2)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(email);
        command.Parameters.AddValue(since.UtcDateTime);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// The next mail that is due, held by this process for a while; null when none is due, or when as many were tried
    /// in the last minute as may be. Its link, where it has one, is to be filled in.
    /// </summary>
    public Task<DueMail?> ClaimAsync(TimeSpan holdFor, int perMinute, CancellationToken cancellationToken) =>
        MailClaim.NextAsync(
            database,
            "mails",
            """
            SELECT m.id, m.name, m.email, m.subject, m.body, m.attempts, m.request_id, m.invitation_id,
                   coalesce(r.status <> 'UNCONFIRMED', false)
                   OR coalesce(i.accepted_at IS NOT NULL OR i.withdrawn_at IS NOT NULL
                               OR i.until <= clock_timestamp(), false)
            FROM claimed m
            LEFT JOIN access_requests r ON r.id = m.request_id
            LEFT JOIN invitations i ON i.id = m.invitation_id
            """,
            Due,
            holdFor,
            perMinute,
            cancellationToken);

    /// <summary>It is sent, failed for good, or was dropped: whom it was to and what it said is forgotten.</summary>
    public async Task EndAsync(Guid id, MailState state, string? error, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE mails
            SET state = $2, error = replace($3, email, '…'), ended_at = clock_timestamp(), attempt_ends_at = NULL,
                name = NULL, email = NULL, subject = NULL, body = NULL
            WHERE id = $1 AND state = 'QUEUED'
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(EnumText.Of(state));
        command.Parameters.AddValue<string?>(error);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    /// <summary>It is tried again after a pause.</summary>
    public async Task RetryAsync(
        Guid id, string error, TimeSpan pause, bool isKnown, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand("""
            UPDATE mails
            SET error = replace($2, email, '…'), next_attempt_at = clock_timestamp() + $3,
                attempt_ends_at = CASE WHEN $4 THEN NULL ELSE attempt_ends_at END
            WHERE id = $1 AND state = 'QUEUED'
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(error);
        command.Parameters.AddValue(pause);
        command.Parameters.AddValue(isKnown);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private static DueMail Due(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        new MemberMail(row.GetString(3), row.GetString(4)),
        row.GetInt32(5),
        row.OrNull<Guid>(6),
        row.OrNull<Guid>(7),
        row.GetBoolean(8));
}

public enum MailState
{
    Sent,

    /// <summary>Refused for good, or tried as often as is tried.</summary>
    Failed,

    /// <summary>Not needed any more.</summary>
    Dropped,
}

/// <summary>A mail to queue.</summary>
/// <param name="Kind">As <c>CONFIRMATION</c>; for whoever looks at the queue.</param>
/// <param name="Name">Of the addressee.</param>
/// <param name="Email">Of the addressee.</param>
/// <param name="Text">What it says.</param>
/// <param name="Account">Whom it is for, where known: erased with them.</param>
/// <param name="Request">What its link confirms.</param>
/// <param name="Invitation">What its link accepts.</param>
public sealed record NewMail(
    string Kind,
    string Name,
    string Email,
    MemberMail Text,
    Guid? Account = null,
    Guid? Request = null,
    Guid? Invitation = null);

/// <summary>A mail that this process holds.</summary>
public sealed record DueMail(
    Guid Id,
    string Name,
    string Email,
    MemberMail Text,
    int Attempts,
    Guid? Request,
    Guid? Invitation,
    bool NoLongerNeeded);
