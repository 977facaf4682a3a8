using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>
/// The published rule sets. Never changed; a new one counts at once, so which one is current is read each time.
/// </summary>
public sealed class RuleSetStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "id, body, published_at, published_by";

    private const string SelectCurrent =
        "SELECT id FROM rule_sets WHERE $1 = ANY (questionnaires) ORDER BY version DESC LIMIT 1";

    // "rules" in ASCII: no other lock of this database has that number.
    private const long Lock = 0x72756c6573;

    /// <summary>Id of the rule set with the highest version for a questionnaire; null when there is none.</summary>
    public async Task<string?> CurrentAsync(string questionnaire, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SelectCurrent);
        command.Parameters.Add(Text(questionnaire));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>
    /// The same within a transaction, up to whose end it stays current: publishing waits for it.
    /// </summary>
    public static async Task<string?> HoldCurrentAsync(
        NpgsqlTransaction transaction, string questionnaire, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock_shared($1)")
                {
                    Parameters = { new NpgsqlParameter<long> { TypedValue = Lock } },
                },
                new NpgsqlBatchCommand(SelectCurrent) { Parameters = { Text(questionnaire) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetString(0) : null;
    }

    /// <summary>The rule set with this id; null when there is none.</summary>
    public async Task<RuleSet?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await FindAsync([id], cancellationToken)).GetValueOrDefault(id)?.Rules;

    /// <summary>The rule sets with these ids; an id that is not one is absent.</summary>
    public async Task<IReadOnlyDictionary<string, PublishedRuleSet>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM rule_sets WHERE id = ANY ($1)");
        command.Parameters.Add(Texts(ids));
        return (await command.ReadAsync(Read, cancellationToken)).ToDictionary(r => r.Rules.Id);
    }

    /// <summary>All rule sets, or those for a questionnaire, the highest version first.</summary>
    public async Task<IReadOnlyList<PublishedRuleSet>> ListAsync(
        string? questionnaire, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM rule_sets
            WHERE $1 IS NULL OR $1 = ANY (questionnaires) ORDER BY version DESC, id
            """);
        command.Parameters.Add(OrNull(questionnaire, NpgsqlDbType.Text));
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>For each questionnaire the id of its current rule set.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT ON (questionnaire) questionnaire, id
            FROM rule_sets, unnest(questionnaires) AS questionnaire
            ORDER BY questionnaire, version DESC
            """);
        var current = await command.ReadAsync(
            row => (Questionnaire: row.GetString(0), Id: row.GetString(1)), cancellationToken);
        return current.ToDictionary(c => c.Questionnaire, c => c.Id);
    }

    /// <summary>
    /// Publishes a rule set. False when it is there already with the same rules. Until the transaction ends no response
    /// is scored: what was scored before is seen here, what comes after is scored with these rules.
    /// </summary>
    /// <param name="transaction">The caller's own.</param>
    /// <param name="rules">Rules that fit their questionnaires.</param>
    /// <param name="body">Their document.</param>
    /// <param name="by">Subject of who publishes; null when seeded.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <exception cref="RuleSetPublishedException">Other rules were published under this id.</exception>
    /// <exception cref="RuleSetVersionException">A questionnaire has rules of this version or a higher one.</exception>
    public async Task<bool> AddAsync(
        NpgsqlTransaction transaction, RuleSet rules, string body, string? by, CancellationToken cancellationToken)
    {
        await using var locked = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock($1)", transaction.Connection, transaction);
        locked.Parameters.AddWithValue(Lock);
        await locked.ExecuteNonQueryAsync(cancellationToken);
        if (await IsThereAsync(transaction, rules, body, cancellationToken))
        {
            return false;
        }

        await RequireNewestAsync(transaction, rules, cancellationToken);
        await using var command = new NpgsqlCommand("""
            INSERT INTO rule_sets (id, version, questionnaires, body, published_at, published_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(rules.Id));
        command.Parameters.Add(Int(rules.Version));
        command.Parameters.Add(Texts(rules.Questionnaires));
        command.Parameters.Add(OrNull(body, NpgsqlDbType.Jsonb));
        command.Parameters.Add(Time(time.GetUtcNow()));
        command.Parameters.Add(OrNull(by, NpgsqlDbType.Text));
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> IsThereAsync(
        NpgsqlTransaction transaction, RuleSet rules, string body, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT body = $2 FROM rule_sets WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.Add(Text(rules.Id));
        command.Parameters.Add(OrNull(body, NpgsqlDbType.Jsonb));
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => false,
            true => true,
            _ => throw new RuleSetPublishedException(rules.Id),
        };
    }

    private static async Task RequireNewestAsync(
        NpgsqlTransaction transaction, RuleSet rules, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT id, version FROM rule_sets WHERE questionnaires && $1 AND version >= $2 ORDER BY version DESC LIMIT 1
            """, transaction.Connection, transaction);
        command.Parameters.Add(Texts(rules.Questionnaires));
        command.Parameters.Add(Int(rules.Version));
        var newer = await command.ReadAsync(row => (row.GetString(0), row.GetInt32(1)), cancellationToken);
        if (newer is [var (id, version)])
        {
            throw new RuleSetVersionException(rules.Version, id, version);
        }
    }

    private static PublishedRuleSet Read(NpgsqlDataReader row) => new(
        RuleSet.Parse(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), row.TextOrNull(3));
}

/// <summary>A rule set and its publication.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="PublishedAt">Since when they may be used.</param>
/// <param name="PublishedBy">Subject of who published them; null when seeded.</param>
public sealed record PublishedRuleSet(RuleSet Rules, DateTimeOffset PublishedAt, string? PublishedBy);
