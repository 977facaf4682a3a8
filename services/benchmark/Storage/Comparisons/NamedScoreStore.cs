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

/// <summary>A page of a list of names, and how many there are on all pages.</summary>
public sealed record NamedPage(IReadOnlyList<NamedMember> Members, bool HasNext, int Total);

/// <summary>
/// Scores under a shown name. Reads as the municipality that asks (the empty code for who acts for none): row security
/// shows no row beside its own and those of shown names.
/// </summary>
public sealed class NamedScoreStore(NpgsqlDataSource database)
{
    /// <summary>A page: the order, the count and the pages are of the names in the list and of nothing else.</summary>
    public async Task<NamedPage> PageAsync(
        string? reader, NamedList list, int first, NamedPlace? after, CancellationToken cancellationToken)
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
        var found = await ActingAs.Municipality(reader ?? "").ReadAsync(
            database, query, row => (Member: Read(row), Total: row.GetInt32(4)), cancellationToken);
        return new NamedPage(
            [.. found.Take(first).Select(f => f.Member)],
            found.Count > first,
            found.Count > 0 ? found[0].Total : await CountAsync(reader, list, cancellationToken));
    }

    // A page beyond the last one, or of no rows, still says how many there are.
    private async Task<int> CountAsync(string? reader, NamedList list, CancellationToken cancellationToken)
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
        return (await ActingAs.Municipality(reader ?? "").ReadAsync(
            database, query, row => row.GetInt32(0), cancellationToken)).Single();
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
        new NamedPlace(row.GetDecimal(0), row.GetString(1), row.GetString(2)),
        row.Json<Dictionary<string, decimal[]>>(3, StoredJson.Form).ToDictionary(
            s => s.Key, s => new MemberScore(s.Value[0], s.Value[1], s.Value[2]), StringComparer.Ordinal));
}
