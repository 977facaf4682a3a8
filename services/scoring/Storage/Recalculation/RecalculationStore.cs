using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>Which rounds a rule set still has to be laid on, and how far each is.</summary>
public sealed class RecalculationStore(NpgsqlDataSource database, TimeProvider time)
{
    // "recalc" in ASCII: no other lock of this database has that number.
    private const long Lock = 0x726563616c63;

    private const string Columns =
        "rule_set, round, questionnaire, total, done, after, requested_at, finished_at, problem";

    /// <summary>
    /// Asks for a recalculation of every round in which one of the rule set's questionnaires was scored. Within the
    /// transaction that publishes it, while no response can be scored.
    /// </summary>
    public async Task RequestAsync(
        NpgsqlTransaction transaction, RuleSet rules, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO recalculations (rule_set, round, questionnaire, total, requested_at)
            SELECT $1, r.round, s.questionnaire, count(DISTINCT r.id), $3
            FROM responses r
            JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
            WHERE s.questionnaire = ANY ($2) AND NOT r.is_withdrawn
            GROUP BY r.round, s.questionnaire
            """)
        {
            Parameters = { Text(rules.Id), Texts(rules.Questionnaires), Time(time.GetUtcNow()) },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the right to recalculate for as long as the connection lives; false while another replica has it.
    /// </summary>
    public static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
        command.Parameters.AddValue(Lock);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public static async Task UnlockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection);
        command.Parameters.AddValue(Lock);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What is left to do, the newest rule set and the latest round first.</summary>
    public async Task<IReadOnlyList<Recalculation>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM recalculations WHERE finished_at IS NULL ORDER BY requested_at DESC, round DESC
            """);
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>Of these rule sets every round, the latest first.</summary>
    public async Task<ILookup<string, Recalculation>> OfAsync(
        IEnumerable<string> ruleSets, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM recalculations WHERE rule_set = ANY ($1) ORDER BY round DESC
            """);
        command.Parameters.Add(Texts(ruleSets));
        return (await command.ReadAsync(Read, cancellationToken)).ToLookup(r => r.RuleSet);
    }

    /// <summary>
    /// Moves on behind a batch, within the transaction that stores it. False when someone else did meanwhile: then the
    /// batch must not be stored.
    /// </summary>
    /// <param name="transaction">Of the batch.</param>
    /// <param name="from">As it was read before the batch.</param>
    /// <param name="scored">Responses scored in the batch.</param>
    /// <param name="next">Cursor of the next batch; null when this was the last.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task<bool> AdvanceAsync(
        NpgsqlTransaction transaction, Recalculation from, int scored, string? next,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE recalculations
            SET done = done + $4, after = coalesce($5, after), problem = NULL,
                finished_at = CASE WHEN $5 IS NULL THEN $6 END
            WHERE rule_set = $1 AND round = $2 AND after = $3 AND finished_at IS NULL
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(from.RuleSet));
        command.Parameters.Add(Int(from.Round));
        command.Parameters.Add(Text(from.After));
        command.Parameters.Add(Int(scored));
        command.Parameters.Add(OrNull(next, NpgsqlDbType.Text));
        command.Parameters.Add(Time(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Notes why a try failed; the next one that succeeds takes the note away.</summary>
    public async Task NoteAsync(Recalculation recalculation, string problem, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "UPDATE recalculations SET problem = $3 WHERE rule_set = $1 AND round = $2 AND finished_at IS NULL");
        command.Parameters.Add(Text(recalculation.RuleSet));
        command.Parameters.Add(Int(recalculation.Round));
        command.Parameters.Add(Text(problem));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Recalculation Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6), row.OrNull<DateTimeOffset>(7), row.TextOrNull(8));
}
