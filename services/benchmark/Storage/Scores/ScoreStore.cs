using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Projection of scoring's scores, and which revision of each response counts.</summary>
public sealed class ScoreStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Saves the scores of revisions, each another one (a newer rule set replaces them), and makes each the current one
    /// of its response, unless a later revision or a withdrawal of this one was heard of. One statement for each table
    /// however many there are.
    /// </summary>
    public async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Scores> scores, CancellationToken cancellationToken)
    {
        var last = scores.GroupBy(s => s.ResponseId).Select(g => g.MaxBy(s => s.Revision)!)
            .OrderBy(s => s.ResponseId, StringComparer.Ordinal).ToList();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO scores
                (response_id, revision, round, municipality, rule_set, generated, average, band, objectives)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) ORDER BY 1, 2
            ON CONFLICT (response_id, revision) DO UPDATE SET rule_set = excluded.rule_set,
                average = excluded.average, band = excluded.band, objectives = excluded.objectives
            """)
        {
            Parameters =
            {
                Texts(scores.Select(s => s.ResponseId)), Ints(scores.Select(s => s.Revision)),
                Ints(scores.Select(s => s.Round)), Texts(scores.Select(s => s.Municipality)),
                Texts(scores.Select(s => s.RuleSet)),
                new NpgsqlParameter<bool[]> { TypedValue = [.. scores.Select(s => s.Generated)] },
                new NpgsqlParameter<decimal?[]> { TypedValue = [.. scores.Select(s => s.Average)] },
                TextsOrNull(scores.Select(s => s.Band is { } band ? EnumText.Of(band) : null)),
                Jsons(scores.Select(s => s.Objectives)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO responses (id, round, municipality, revision, is_withdrawn)
            SELECT id, round, municipality, revision, false
            FROM unnest($1, $2, $3, $4) AS each (id, round, municipality, revision)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, is_withdrawn = false
            WHERE responses.revision < excluded.revision
            """)
        {
            Parameters =
            {
                Texts(last.Select(s => s.ResponseId)), Ints(last.Select(s => s.Round)),
                Texts(last.Select(s => s.Municipality)), Ints(last.Select(s => s.Revision)),
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
        var query = new NpgsqlBatchCommand("""
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
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
        return found.ToDictionary(s => s.Round);
    }

    /// <summary>The scores of exactly the accepted revisions of a round, as far as they are here.</summary>
    /// <param name="round">Year.</param>
    /// <param name="withoutWithdrawn">Leaves out what was withdrawn after the round closed.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task<IReadOnlyList<Scores>> AcceptedAsync(
        int round, bool withoutWithdrawn, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round, s.municipality, s.rule_set, s.generated,
                   s.average, s.band, s.objectives
            FROM accepted_responses a
            JOIN scores s USING (response_id, revision)
            WHERE a.round = $1
              AND NOT ($2 AND EXISTS (SELECT FROM responses r WHERE r.id = a.response_id AND r.is_withdrawn))
            ORDER BY s.municipality
            """)
        {
            Parameters = { Int(round), Bool(withoutWithdrawn) },
        };
        return await ActingAs.Service.ReadAsync(database, query, Read, cancellationToken);
    }

    private static NpgsqlParameter Jsons<T>(IEnumerable<T> values) => new()
    {
        Value = values.Select(value => JsonSerializer.Serialize(value, StoredJson.Form)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };

    private static Scores Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
        row.OrNull<decimal>(6), row.IsDBNull(7) ? null : EnumText.Parse<Band>(row.GetString(7)),
        row.Json<IReadOnlyList<ScoresOfObjective>>(8, StoredJson.Form));
}
