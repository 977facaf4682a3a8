using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>The domains of municipalities' addresses, as the institute keeps them.</summary>
public sealed class EmailDomainStore(NpgsqlDataSource database)
{
    /// <summary>Whether an address with this domain, or one below it, is the municipality's.</summary>
    public static async Task<bool> IsKnownAsync(
        NpgsqlTransaction transaction, string municipality, string domain, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM email_domains WHERE municipality_code = $1 AND domain = ANY ($2))",
            transaction.Connection, transaction);
        command.Parameters.AddValue(municipality);
        command.Parameters.Add(Texts(EmailDomain.Above(domain)));
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The domains of a municipality, or of all (null), by municipality and domain.</summary>
    public async Task<IReadOnlyList<EmailDomain>> ListAsync(string? municipality, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT municipality_code, domain, added_at, is_demonstration FROM email_domains
            WHERE $1 IS NULL OR municipality_code = $1 ORDER BY municipality_code, domain
            """);
        command.Parameters.AddValue<string?>(municipality);
        return await command.ReadAsync(
            row => new EmailDomain(
                row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3)),
            cancellationToken);
    }

    /// <summary>Adds domains; those that are there stay as they are.</summary>
    public static async Task<int> AddAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<EmailDomain> domains,
        string by,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO email_domains (municipality_code, domain, added_at, added_by, is_demonstration)
            SELECT d.municipality, d.domain, d.at, $1, d.demonstration
            FROM unnest($2, $3, $4, $5) AS d (municipality, domain, at, demonstration)
            ORDER BY 1, 2
            ON CONFLICT DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(by);
        command.Parameters.Add(Texts(domains.Select(d => d.MunicipalityCode)));
        command.Parameters.Add(Texts(domains.Select(d => d.Domain)));
        command.Parameters.AddValue(domains.Select(d => d.AddedAt.UtcDateTime).ToArray());
        command.Parameters.AddValue(domains.Select(d => d.Demonstration).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<bool> RemoveAsync(
        NpgsqlTransaction transaction, string municipality, string domain, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM email_domains WHERE municipality_code = $1 AND domain = $2",
            transaction.Connection, transaction);
        command.Parameters.AddValue(municipality);
        command.Parameters.AddValue(domain);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
