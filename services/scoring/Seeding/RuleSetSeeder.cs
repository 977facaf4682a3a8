using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Npgsql;

namespace Monitor.Scoring.Seeding;

/// <summary>
/// Publishes the rule sets of <c>seeds/rulesets</c> that are not there yet, the lowest version first. What was scored
/// before is scored again beside it, by the service.
/// </summary>
public sealed class RuleSetSeeder(
    NpgsqlDataSource database, RuleSetPublisher publisher, ILogger<RuleSetSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var found = new List<(RuleSet Rules, string Body)>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "rulesets"), "*.json").Order())
        {
            var body = await File.ReadAllTextAsync(file, cancellationToken);
            found.Add((RuleSet.Parse(body), body));
        }

        foreach (var (rules, body) in found.OrderBy(f => f.Rules.Version))
        {
            await RequireFitAsync(rules, folder, cancellationToken);
            await PublishAsync(rules, body, cancellationToken);
        }
    }

    private static async Task RequireFitAsync(RuleSet rules, string folder, CancellationToken cancellationToken)
    {
        foreach (var id in rules.Questionnaires)
        {
            var file = Path.Combine(folder, "questionnaires", $"{id}.json");
            if (File.Exists(file)
                && RuleSetCheck.FaultsOf(
                    rules, Questionnaire.Parse(await File.ReadAllTextAsync(file, cancellationToken)))
                    is { Count: > 0 } faults)
            {
                throw new RuleSetRefusedException(faults);
            }
        }
    }

    private async Task PublishAsync(RuleSet rules, string body, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await publisher.PublishAsync(transaction, rules, body, by: null, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
            log.RuleSetPublished(rules.Id);
        }
    }
}
