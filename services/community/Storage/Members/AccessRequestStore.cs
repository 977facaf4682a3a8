using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Requests for access. Row security shows a municipality its own, and a person theirs.</summary>
public static class AccessRequestStore
{
    private const string Columns =
        "id, account, municipality_code, name, email, role, reason, domain_known, status, requested_at, confirmed_at, "
        + "decided_at, decision";

    public static async Task AddAsync(
        ActingTransaction acting, AccessRequest request, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO access_requests (
                id, account, municipality_code, name, email, role, reason, domain_known, status,
                                         requested_at, mailed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'UNCONFIRMED', $9, $9)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(request.Id);
        command.Parameters.AddValue(request.Account);
        command.Parameters.AddValue(request.MunicipalityCode);
        command.Parameters.AddValue(request.Name);
        command.Parameters.AddValue(request.Email);
        command.Parameters.AddValue(EnumText.Of(request.Role));
        command.Parameters.AddValue(request.Reason);
        command.Parameters.AddValue(request.DomainCheck == EmailDomainCheck.Known);
        command.Parameters.AddValue(request.RequestedAt.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Held until the transaction ends; null when there is none that may be seen.</summary>
    public static async Task<AccessRequest?> HoldAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM access_requests WHERE id = $1 FOR UPDATE", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Request, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The last one of an account; null when it never asked.</summary>
    public static async Task<AccessRequest?> LastOfAsync(
        ActingTransaction acting, Guid account, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM access_requests WHERE account = $1 ORDER BY requested_at DESC, id DESC LIMIT 1",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(account);
        return (await command.ReadAsync(Request, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// A page, the newest first, and one more where there is a next page. Without a status all whose address is proved.
    /// </summary>
    public static async Task<IReadOnlyList<AccessRequest>> PageAsync(
        ActingTransaction acting, AccessRequestFilter filter, PageAsked page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM access_requests
            WHERE ($1 IS NULL OR municipality_code = $1) AND ($2 IS NULL OR domain_known = $2)
              AND CASE WHEN $3 IS NULL THEN confirmed_at IS NOT NULL ELSE status = $3 END
              AND ($4 IS NULL OR (requested_at, id) < ($4, $5))
            ORDER BY requested_at DESC, id DESC LIMIT $6
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue<string?>(filter.Municipality);
        command.Parameters.Add(OrNull(filter.DomainCheck is { } check ? check == EmailDomainCheck.Known : null,
            NpgsqlDbType.Boolean));
        command.Parameters.AddValue<string?>(filter.Status is { } status ? EnumText.Of(status) : null);
        command.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(page.After?.Id ?? Guid.Empty);
        command.Parameters.AddValue(page.First + 1);
        return await command.ReadAsync(Request, cancellationToken);
    }

    /// <summary>How often this account asked since then.</summary>
    public static async Task<long> CountAsync(
        ActingTransaction acting, Guid account, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM access_requests WHERE account = $1 AND requested_at > $2",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(account);
        command.Parameters.AddValue(since.UtcDateTime);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Notes that another link is sent. False when the last one was sent too short ago.</summary>
    public static async Task<bool> MailAgainAsync(
        ActingTransaction acting, Guid id, DateTimeOffset now, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE access_requests SET mailed_at = $2 WHERE id = $1 AND mailed_at <= $3",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        command.Parameters.AddValue((now - pause).UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task ConfirmAsync(
        ActingTransaction acting, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE access_requests SET status = 'OPEN', confirmed_at = $2 WHERE id = $1 AND status = 'UNCONFIRMED'",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Approves, refuses or withdraws it.</summary>
    public static async Task DecideAsync(
        ActingTransaction acting,
        Guid id,
        AccessRequestStatus status,
        string by,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE access_requests SET status = $2, decided_by = $3, decision = $4, decided_at = $5 WHERE id = $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(EnumText.Of(status));
        command.Parameters.AddValue(by);
        command.Parameters.AddValue<string?>(reason);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static AccessRequest Request(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        EnumText.Parse<MemberRole>(row.GetString(5)),
        row.GetString(6),
        row.GetBoolean(7) ? EmailDomainCheck.Known : EmailDomainCheck.Unknown,
        EnumText.Parse<AccessRequestStatus>(row.GetString(8)),
        row.GetFieldValue<DateTimeOffset>(9),
        row.OrNull<DateTimeOffset>(10),
        row.OrNull<DateTimeOffset>(11),
        row.TextOrNull(12));
}

/// <summary>What a list of requests is narrowed to; null: not by this.</summary>
public sealed record AccessRequestFilter(
    string? Municipality, AccessRequestStatus? Status, EmailDomainCheck? DomainCheck);
