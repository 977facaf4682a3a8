using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Registered machines. Row security shows a municipality its own.</summary>
public static class MachineStore
{
    private const string Columns =
        "id, client_id, name, municipality_code, scopes, registered_at, revoked_at, revision, is_demonstration";

    /// <summary>Machines of a municipality, or (null) of the institute, the newest first; revoked ones too.</summary>
    public static async Task<IReadOnlyList<Machine>> OfAsync(
        ActingTransaction acting, string? municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM machines WHERE municipality_code IS NOT DISTINCT FROM $1
            ORDER BY registered_at DESC, id DESC
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue<string?>(municipality);
        return await command.ReadAsync(Machine, cancellationToken);
    }

    /// <summary>Held until the transaction ends; null when there is none that may be seen.</summary>
    public static async Task<Machine?> HoldAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM machines WHERE id = $1 FOR UPDATE", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Machine, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Adds a machine at the provider that knows its registrar. False when another has this client id there.
    /// </summary>
    public static async Task<bool> AddAsync(
        ActingTransaction acting, Machine machine, Guid registrar, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO machines (id, issuer, client_id, name, municipality_code, scopes, registered_at, registered_by,
                                  revision)
            SELECT $1, a.issuer, $2, $3, $4, $5, $6, $8, 1 FROM accounts a WHERE a.id = $7
            ON CONFLICT (issuer, client_id) WHERE revoked_at IS NULL DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(machine.Account);
        command.Parameters.AddValue(machine.ClientId);
        command.Parameters.AddValue(machine.Name);
        command.Parameters.AddValue<string?>(machine.MunicipalityCode);
        command.Parameters.Add(Texts(machine.Scopes));
        command.Parameters.AddValue(machine.RegisteredAt.UtcDateTime);
        command.Parameters.AddValue(registrar);
        command.Parameters.AddValue(registrar.ToString("N"));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task RevokeAsync(
        ActingTransaction acting, Guid id, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE machines SET revoked_at = $2, revoked_by = $3, revision = revision + 1
            WHERE id = $1 AND revoked_at IS NULL
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(now.UtcDateTime);
        command.Parameters.AddValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Machine Machine(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.GetFieldValue<string[]>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.OrNull<DateTimeOffset>(6),
        row.GetInt32(7),
        row.GetBoolean(8));
}
