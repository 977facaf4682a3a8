using Monitor.Benchmark.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Benchmark.Storage.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Projection of scoring's scores, and which revision of each response counts.</summary>
public sealed class ScoreStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Saves the scores of a revision (a newer rule set replaces them) and makes it the current one, unless a later
    /// revision or a withdrawal of this one was heard of.
    /// </summary>
    public async Task SaveAsync(NpgsqlTransaction transaction, Scores scores, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO scores
                (response_id, revision, round, municipality, rule_set, generated, average, band, objectives)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (response_id, revision) DO UPDATE SET rule_set = excluded.rule_set,
                average = excluded.average, band = excluded.band, objectives = excluded.objectives
            """)
        {
            Parameters =
            {
                Text(scores.ResponseId), Int(scores.Revision), Int(scores.Round), Text(scores.Municipality),
                Text(scores.RuleSet), Bool(scores.Generated), OrNull(scores.Average, NpgsqlDbType.Numeric),
                OrNull(scores.Band is { } band ? Name(band) : null, NpgsqlDbType.Text), Json(scores.Objectives),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO responses (id, round, municipality, revision, is_withdrawn) VALUES ($1, $2, $3, $4, false)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, is_withdrawn = false
            WHERE responses.revision < excluded.revision
            """)
        {
            Parameters =
            {
                Text(scores.ResponseId), Int(scores.Round), Text(scores.Municipality), Int(scores.Revision),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes the response count no more, unless a later revision was heard of.</summary>
    public async Task WithdrawAsync(
        NpgsqlTransaction transaction, string responseId, int revision, int round, string municipality,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO responses (id, round, municipality, revision, is_withdrawn) VALUES ($1, $2, $3, $4, true)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, is_withdrawn = true
            WHERE responses.revision <= excluded.revision
            """)
        {
            Parameters = { Text(responseId), Int(round), Text(municipality), Int(revision) },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// What counts now for one municipality in these rounds, by round; a round without is absent. Reads as that
    /// municipality: the rows of others are out of sight.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, Scores>> CurrentAsync(
        string municipality, IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(ActingAs.Municipality(municipality), new NpgsqlBatchCommand("""
            SELECT DISTINCT ON (s.round)
                   s.response_id, s.revision, s.round, s.municipality, s.rule_set, s.generated,
                   s.average, s.band, s.objectives
            FROM responses r
            JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
            WHERE r.municipality = $1 AND r.round = ANY ($2) AND NOT r.is_withdrawn
            ORDER BY s.round, s.response_id
            """)
        {
            Parameters = { Text(municipality), Ints(rounds) },
        }, cancellationToken);
        return found.ToDictionary(s => s.Round);
    }

    /// <summary>The scores of exactly the accepted revisions of a round, as far as they are here.</summary>
    public Task<IReadOnlyList<Scores>> AcceptedAsync(int round, CancellationToken cancellationToken) =>
        QueryAsync(ActingAs.Service, new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.rule_set, s.generated,
                   s.average, s.band, s.objectives
            FROM accepted_responses a
            JOIN scores s USING (response_id, revision)
            WHERE a.round = $1
            ORDER BY s.municipality
            """)
        {
            Parameters = { Int(round) },
        }, cancellationToken);

    private async Task<IReadOnlyList<Scores>> QueryAsync(
        ActingAs acting, NpgsqlBatchCommand query, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(acting.Command());
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = new List<Scores>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new Scores(
                reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4),
                reader.GetBoolean(5), reader.IsDBNull(6) ? null : reader.GetDecimal(6),
                reader.IsDBNull(7) ? null : Value<Band>(reader.GetString(7)),
                FromJson<IReadOnlyList<ScoresOfObjective>>(reader.GetString(8))));
        }

        return found;
    }
}
