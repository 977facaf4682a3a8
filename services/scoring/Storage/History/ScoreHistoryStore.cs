using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>Reads what counts for a municipality in all rounds.</summary>
public sealed class ScoreHistoryStore(NpgsqlDataSource database)
{
    /// <summary>
    /// The own scores of each round by the newest rule set, in order of the rounds. Reads as that municipality: the
    /// rows of others are out of sight.
    /// </summary>
    public async Task<IReadOnlyList<RoundScores>> OwnAsync(string municipality, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT ON (r.round)
                   r.round, s.questionnaire, s.rule_set, s.generated, s.average, s.band, s.themes, s.objectives
            FROM responses r
            JOIN scores s ON (s.response_id, s.revision) = (r.id, r.revision)
            JOIN rule_sets u ON u.id = s.rule_set
            WHERE r.municipality = $1 AND NOT r.is_withdrawn
            ORDER BY r.round, u.version DESC
            """)
        {
            Parameters = { Text(municipality) },
        };
        return await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
    }

    private static RoundScores Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetString(2),
        row.GetBoolean(3),
        Derived: null,
        row.OrNull<decimal>(4),
        row.IsDBNull(5) ? null : EnumText.Parse<Band>(row.GetString(5)),
        row.Json<IReadOnlyList<ThemeScore>>(6, DomainJson.Options),
        [
            .. row.Json<IReadOnlyList<ObjectiveScore>>(7, DomainJson.Options).Select(o => new RoundObjective(
                o.Objective, o.Anchoring, o.Content, o.Reach, o.Band, Derived: null)),
        ]);
}
