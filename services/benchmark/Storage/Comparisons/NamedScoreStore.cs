using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A list of names in a release.</summary>
/// <param name="Release">Id.</param>
/// <param name="Kind">The consent by which they stand in the list.</param>
/// <param name="SizeClass">Only those of this group; null: whatever size.</param>
/// <param name="Region">Only those of this region by the current division; null: wherever.</param>
/// <param name="Objective">The points are of this one; null: the average over objectives.</param>
/// <param name="Components">The parts that count.</param>
/// <param name="Order">What to sort by: points the highest first.</param>
/// <param name="LowestFirst">Points the lowest first. Who has none stands last in any case.</param>
public sealed record NamedList(
    string Release,
    ConsentKind Kind,
    string? SizeClass,
    string? Region,
    string? Objective,
    Components Components,
    NamedOrder Order,
    bool LowestFirst);

/// <summary>A place in a list of names: what it is sorted by.</summary>
public sealed record NamedPlace(decimal Key, string SortName, string Municipality);

/// <summary>A name in a release, with its exact points.</summary>
public sealed record NamedMember(NamedPlace Place, IReadOnlyDictionary<string, MemberScore> Scores);

/// <summary>A municipality whose scores the reader may see by name, its own among them.</summary>
public sealed record ReadableMember(string Municipality, IReadOnlyDictionary<string, MemberScore> Scores);

/// <summary>A page of a list of names, and how many there are on all pages.</summary>
public sealed record NamedPage(IReadOnlyList<NamedMember> Members, bool HasNext, int Total);

/// <summary>
/// Scores under a shown name, and who may read them. Reads as the municipality that asks: row security shows no row
/// beside its own and those of shown names.
/// </summary>
public sealed class NamedScoreStore(NpgsqlDataSource database)
{
    /// <summary>A page: the order, the count and the pages are of the names in the list and of nothing else.</summary>
    public async Task<NamedPage> PageAsync(
        Reader reader, NamedList list, int first, NamedPlace? after, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            WITH listed AS (
                SELECT m.municipality, m.scores, coalesce(a.sort_name, m.municipality COLLATE "C") AS sort_name,
                       (SELECT avg((s.value ->> 0)::numeric * $6 + (s.value ->> 1)::numeric * $7
                                   + (s.value ->> 2)::numeric * $8)
                        FROM jsonb_each(m.scores) s
                        WHERE $5::text IS NULL OR s.key = $5) AS points
                FROM shown_names n
                JOIN release_members m USING (release_id, municipality)
                LEFT JOIN municipalities a ON a.code = m.municipality
                WHERE n.release_id = $1 AND n.kind = $2
                  AND ($3::text IS NULL OR m.size_class = $3)
                  AND ($4::text IS NULL
                       OR m.municipality IN (SELECT o.municipality FROM memberships o WHERE o.region = $4))
            ), keyed AS (
                SELECT *, CASE WHEN $9 = 0 THEN 0 WHEN points IS NULL THEN 1000 ELSE $9 * points END AS key
                FROM listed
            )
            SELECT key, sort_name, municipality, scores, (SELECT count(*)::int FROM keyed)
            FROM keyed
            WHERE $10::numeric IS NULL OR (key, sort_name, municipality) > ($10, $11 COLLATE "C", $12)
            ORDER BY key, sort_name, municipality
            LIMIT $13
            """)
        {
            Parameters =
            {
                Text(list.Release), Text(EnumText.Of(list.Kind)),
                OrNull(list.SizeClass, NpgsqlDbType.Text), OrNull(list.Region, NpgsqlDbType.Text),
                OrNull(list.Objective, NpgsqlDbType.Text),
                Counts(list, Component.Anchoring), Counts(list, Component.Content), Counts(list, Component.Reach),
                Int(list.Order == NamedOrder.Name ? 0 : list.LowestFirst ? 1 : -1),
                OrNull(after?.Key, NpgsqlDbType.Numeric), OrNull(after?.SortName, NpgsqlDbType.Text),
                OrNull(after?.Municipality, NpgsqlDbType.Text), Int(first + 1),
            },
        };
        var found = await As(reader).ReadAsync(
            database, query, row => (Member: Read(row), Total: row.GetInt32(4)), cancellationToken);
        return new NamedPage(
            [.. found.Take(first).Select(f => f.Member)],
            found.Count > first,
            found.Count > 0 ? found[0].Total : await CountAsync(reader, list, cancellationToken));
    }

    /// <summary>
    /// The municipalities of a release whose scores a reader may see by name: its own, named ones, and those that share
    /// in a region where it shares too or which it coordinates. By name.
    /// </summary>
    public async Task<IReadOnlyList<ReadableMember>> ReadableAsync(
        Reader reader, string release, GroupFilter filter, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            WITH {RegionsRead}
            SELECT m.municipality, m.scores
            FROM release_members m
            LEFT JOIN municipalities a ON a.code = m.municipality
            WHERE m.release_id = $4
              AND (m.municipality = $1 OR EXISTS (
                  SELECT FROM shown_names n
                  WHERE (n.release_id, n.municipality) = (m.release_id, m.municipality)
                    AND (n.kind = 'NAMED' OR $3 OR EXISTS (
                        SELECT FROM regions_read v
                        JOIN memberships o ON (o.region, o.municipality) = (v.region, n.municipality)
                        WHERE v.kind = n.kind))))
              AND ($5::text IS NULL OR m.size_class = $5)
              AND ($6::text IS NULL
                   OR m.municipality IN (SELECT o.municipality FROM memberships o WHERE o.region = $6))
              AND ($7::text[] IS NULL OR m.municipality = ANY ($7))
            ORDER BY coalesce(a.sort_name, m.municipality COLLATE "C"), m.municipality
            """)
        {
            Parameters =
            {
                Text(reader.Municipality ?? ""), Bool(reader.IsRegionalCoordinator), Bool(reader.IsInstitute),
                Text(release), OrNull(filter.SizeClass, NpgsqlDbType.Text), OrNull(filter.Region, NpgsqlDbType.Text),
                OrNull(filter.Chosen?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
            },
        };
        return await As(reader).ReadAsync(
            database, query, row => new ReadableMember(row.GetString(0), Scores(row, 1)), cancellationToken);
    }

    /// <summary>
    /// Of these municipalities those that a reader sees by name in some current release, and its own. In the order of
    /// their names.
    /// </summary>
    public async Task<IReadOnlyList<string>> NamesReadableAsync(
        Reader reader, IReadOnlyCollection<string> municipalities, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            WITH {RegionsRead}
            SELECT w.code
            FROM unnest($4) AS w (code)
            JOIN municipalities a ON a.code = w.code
            WHERE w.code = $1 OR EXISTS (
                SELECT FROM shown_names n
                JOIN current_releases c USING (release_id)
                WHERE n.municipality = w.code AND (n.kind = 'NAMED' OR $3 OR EXISTS (
                    SELECT FROM regions_read v
                    JOIN memberships o ON (o.region, o.municipality) = (v.region, n.municipality)
                    WHERE v.kind = n.kind)))
            ORDER BY coalesce(a.sort_name, w.code COLLATE "C"), w.code
            """)
        {
            Parameters =
            {
                Text(reader.Municipality ?? ""), Bool(reader.IsRegionalCoordinator), Bool(reader.IsInstitute),
                Texts(municipalities.Distinct(StringComparer.Ordinal)),
            },
        };
        return await As(reader).ReadAsync(database, query, row => row.GetString(0), cancellationToken);
    }

    /// <summary>The regions in which a reader may read the names of those that share there.</summary>
    public async Task<IReadOnlySet<string>> RegionsAsync(Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"WITH {RegionsRead} SELECT region FROM regions_read")
        {
            Parameters = { Text(reader.Municipality ?? ""), Bool(reader.IsRegionalCoordinator) },
        };
        var found = await As(reader).ReadAsync(database, query, row => row.GetString(0), cancellationToken);
        return found.ToHashSet(StringComparer.Ordinal);
    }

    // $1 the reader's municipality, $2 whether it acts as regional coordinator. Consents are one's own to read.
    private const string RegionsRead = """
        regions_read AS (
            SELECT o.region, c.kind
            FROM memberships o
            JOIN regions r ON r.code = o.region
            JOIN consents c ON (c.municipality, c.kind) = (o.municipality, 'SHARED_IN_' || r.kind) AND c.granted
            WHERE o.municipality = $1
            UNION
            SELECT r.code, 'SHARED_IN_' || r.kind FROM regions r WHERE $2 AND r.centre = $1)
        """;

    private static ActingAs As(Reader reader) => ActingAs.Municipality(reader.Municipality ?? "");

    // A page beyond the last one, or of no rows, still says how many there are.
    private async Task<int> CountAsync(Reader reader, NamedList list, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT count(*)::int FROM shown_names n
            JOIN release_members m USING (release_id, municipality)
            WHERE n.release_id = $1 AND n.kind = $2
              AND ($3::text IS NULL OR m.size_class = $3)
              AND ($4::text IS NULL
                   OR m.municipality IN (SELECT o.municipality FROM memberships o WHERE o.region = $4))
            """)
        {
            Parameters =
            {
                Text(list.Release), Text(EnumText.Of(list.Kind)),
                OrNull(list.SizeClass, NpgsqlDbType.Text), OrNull(list.Region, NpgsqlDbType.Text),
            },
        };
        return (await As(reader).ReadAsync(database, query, row => row.GetInt32(0), cancellationToken)).Single();
    }

    // Which parts the order counts: the one it is by, or all that count in the list.
    private static NpgsqlParameter<int> Counts(NamedList list, Component part) => Int(list.Order switch
    {
        NamedOrder.Anchoring => part == Component.Anchoring,
        NamedOrder.Content => part == Component.Content,
        NamedOrder.Reach => part == Component.Reach,
        _ => list.Components.Contains(part),
    } ? 1 : 0);

    private static NamedMember Read(NpgsqlDataReader row) => new(
        new NamedPlace(row.GetDecimal(0), row.GetString(1), row.GetString(2)), Scores(row, 3));

    private static Dictionary<string, MemberScore> Scores(NpgsqlDataReader row, int column) =>
        row.Json<Dictionary<string, decimal[]>>(column, StoredJson.Form).ToDictionary(
            s => s.Key, s => new MemberScore(s.Value[0], s.Value[1], s.Value[2]), StringComparer.Ordinal);
}
