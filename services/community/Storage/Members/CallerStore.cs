using System.Security.Cryptography;
using System.Text;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Who a checked outer token belongs to, and what they may.</summary>
public sealed class CallerStore(NpgsqlDataSource database, ErasedSubjectStore erased, TimeProvider time)
{
    /// <summary>
    /// The account of this person; one that was never seen is made, so that it can ask for access. Many at once make
    /// one. Of someone who was erased a moment ago none is made: they may nothing, and are known as nobody.
    /// </summary>
    public async Task<KnownCaller> PersonAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        if (await FindPersonAsync(issuer, subject, cancellationToken) is { } known)
        {
            return known;
        }

        if (await erased.FindAsync(issuer, subject, cancellationToken) is { } nobody)
        {
            return new KnownCaller(nobody, null, [], null, 0);
        }

        await using (var service = await ActingAs.Service.BeginAsync(database, cancellationToken))
        {
            await AddAccountAsync(service, issuer, subject, time.GetUtcNow(), cancellationToken);
            await service.CommitAsync(cancellationToken);
        }

        return await FindPersonAsync(issuer, subject, cancellationToken)
            ?? throw new InvalidOperationException("An account vanished while it was made.");
    }

    /// <summary>
    /// A registered machine. One that is revoked, or was never registered, may nothing; it is not kept, and known by a
    /// digest of what it calls itself.
    /// </summary>
    public async Task<KnownCaller> MachineAsync(string issuer, string client, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, municipality_code, CASE WHEN revoked_at IS NULL THEN scopes ELSE '{}' END, revision
            FROM machines WHERE issuer = $1 AND client_id = $2
            ORDER BY revoked_at DESC NULLS FIRST LIMIT 1
            """)
        {
            Parameters = { Text(issuer), Text(client) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new KnownCaller(
                row.GetGuid(0), row.TextOrNull(1), [], row.GetFieldValue<string[]>(2), row.GetInt32(3)),
            cancellationToken);
        return found is [var machine] ? machine : new KnownCaller(Unregistered(issuer, client), null, [], [], 0);
    }

    /// <summary>Whether the account is there; others of the same account wait until the transaction ends.</summary>
    public static async Task<bool> HoldAccountAsync(
        ActingTransaction service, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT true FROM accounts WHERE id = $1 FOR UPDATE", service.Connection, service.Transaction);
        command.Parameters.AddValue(id);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The account of this person, made where it is not there yet; held until the transaction ends.</summary>
    public static async Task<Guid> HoldAccountAsync(
        ActingTransaction service, string issuer, string subject, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await AddAccountAsync(service, issuer, subject, now, cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT id FROM accounts WHERE issuer = $1 AND subject = $2 FOR UPDATE",
            service.Connection, service.Transaction);
        command.Parameters.AddValue(issuer);
        command.Parameters.AddValue(subject);
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<KnownCaller?> FindPersonAsync(
        string issuer, string subject, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT a.id, CASE WHEN m.status = 'ACTIVE' THEN m.municipality_code END, coalesce(m.roles, '{}'),
                   coalesce(m.revision, 0)
            FROM accounts a LEFT JOIN members m ON m.id = a.id
            WHERE a.issuer = $1 AND a.subject = $2
            """)
        {
            Parameters = { Text(issuer), Text(subject) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new KnownCaller(
                row.GetGuid(0), row.TextOrNull(1), row.GetFieldValue<string[]>(2), null, row.GetInt32(3)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    private static async Task AddAccountAsync(
        ActingTransaction service, string issuer, string subject, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO accounts (id, issuer, subject, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT (issuer, subject) DO NOTHING
            """, service.Connection, service.Transaction);
        command.Parameters.AddValue(Guid.NewGuid());
        command.Parameters.AddValue(issuer);
        command.Parameters.AddValue(subject);
        command.Parameters.AddValue(now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // U+0000 stands in neither, as PostgreSQL took them: two pairs never make one text.
    private static Guid Unregistered(string issuer, string client) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"machine\0{issuer}\0{client}")).AsSpan(0, 16));
}
