using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Invitations. Row security shows a municipality its own.</summary>
public static class InvitationStore
{
    private const string Columns = """
        id, municipality_code, name, email, roles,
        CASE WHEN accepted_at IS NOT NULL THEN 'ACCEPTED' WHEN withdrawn_at IS NOT NULL THEN 'WITHDRAWN'
             WHEN until <= now() THEN 'EXPIRED' ELSE 'OPEN' END,
        invited_at, until
        """;

    public static async Task AddAsync(
        ActingTransaction acting, Invitation invitation, string by, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO invitations (id, municipality_code, name, email, roles, invited_by, invited_at, until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(invitation.Id);
        command.Parameters.AddValue<string?>(invitation.MunicipalityCode);
        command.Parameters.AddValue(invitation.Name);
        command.Parameters.AddValue(invitation.Email);
        command.Parameters.Add(Texts(invitation.Roles.Select(r => r.Text())));
        command.Parameters.AddValue(by);
        command.Parameters.AddValue(invitation.InvitedAt.UtcDateTime);
        command.Parameters.AddValue(invitation.Until.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Held until the transaction ends; null when there is none that may be seen.</summary>
    public static async Task<Invitation?> HoldAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM invitations WHERE id = $1 FOR UPDATE", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Invitation, cancellationToken)).SingleOrDefault();
    }

    /// <summary>A page, the newest first, and one more where there is a next page.</summary>
    public static async Task<IReadOnlyList<Invitation>> PageAsync(
        ActingTransaction acting, string? municipality, PageAsked page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM invitations
            WHERE ($1 IS NULL OR municipality_code = $1) AND ($2 IS NULL OR (invited_at, id) < ($2, $3))
            ORDER BY invited_at DESC, id DESC LIMIT $4
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue<string?>(municipality);
        command.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(page.After?.Id ?? Guid.Empty);
        command.Parameters.AddValue(page.First + 1);
        return await command.ReadAsync(Invitation, cancellationToken);
    }

    /// <summary>How many were invited to this municipality, or (null) to the institute, since then.</summary>
    public static async Task<long> CountAsync(
        ActingTransaction acting, string? municipality, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM invitations WHERE municipality_code IS NOT DISTINCT FROM $1 AND invited_at > $2",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue<string?>(municipality);
        command.Parameters.AddValue(since.UtcDateTime);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Who sent it, as they may decide now; null when they are no member any more.</summary>
    public static async Task<Decider?> InviterAsync(
        ActingTransaction service, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT m.id, m.municipality_code, m.roles
            FROM invitations i JOIN members m ON m.id = i.invited_by::uuid AND m.status = 'ACTIVE'
            WHERE i.id = $1
            """, service.Connection, service.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(
            row => new Decider(
                row.GetGuid(0), row.TextOrNull(1), MemberRoles.Parse(row.GetFieldValue<string[]>(2))),
            cancellationToken)).SingleOrDefault();
    }

    public static async Task AcceptAsync(
        ActingTransaction acting, Guid id, Guid by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE invitations SET accepted_at = $2, accepted_by = $3 WHERE id = $1",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        command.Parameters.AddValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task WithdrawAsync(
        ActingTransaction acting, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE invitations SET withdrawn_at = $2 WHERE id = $1", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Invitation Invitation(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.TextOrNull(1),
        row.GetString(2),
        row.GetString(3),
        MemberRoles.Parse(row.GetFieldValue<string[]>(4)),
        EnumText.Parse<InvitationStatus>(row.GetString(5)),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7));
}
