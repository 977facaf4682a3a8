using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>The published rule sets. Never changed; a new one counts at once, so they are read each time.</summary>
public sealed class RuleSetStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The rule set with the highest version for a questionnaire; null when there is none.</summary>
    public async Task<RuleSet?> CurrentAsync(string questionnaire, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT body FROM rule_sets WHERE $1 = ANY (questionnaires) ORDER BY version DESC LIMIT 1
            """);
        command.Parameters.Add(Text(questionnaire));
        return await command.ExecuteScalarAsync(cancellationToken) is string body ? RuleSet.Parse(body) : null;
    }

    /// <summary>The rule set with this id; null when there is none.</summary>
    public async Task<RuleSet?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT body FROM rule_sets WHERE id = $1");
        command.Parameters.Add(Text(id));
        return await command.ExecuteScalarAsync(cancellationToken) is string body ? RuleSet.Parse(body) : null;
    }

    /// <summary>Publishes a rule set. False when it is there already with the same rules.</summary>
    /// <exception cref="InvalidOperationException">Other rules were published under this id.</exception>
    public async Task<bool> AddAsync(
        NpgsqlTransaction transaction, RuleSet rules, string body, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO rule_sets (id, version, questionnaires, body, published_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(rules.Id));
        command.Parameters.Add(Int(rules.Version));
        command.Parameters.Add(Texts(rules.Questionnaires));
        command.Parameters.Add(OrNull(body, NpgsqlDbType.Jsonb));
        command.Parameters.Add(Time(time.GetUtcNow()));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1)
        {
            return true;
        }

        await using var compare = new NpgsqlCommand(
            "SELECT body = $2 FROM rule_sets WHERE id = $1", transaction.Connection, transaction);
        compare.Parameters.Add(Text(rules.Id));
        compare.Parameters.Add(OrNull(body, NpgsqlDbType.Jsonb));
        return await compare.ExecuteScalarAsync(cancellationToken) is true
            ? false
            : throw new InvalidOperationException(
                $"Rule set {rules.Id} was published with other rules: give the new rules a new id.");
    }
}
