using System.Text.Json;
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
        batch.BatchCommands.Add(Insert([scored]));
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

    /// <summary>
    /// Adds scores beside those that are there; which revision counts stays as it is. Scores of the same revision by
    /// the same rule set stay as they are.
    /// </summary>
    public async Task AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<ScoredResponse> scored, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(Insert(scored));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The revision that counts, of each of these responses that was heard of and is not withdrawn.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountingAsync(
        IEnumerable<string> responses, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(
            "SELECT id, revision FROM responses WHERE id = ANY ($1) AND NOT is_withdrawn")
        {
            Parameters = { Texts(responses) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database, query, row => (Id: row.GetString(0), Revision: row.GetInt32(1)), cancellationToken);
        return found.ToDictionary(r => r.Id, r => r.Revision);
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
    public Task<ScoredResponse?> CurrentAsync(
        string municipality, int round, CancellationToken cancellationToken) =>
        CurrentAsync(municipality, round, ruleSet: null, cancellationToken);

    /// <summary>The same by one rule set; null when it was not scored by that.</summary>
    public async Task<ScoredResponse?> CurrentAsync(
        string municipality, int round, string? ruleSet, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.themes, s.objectives, s.suggestions
            FROM responses r
            JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE r.municipality = $1 AND r.round = $2 AND NOT r.is_withdrawn AND ($3 IS NULL OR s.rule_set = $3)
            ORDER BY u.version DESC LIMIT 1
            """)
        {
            Parameters = { Text(municipality), Int(round), OrNull(ruleSet, NpgsqlDbType.Text) },
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>
    /// The municipalities whose score of an objective is red or orange in the last round of theirs that counts, by the
    /// newest rule set.
    /// </summary>
    public Task<List<string>> WeakAsync(string objective, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT last.municipality
            FROM (
                SELECT DISTINCT ON (r.municipality) r.municipality, s.objectives
                FROM responses r
                JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
                JOIN rule_sets u ON u.id = s.rule_set
                WHERE NOT r.is_withdrawn
                ORDER BY r.municipality, r.round DESC, u.version DESC) last
            WHERE EXISTS (
                SELECT FROM jsonb_array_elements(last.objectives) o
                WHERE o ->> 'objective' = $1 AND o ->> 'band' IN ('RED', 'ORANGE'))
            """)
        {
            Parameters = { Text(objective) },
        };
        return ActingAs.Service.ReadAsync(database, query, row => row.GetString(0), cancellationToken);
    }

    /// <summary>Scores of one revision by the newest rule set; null when it was not scored.</summary>
    public async Task<ScoredResponse?> FindAsync(string responseId, int revision, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.themes, s.objectives, s.suggestions
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

    /// <summary>As the other for many revisions; one that was not scored is absent.</summary>
    public async Task<IReadOnlyList<ScoredResponse>> FindAsync(
        IReadOnlyCollection<RevisionKey> wanted, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT ON (s.response_id, s.revision)
                   s.response_id, s.revision, s.round, s.municipality, s.questionnaire, s.generated,
                   s.rule_set, s.average, s.band, s.themes, s.objectives, s.suggestions
            FROM unnest($1, $2) AS wanted (response_id, revision)
            JOIN scores s USING (response_id, revision)
            JOIN rule_sets u ON u.id = s.rule_set
            ORDER BY s.response_id, s.revision, u.version DESC
            """)
        {
            Parameters = { Texts(wanted.Select(w => w.ResponseId)), Ints(wanted.Select(w => w.Revision)) },
        };
        return await ActingAs.Service.ReadAsync(database, query, Read, cancellationToken);
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
                   s.rule_set, s.average, s.band, s.themes, s.objectives, s.suggestions
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

    private NpgsqlBatchCommand Insert(IReadOnlyList<ScoredResponse> scored) => new("""
        INSERT INTO scores (response_id, revision, rule_set, round, municipality, questionnaire, generated,
                            average, band, themes, objectives, suggestions, scored_at)
        SELECT *, $13
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (response_id, revision, rule_set) DO NOTHING
        """)
    {
        Parameters =
        {
            Texts(scored.Select(s => s.ResponseId)),
            Ints(scored.Select(s => s.Revision)),
            Texts(scored.Select(s => s.Card.RuleSet)),
            Ints(scored.Select(s => s.Round)),
            Texts(scored.Select(s => s.Municipality)),
            Texts(scored.Select(s => s.Questionnaire)),
            new NpgsqlParameter<bool[]> { TypedValue = [.. scored.Select(s => s.Generated)] },
            new NpgsqlParameter<decimal?[]> { TypedValue = [.. scored.Select(s => s.Card.Average)] },
            TextsOrNull(scored.Select(s => s.Card.Band is { } band ? EnumText.Of(band) : null)),
            Jsons(scored, s => s.Card.Themes),
            Jsons(scored, s => s.Card.Objectives),
            Jsons(scored, s => s.Suggestions),
            Time(time.GetUtcNow()),
        },
    };

    private static NpgsqlParameter Jsons<T>(
        IReadOnlyList<ScoredResponse> scored, Func<ScoredResponse, T> value) => new()
    {
        Value = scored.Select(s => JsonSerializer.Serialize(value(s), DomainJson.Options)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };

    private static ScoredResponse Read(NpgsqlDataReader row)
    {
        Band? band = row.IsDBNull(8) ? null : EnumText.Parse<Band>(row.GetString(8));
        var themes = row.Json<IReadOnlyList<ThemeScore>>(9, DomainJson.Options);
        var objectives = row.Json<IReadOnlyList<ObjectiveScore>>(10, DomainJson.Options);
        return new ScoredResponse(
            row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
            new ScoreCard(row.GetString(6), row.OrNull<decimal>(7), band, themes, objectives),
            row.Json<IReadOnlyList<Suggestion>>(11, DomainJson.Options));
    }
}
