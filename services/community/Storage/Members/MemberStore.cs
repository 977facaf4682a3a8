using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Memberships. Row security shows a municipality its own, and a person their own.</summary>
public static class MemberStore
{
    private const string Columns =
        "id, name, email, municipality_code, roles, status, since, ended_at, revision, is_demonstration";

    /// <summary>The member with this pseudonym, as far as it may be seen; null when there is none.</summary>
    public static async Task<Member?> FindAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM members WHERE id = $1", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Member, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The active members of each municipality, coordinators first, then by name; all at once.</summary>
    public static async Task<ILookup<string, Member>> OfAsync(
        ActingTransaction acting, IEnumerable<string> municipalities, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM members
            WHERE municipality_code = ANY ($1) AND status = 'ACTIVE'
            ORDER BY 'coordinator' = ANY (roles) DESC, name, id
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Texts(municipalities.Distinct()));
        return (await command.ReadAsync(Member, cancellationToken)).ToLookup(m => m.MunicipalityCode!);
    }

    /// <summary>A page, the newest membership first, and one more where there is a next page.</summary>
    public static async Task<IReadOnlyList<Member>> PageAsync(
        ActingTransaction acting, MemberFilter filter, PageAsked page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM members
            WHERE ($1 IS NULL OR municipality_code = $1) AND ($2 IS NULL OR $2 = ANY (roles))
              AND ($3 IS NULL OR status = $3)
              AND ($4 IS NULL OR strpos(lower(name), lower($4)) > 0 OR strpos(lower(email), lower($4)) > 0)
              AND ($5 IS NULL OR (since, id) < ($5, $6))
            ORDER BY since DESC, id DESC LIMIT $7
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue<string?>(filter.Municipality);
        command.Parameters.AddValue<string?>(filter.Role?.Text());
        command.Parameters.AddValue<string?>(filter.Status is { } status ? EnumText.Of(status) : null);
        command.Parameters.AddValue<string?>(filter.Search);
        command.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(page.After?.Id ?? Guid.Empty);
        command.Parameters.AddValue(page.First + 1);
        return await command.ReadAsync(Member, cancellationToken);
    }

    /// <summary>
    /// Waits until no other transaction changes who is in this municipality (null: in the institute); holds until this
    /// one ends.
    /// </summary>
    public static async Task LockAsync(
        ActingTransaction acting, string? municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('members:' || $1, 0))",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality ?? "institute");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// How many others are active there, and how many of those hold the role that someone must hold. Made-up members
    /// and real ones do not count for one another.
    /// </summary>
    public static async Task<(long Others, long Holders)> OthersAsync(
        ActingTransaction acting,
        Guid except,
        string? municipality,
        MemberRole role,
        bool demonstration,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT count(*), count(*) FILTER (WHERE $3 = ANY (roles)) FROM members
            WHERE municipality_code IS NOT DISTINCT FROM $2 AND status = 'ACTIVE' AND is_demonstration = $4
              AND id <> $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(except);
        command.Parameters.AddValue<string?>(municipality);
        command.Parameters.AddValue(role.Text());
        command.Parameters.AddValue(demonstration);
        return (await command.ReadAsync(row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken)).Single();
    }

    /// <summary>Begins a membership, also of someone who was a member before. False when they are one now.</summary>
    public static async Task<bool> StartAsync(
        ActingTransaction acting, Member member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO members AS m (id, name, email, municipality_code, roles, status, since, revision,
                                      is_demonstration)
            VALUES ($1, $2, $3, $4, $5, 'ACTIVE', $6, 1, $7)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, email = excluded.email, municipality_code = excluded.municipality_code,
                roles = excluded.roles, status = 'ACTIVE', since = excluded.since, ended_at = NULL,
                revision = m.revision + 1
            WHERE m.status = 'ENDED'
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member.Account);
        command.Parameters.AddValue(member.Name);
        command.Parameters.AddValue<string?>(member.Email);
        command.Parameters.AddValue<string?>(member.MunicipalityCode);
        command.Parameters.Add(Texts(member.Roles.Select(r => r.Text())));
        command.Parameters.AddValue(member.Since.UtcDateTime);
        command.Parameters.AddValue(member.Demonstration);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task ChangeRolesAsync(
        ActingTransaction acting, Guid id, IReadOnlyList<MemberRole> roles, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE members SET roles = $2, revision = revision + 1 WHERE id = $1 AND status = 'ACTIVE'",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.Add(Texts(roles.Select(r => r.Text())));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends a membership. The address goes at once; the name stays with what they wrote.</summary>
    public static async Task EndAsync(
        ActingTransaction acting, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE members SET roles = '{}', status = 'ENDED', email = NULL, ended_at = $2, revision = revision + 1
            WHERE id = $1 AND status = 'ACTIVE'
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task RenameAsync(
        ActingTransaction acting, Guid id, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE members SET name = $2 WHERE id = $1 AND status = 'ACTIVE'",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(name);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Names by pseudonym, as far as they may be seen.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id, name FROM members WHERE id = ANY ($1)", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        return (await command.ReadAsync(row => (Id: row.GetGuid(0), Name: row.GetString(1)), cancellationToken))
            .ToDictionary(m => m.Id, m => m.Name);
    }

    private static Member Member(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.TextOrNull(2),
        row.TextOrNull(3),
        MemberRoles.Parse(row.GetFieldValue<string[]>(4)),
        EnumText.Parse<MemberStatus>(row.GetString(5)),
        row.GetFieldValue<DateTimeOffset>(6),
        row.OrNull<DateTimeOffset>(7),
        row.GetInt32(8),
        row.GetBoolean(9));
}

/// <summary>What a list of members is narrowed to; null: not by this.</summary>
/// <param name="Municipality">A CBS code.</param>
/// <param name="Role">Who hold it.</param>
/// <param name="Status">Active, or ended.</param>
/// <param name="Search">Stands in the name or the address, whatever its case.</param>
public sealed record MemberFilter(string? Municipality, MemberRole? Role, MemberStatus? Status, string? Search);
