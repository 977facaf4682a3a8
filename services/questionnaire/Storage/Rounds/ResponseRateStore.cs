using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>How far each municipality invited is; for the institute, so it reads as the service.</summary>
public sealed class ResponseRateStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Those invited to each round asked for, by name; a round without any is absent. Classes are as for participation.
    /// </summary>
    public async Task<ILookup<int, InvitedProgress>> FindAsync(
        IEnumerable<Round> rounds, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT i.round_year, i.municipality_code, l.size_class,
                   CASE WHEN s.id IS NOT NULL
                        THEN coalesce((SELECT min(changed_at) FROM response_changes WHERE response_id = s.id),
                                      s.submitted_at, i.invited_at) END,
                   CASE WHEN s.submitted_revision IS NOT NULL
                        THEN (SELECT min(submitted_at) FROM submissions WHERE response_id = s.id) END,
                   coalesce((SELECT objectives IS NOT NULL FROM submissions
                             WHERE response_id = s.id AND revision = s.submitted_revision), false)
            FROM rounds r
            JOIN invited i ON i.round_year = r.year
            JOIN municipalities m ON m.code = i.municipality_code
            LEFT JOIN municipality_lists l ON l.year = greatest(r.areas_year, $2) AND l.code = i.municipality_code
            LEFT JOIN responses s ON s.round_year = r.year AND s.municipality_code = i.municipality_code
            WHERE r.year = ANY ($1)
            ORDER BY r.year, m.sort_name, m.code
            """)
        {
            Parameters = { Ints(rounds.Select(r => r.Year).Distinct()), Int(MunicipalityStore.CurrentYear) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => (Year: row.GetInt32(0), Progress: new InvitedProgress(
                row.GetString(1),
                (SizeClass?)row.OrNull<short>(2),
                Day(row.OrNull<DateTimeOffset>(3)),
                Day(row.OrNull<DateTimeOffset>(4)),
                row.GetBoolean(5))),
            cancellationToken);
        return found.ToLookup(f => f.Year, f => f.Progress);
    }

    /// <summary>
    /// Those invited to each round who have no contact to write to, by name; a round with none of them is absent.
    /// </summary>
    public async Task<ILookup<int, string>> WithoutContactAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT i.round_year, i.municipality_code
            FROM invited i JOIN municipalities m ON m.code = i.municipality_code
            WHERE i.round_year = ANY ($1)
              AND NOT EXISTS (SELECT FROM contacts c WHERE c.municipality_code = i.municipality_code)
            ORDER BY i.round_year, m.sort_name, m.code
            """)
        {
            Parameters = { Ints(rounds.Distinct()) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database, query, row => (Year: row.GetInt32(0), Code: row.GetString(1)), cancellationToken);
        return found.ToLookup(f => f.Year, f => f.Code);
    }

    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } m ? DutchTime.DayOf(m) : null;
}
