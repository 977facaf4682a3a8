using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Who took part in rounds. Counts over municipalities are public, so it reads as the service.</summary>
public sealed class ParticipationStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Participation of each round asked for, by year; also of one to which nobody was invited. Classes are those of
    /// the current list, or of the round's own if that is later, so that rounds compare: the report divides 2014 so.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, Participation>> FindAsync(
        IEnumerable<int> years, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT r.year, l.size_class, count(i.municipality_code), count(s.municipality_code)
            FROM rounds r
            LEFT JOIN invited i ON i.round_year = r.year
            LEFT JOIN municipality_lists l ON l.year = greatest(r.areas_year, $2) AND l.code = i.municipality_code
            LEFT JOIN responses s
                   ON s.round_year = r.year AND s.municipality_code = i.municipality_code
                      AND s.submitted_revision IS NOT NULL
            WHERE r.year = ANY ($1)
            GROUP BY r.year, l.size_class
            """)
        {
            Parameters = { Ints(years.Distinct()), Int(MunicipalityStore.CurrentYear) },
        };
        var counts = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => (
                Year: row.GetInt32(0),
                Class: (SizeClass?)row.OrNull<short>(1),
                Counts: new ParticipationCounts((int)row.GetInt64(2), (int)row.GetInt64(3))),
            cancellationToken);
        return counts.GroupBy(c => c.Year).ToDictionary(
            g => g.Key,
            g => Participation.Of(g.ToLookup(c => c.Class, c => c.Counts)));
    }
}
