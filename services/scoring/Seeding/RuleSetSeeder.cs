using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Seeding;

/// <summary>Publishes the rule sets of <c>seeds/rulesets</c> that are not there yet.</summary>
public sealed class RuleSetSeeder(
    NpgsqlDataSource database, RuleSetStore ruleSets, Outbox outbox, ILogger<RuleSetSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "rulesets"), "*.json").Order())
        {
            await PublishAsync(await File.ReadAllTextAsync(file, cancellationToken), cancellationToken);
        }
    }

    private async Task PublishAsync(string body, CancellationToken cancellationToken)
    {
        var rules = RuleSet.Parse(body);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await ruleSets.AddAsync(transaction, rules, body, cancellationToken))
        {
            return;
        }

        await outbox.AddAsync(
            transaction, RuleSetPublished.Topic, new RuleSetPublished(rules.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.RuleSetPublished(rules.Id);
    }
}
