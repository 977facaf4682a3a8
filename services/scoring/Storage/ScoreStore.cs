using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>Scores of submitted revisions, and which revision of each response counts.</summary>
public sealed class ScoreStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>
    /// Adds the scores of a revision and makes it the current one, unless a later revision or a withdrawal of this one
    /// was heard of. Scores that are there already stay as they are.
    /// </summary>
    public async Task SaveAsync(
        NpgsqlTransaction transaction, ScoredResponse scored, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(Insert(scored));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO responses (id, round, municipality, revision, is_withdrawn) VALUES ($1, $2, $3, $4, false)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, is_withdrawn = false
            WHERE responses.revision < excluded.revision
            """)
        {
            Parameters =
            {
                Text(scored.ResponseId), Int(scored.Round), Text(scored.Municipality), Int(scored.Revision),
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
    /// What counts now for one municipality in a round, by the newest rule set; null when nothing does. Reads as that
    /// municipality: the rows of others are out of sight.
    /// </summary>
    public async Task<ScoredResponse?> CurrentAsync(
        string municipality, int round, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.objectives, s.suggestions
            FROM responses r
            JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE r.municipality = $1 AND r.round = $2 AND NOT r.is_withdrawn
            ORDER BY u.version DESC LIMIT 1
            """)
        {
            Parameters = { Text(municipality), Int(round) },
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Scores of one revision by the newest rule set; null when it was not scored.</summary>
    public async Task<ScoredResponse?> FindAsync(string responseId, int revision, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.objectives, s.suggestions
            FROM scores s
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE s.response_id = $1 AND s.revision = $2
            ORDER BY u.version DESC LIMIT 1
            """)
        {
            Parameters = { Text(responseId), Int(revision) },
        };
        var found = await ActingAs.Service.ReadAsync(database, query, Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>
    /// Scored revisions of a round after the one named, each by the newest rule set, in order of their key.
    /// </summary>
    public async Task<IReadOnlyList<ScoredResponse>> PageAsync(
        int round, string afterResponseId, int afterRevision, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT ON (s.response_id, s.revision)
                   s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.objectives, s.suggestions
            FROM scores s
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE s.round = $1 AND (s.response_id, s.revision) > ($2, $3)
            ORDER BY s.response_id, s.revision, u.version DESC LIMIT $4
            """)
        {
            Parameters = { Int(round), Text(afterResponseId), Int(afterRevision), Int(limit) },
        };
        return await ActingAs.Service.ReadAsync(database, query, Read, cancellationToken);
    }

    private NpgsqlBatchCommand Insert(ScoredResponse scored) => new("""
        INSERT INTO scores (response_id, revision, rule_set, round, municipality, questionnaire, generated,
                            average, band, objectives, suggestions, scored_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (response_id, revision, rule_set) DO NOTHING
        """)
    {
        Parameters =
        {
            Text(scored.ResponseId),
            Int(scored.Revision),
            Text(scored.Card.RuleSet),
            Int(scored.Round),
            Text(scored.Municipality),
            Text(scored.Questionnaire),
            Bool(scored.Generated),
            OrNull(scored.Card.Average, NpgsqlDbType.Numeric),
            OrNull(scored.Card.Band is { } band ? EnumText.Of(band) : null, NpgsqlDbType.Text),
            Json(scored.Card.Objectives, DomainJson.Options),
            Json(scored.Suggestions, DomainJson.Options),
            Time(time.GetUtcNow()),
        },
    };

    private static ScoredResponse Read(NpgsqlDataReader row)
    {
        Band? band = row.IsDBNull(8) ? null : EnumText.Parse<Band>(row.GetString(8));
        var objectives = row.Json<IReadOnlyList<ObjectiveScore>>(9, DomainJson.Options);
        return new ScoredResponse(
            row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
            new ScoreCard(row.GetString(6), row.OrNull<decimal>(7), band, objectives),
            row.Json<IReadOnlyList<Suggestion>>(10, DomainJson.Options));
    }
}
