using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Adds a plausible domain for every municipality: its name and <c>.nl</c>, but where
/// <c>seeds/community/domains.json</c> says otherwise. None was looked up; all are marked as demonstration, and there
/// are none without personas.
/// </summary>
public sealed class EmailDomainSeeder(
    NpgsqlDataSource database, IOptions<MemberOptions> options, ILogger<EmailDomainSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        if (options.Value.PersonaIssuer is null)
        {
            return;
        }

        await using var text = File.OpenRead(Path.Combine(folder, "community", "domains.json"));
        var file = await JsonSerializer.DeserializeAsync<DomainsFile>(
            text, JsonSerializerOptions.Web, cancellationToken);
        if (!file!.Demonstration)
        {
            throw new FormatException("domains.json is not marked as demonstration: nobody looked its domains up.");
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await EmailDomainStore.AddAsync(
            transaction, [.. file.DomainsOf(SeedAreas.Read(folder))], "seed", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.DomainsSeeded(added);
    }

    private sealed record DomainsFile(
        bool Demonstration,
        DateTimeOffset Since,
        string End,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Others)
    {
        public IEnumerable<EmailDomain> DomainsOf(KnownAreas areas) =>
            from municipality in areas.Municipalities
            where municipality.IsCurrent
            from domain in Others.GetValueOrDefault(municipality.Code) ?? [LabelOf(municipality.Name!) + End]
            select new EmailDomain(municipality.Code, EmailDomain.Checked(domain), Since, Demonstration: true);

        /// <summary>"Bergen (NH.)" is bergen-nh, "Súdwest-Fryslân" sudwestfryslan.</summary>
        private static string LabelOf(string name)
        {
            var label = new StringBuilder();
            foreach (var unit in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            {
                if (char.IsAsciiLetterLower(unit))
                {
                    label.Append(unit);
                }
                else if (unit == '(')
                {
                    label.Append('-');
                }
            }

            return label.ToString();
        }
    }
}
