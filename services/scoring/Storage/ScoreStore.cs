using System.Text.Json;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;

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
        var found = await QueryAsync(ActingAs.Municipality(municipality), new NpgsqlBatchCommand("""
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
        }, cancellationToken);
        return found is [var current] ? current : null;
    }

    /// <summary>Scores of one revision by the newest rule set; null when it was not scored.</summary>
    public async Task<ScoredResponse?> FindAsync(string responseId, int revision, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(ActingAs.Service, new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.objectives, s.suggestions
            FROM scores s
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE s.response_id = $1 AND s.revision = $2
            ORDER BY u.version DESC LIMIT 1
            """)
        {
            Parameters = { Text(responseId), Int(revision) },
        }, cancellationToken);
        return found is [var one] ? one : null;
    }

    /// <summary>
    /// Scored revisions of a round after the one named, each by the newest rule set, in order of their key.
    /// </summary>
    public Task<IReadOnlyList<ScoredResponse>> PageAsync(
        int round, string afterResponseId, int afterRevision, int limit, CancellationToken cancellationToken) =>
        QueryAsync(ActingAs.Service, new NpgsqlBatchCommand("""
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
        }, cancellationToken);

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
            new NpgsqlParameter<bool> { TypedValue = scored.Generated },
            OrNull(scored.Card.Average, NpgsqlDbType.Numeric),
            OrNull(scored.Card.Band?.ToString().ToUpperInvariant(), NpgsqlDbType.Text),
            Json(scored.Card.Objectives),
            Json(scored.Suggestions),
            new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime },
        },
    };

    private async Task<IReadOnlyList<ScoredResponse>> QueryAsync(
        ActingAs acting, NpgsqlBatchCommand query, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(acting.Command());
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = new List<ScoredResponse>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(Read(reader));
        }

        return found;
    }

    private static ScoredResponse Read(NpgsqlDataReader row)
    {
        decimal? average = row.IsDBNull(7) ? null : row.GetDecimal(7);
        Band? band = row.IsDBNull(8) ? null : Enum.Parse<Band>(row.GetString(8), ignoreCase: true);
        var card = new ScoreCard(row.GetString(6), average, band, FromJson<ObjectiveScore>(row.GetString(9)));
        return new ScoredResponse(
            row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
            card, FromJson<Suggestion>(row.GetString(10)));
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Int(int value) => new() { TypedValue = value };

    private static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter Json<T>(T value) =>
        new() { Value = JsonSerializer.Serialize(value, DomainJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static IReadOnlyList<T> FromJson<T>(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<T>>(json, DomainJson.Options)!;
}
