using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads rounds and who took part in them.</summary>
public sealed class RoundStore(NpgsqlDataSource database)
{
    /// <summary>Those that exist of the years asked for, by year; others are absent.</summary>
    public async Task<IReadOnlyDictionary<int, Round>> FindAsync(
        IEnumerable<int> years, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT year, status, questionnaire_id, areas_year,
                   opens_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
                   (closes_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', generated
            FROM rounds WHERE year = ANY ($1)
            """);
        command.Parameters.AddValue(years.Distinct().ToArray());
        var found = await command.ReadAsync(Round, cancellationToken);
        return found.ToDictionary(r => r.Year);
    }

    /// <summary>
    /// The round, locked against closing until the transaction ends, so that nothing is written to a round that closes
    /// meanwhile. The moment is read once the lock is there: who waited for a closing sees that it is too late. Null
    /// when there is no such round.
    /// </summary>
    public static async Task<LockedRound?> LockAsync(
        NpgsqlTransaction transaction, int year, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH locked AS MATERIALIZED (SELECT * FROM rounds WHERE year = $1 FOR SHARE)
            SELECT year, status, questionnaire_id, areas_year,
                   opens_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
                   (closes_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam',
                   generated, clock_timestamp()
            FROM locked
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(year);
        var found = await command.ReadAsync(
            row => new LockedRound(Round(row), row.GetFieldValue<DateTimeOffset>(7)), cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>All rounds, the latest first.</summary>
    public async Task<IReadOnlyList<Round>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT year, status, questionnaire_id, areas_year,
                   opens_on::timestamp AT TIME ZONE 'Europe/Amsterdam',
                   (closes_on + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', generated
            FROM rounds ORDER BY year DESC
            """);
        return await command.ReadAsync(Round, cancellationToken);
    }

    /// <summary>
    /// Participation of each round asked for, by year. Counts over municipalities are public, so it runs as the
    /// service; all five size classes are there, also when nobody was invited.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, Participation>> ParticipationAsync(
        IEnumerable<int> years, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT r.year, c.size_class, count(m.code), count(s.municipality_code)
            FROM rounds r
            CROSS JOIN generate_series(1, 5) AS c (size_class)
            LEFT JOIN (municipality_lists l JOIN municipalities m ON m.code = l.code)
                   ON l.year = r.areas_year AND m.size_class = c.size_class
            LEFT JOIN responses s
                   ON s.round_year = r.year AND s.municipality_code = m.code AND s.submitted_revision IS NOT NULL
            WHERE r.year = ANY ($1)
            GROUP BY r.year, c.size_class
            ORDER BY r.year, c.size_class
            """)
        {
            Parameters = { Ints(years.Distinct()) },
        };
        var counts = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => (Year: row.GetInt32(0), Class: new SizeClassParticipation(
                (SizeClass)row.GetInt32(1), (int)row.GetInt64(2), (int)row.GetInt64(3))),
            cancellationToken);
        return counts.GroupBy(c => c.Year, c => c.Class).ToDictionary(g => g.Key, g => new Participation([.. g]));
    }

    private static Round Round(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        EnumText.Parse<RoundStatus>(row.GetString(1)),
        row.GetString(2),
        row.GetInt32(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.OrNull<DateTimeOffset>(5),
        row.GetBoolean(6));
}
