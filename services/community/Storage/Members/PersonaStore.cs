using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Accounts, memberships and machines of the demonstration: many at once.</summary>
public static class PersonaStore
{
    /// <summary>
    /// Adds the personas that are not there yet, and lets those that are be known to this provider. A membership that
    /// was changed or ended stays so.
    /// </summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> AddAsync(
        ActingTransaction acting,
        string issuer,
        IReadOnlyList<Persona> personas,
        DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        await using var accounts = new NpgsqlCommand("""
            INSERT INTO accounts AS a (id, issuer, subject, since, is_demonstration)
            SELECT p.id, $1, p.subject, $2, true FROM unnest($3, $4) AS p (id, subject)
            WHERE NOT EXISTS (
                SELECT FROM accounts o WHERE o.issuer = $1 AND o.subject = p.subject AND o.id <> p.id)
            ORDER BY p.id
            ON CONFLICT (id) DO UPDATE SET issuer = excluded.issuer WHERE a.issuer <> excluded.issuer
            """, acting.Connection, acting.Transaction);
        accounts.Parameters.AddValue(issuer);
        accounts.Parameters.AddValue(since.UtcDateTime);
        accounts.Parameters.AddValue(personas.Select(p => p.Id).ToArray());
        accounts.Parameters.AddValue(personas.Select(p => p.Subject).ToArray());
        await accounts.ExecuteNonQueryAsync(cancellationToken);

        await using var members = new NpgsqlCommand("""
            INSERT INTO members (id, name, email, municipality_code, roles, status, since, revision, is_demonstration)
            SELECT p.id, p.name, p.email, p.municipality, ARRAY[p.role], 'ACTIVE', $1, 1, true
            FROM unnest($2, $3, $4, $5, $6) AS p (id, name, email, municipality, role)
            WHERE EXISTS (SELECT FROM accounts a WHERE a.id = p.id)
            ORDER BY p.id
            ON CONFLICT (id) DO NOTHING
            """, acting.Connection, acting.Transaction);
        members.Parameters.AddValue(since.UtcDateTime);
        members.Parameters.AddValue(personas.Select(p => p.Id).ToArray());
        members.Parameters.AddValue(personas.Select(p => p.Name).ToArray());
        members.Parameters.AddValue(personas.Select(p => p.Email).ToArray());
        members.Parameters.Add(TextsOrNull(personas.Select(p => p.Municipality)));
        members.Parameters.AddValue(personas.Select(p => p.Role).ToArray());
        return await members.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds a machine of the demonstration unless it is there; revoked stays revoked.</summary>
    public static async Task AddAsync(
        ActingTransaction acting,
        string issuer,
        SeededMachine machine,
        DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO machines AS m (id, issuer, client_id, name, municipality_code, scopes, registered_at,
                                       registered_by, revision, is_demonstration)
            SELECT $1, $2, $3, $4, $5, $6, $7, 'seed', 1, true
            WHERE NOT EXISTS (
                SELECT FROM machines o
                WHERE o.issuer = $2 AND o.client_id = $3 AND o.revoked_at IS NULL AND o.id <> $1)
            ON CONFLICT (id) DO UPDATE SET issuer = excluded.issuer WHERE m.issuer <> excluded.issuer
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(Persona.IdOf($"machine {machine.Client}"));
        command.Parameters.AddValue(issuer);
        command.Parameters.AddValue(machine.Client);
        command.Parameters.AddValue(machine.Name);
        command.Parameters.AddValue<string?>(machine.Municipality);
        command.Parameters.AddValue(machine.Scopes.ToArray());
        command.Parameters.AddValue(since.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <param name="Client">What the provider knows it by.</param>
/// <param name="Name">For people.</param>
/// <param name="Municipality">Whose; null: the institute's.</param>
/// <param name="Scopes">What it may ask for.</param>
public sealed record SeededMachine(string Client, string Name, string? Municipality, IReadOnlyList<string> Scopes);
