using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Reads the tips that may fit a reader: on each objective those found most useful, and the newest.</summary>
public sealed class FittingTipStore(NpgsqlDataSource database)
{
    private const int MostOfEach = 40;

    /// <summary>The tips on all objectives asked for, without the reader's own, and the reader's size class.</summary>
    public async Task<(ILookup<string, TipCandidate> Tips, string? SizeClass)> CandidatesAsync(
        IEnumerable<string> objectives, Reader reader, CancellationToken cancellationToken)
    {
        const string Lists = $"""
            SELECT * FROM readable_topics
            WHERE objective_id = asked.objective AND kind = 'TIP' AND {Readable.IsOut} AND author <> $1
            """;
        var query = new NpgsqlBatchCommand($"""
            SELECT t.id, asked.objective, t.author, t.municipality_code, t.size_class, t.shown_as,
                   ARRAY[t.region_code, c.region_code],
                   t.posted_at, t.useful_count, own.size_class
            FROM unnest($2) AS asked (objective)
            CROSS JOIN LATERAL (
                ({Lists} ORDER BY useful_count DESC, posted_at DESC, id DESC LIMIT $3)
                UNION
                ({Lists} ORDER BY posted_at DESC, id DESC LIMIT $3)) t
            JOIN categories c ON c.id = t.category_id
            LEFT JOIN municipalities own ON own.code = $4
            """)
        {
            Parameters =
            {
                Id(reader.Member),
                Texts(objectives.Where(Objective.IsId).Distinct()),
                Int(MostOfEach),
                OrNull(reader.Municipality, NpgsqlTypes.NpgsqlDbType.Text),
            },
        };
        string? sizeClass = null;
        var found = await reader.ReadAsync(
            database,
            query,
            row =>
            {
                sizeClass = row.TextOrNull(9);
                return new TipCandidate(
                    row.GetGuid(0), row.GetString(1), TopicRow.AuthorshipOf(row, 2, postedAt: 7), row.GetInt32(8));
            },
            cancellationToken);
        return (found.ToLookup(tip => tip.Objective), sizeClass);
    }
}
