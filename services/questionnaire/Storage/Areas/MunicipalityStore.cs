using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads municipalities, present and past.</summary>
public sealed class MunicipalityStore(NpgsqlDataSource database)
{
    /// <summary>The year whose list is current: that of the rounds 2017 and 2018, and of the regions.</summary>
    public const int CurrentYear = 2017;

    /// <summary>Those that exist of the codes asked for, by code; others are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Municipality>> FindAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT m.code, m.name, m.inhabitants, m.inhabitants_year, m.size_class, m.exists_since, m.ended_on,
                   r.centre_code
            FROM municipalities m
            LEFT JOIN region_memberships s
                   ON (s.municipality_code, s.year, s.kind) = (m.code, $2, 'CENTRE_AREA')
            LEFT JOIN regions r ON r.code = s.region_code
            WHERE m.code = ANY ($1)
            """);
        command.Parameters.AddValue(codes.Where(Domain.Municipality.IsCode).Distinct().ToArray());
        command.Parameters.AddValue(CurrentYear);
        var found = await command.ReadAsync(Municipality, cancellationToken);
        return found.ToDictionary(m => m.Code, StringComparer.Ordinal);
    }

    /// <summary>
    /// The municipalities of each region asked for in a year, by name; a region without any is absent.
    /// </summary>
    public async Task<ILookup<string, Municipality>> InRegionsAsync(
        IEnumerable<string> regionCodes, int year, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT m.code, m.name, m.inhabitants, m.inhabitants_year, m.size_class, m.exists_since, m.ended_on,
                   c.centre_code, asked.region_code
            FROM region_memberships asked
            JOIN municipalities m ON m.code = asked.municipality_code
            LEFT JOIN region_memberships s
                   ON (s.municipality_code, s.year, s.kind) = (m.code, $3, 'CENTRE_AREA')
            LEFT JOIN regions c ON c.code = s.region_code
            WHERE asked.region_code = ANY ($1) AND asked.year = $2
            ORDER BY m.sort_name, m.code
            """);
        command.Parameters.AddValue(regionCodes.Distinct().ToArray());
        command.Parameters.AddValue(year);
        command.Parameters.AddValue(CurrentYear);
        var found = await command.ReadAsync(
            row => (Region: row.GetString(8), Municipality: Municipality(row)), cancellationToken);
        return found.ToLookup(f => f.Region, f => f.Municipality, StringComparer.Ordinal);
    }

    /// <summary>
    /// One page of the municipalities that there were on a day, by name, and how many there are on all pages.
    /// </summary>
    /// <param name="filter">What to look for; nothing set is all of the current list.</param>
    /// <param name="first">How many at most, from 0.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<MunicipalityPage> PageAsync(
        MunicipalityFilter filter, int first, MunicipalityCursor? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            WITH existing AS (
                SELECT code FROM municipality_lists WHERE year = $1
                UNION
                SELECT new_code FROM successions WHERE date > make_date($1, 1, 1) AND date <= $8
                EXCEPT
                SELECT old_code FROM successions WHERE date > make_date($1, 1, 1) AND date <= $8
            ), matching AS (
                SELECT m.*, l.name AS list_name, l.size_class AS list_class, l.inhabitants AS class_count,
                       l.counted_on, l.precision, l.code IS NOT NULL AS is_listed
                FROM existing e
                JOIN municipalities m ON m.code = e.code
                LEFT JOIN municipality_lists l ON (l.year, l.code) = ($1, e.code)
                WHERE ($2 IS NULL OR position(plain_name($2) IN m.search_name) > 0
                       OR position(plain_name($2) IN plain_name(l.name)) > 0)
                  AND ($3 IS NULL OR l.size_class = $3)
                  AND ($4 IS NULL OR EXISTS (
                      SELECT FROM region_memberships s
                      WHERE (s.municipality_code, s.region_code, s.year) = (m.code, $4, $1)))
            )
            SELECT m.code, m.name, m.inhabitants, m.inhabitants_year, m.size_class, m.exists_since, m.ended_on,
                   r.centre_code, m.sort_name, (SELECT count(*) FROM matching),
                   m.code, $1, coalesce(m.list_name, m.name), m.is_listed, m.list_class,
                   m.class_count, m.counted_on, m.precision, c.inhabitants, c.counted_on, c.precision
            FROM (SELECT 1) one
            LEFT JOIN matching m ON $5 IS NULL OR (m.sort_name, m.code) > ($5, $6)
            LEFT JOIN region_memberships s
                   ON (s.municipality_code, s.year, s.kind) = (m.code, $9, 'CENTRE_AREA')
            LEFT JOIN regions r ON r.code = s.region_code
            LEFT JOIN inhabitant_counts c ON (c.code, c.counted_on) = (m.code, make_date($1, 1, 1))
            ORDER BY m.sort_name, m.code
            LIMIT $7
            """);
        command.Parameters.AddValue(filter.Day.Year);
        command.Parameters.AddValue<string?>(filter.Search);
        command.Parameters.Add(OrNull((int?)filter.SizeClass, NpgsqlDbType.Integer));
        command.Parameters.AddValue<string?>(filter.Region);
        command.Parameters.AddValue<string?>(after?.SortName);
        command.Parameters.AddValue<string?>(after?.Code);
        command.Parameters.AddValue(first + 1);   // one more than shown tells whether a next page exists
        command.Parameters.AddValue(filter.Day);
        command.Parameters.AddValue(CurrentYear);

        // The row of nulls that the outer join leaves when nothing matches still brings the total.
        var rows = await command.ReadAsync(
            row => (
                Edge: row.IsDBNull(0)
                    ? null
                    : new MunicipalityEdge(
                        new MunicipalityCursor(row.GetString(8), row.GetString(0)).Text,
                        Municipality(row),
                        InYear(row, 10)),
                Total: (int)row.GetInt64(9)),
            cancellationToken);
        var edges = rows.Where(r => r.Edge is not null).Select(r => r.Edge!).ToList();
        return new MunicipalityPage([.. edges.Take(first)], edges.Count > first, rows[0].Total);
    }

    /// <summary>
    /// The municipalities asked for in every year of which they were on the list, in order of the years.
    /// </summary>
    public async Task<ILookup<string, MunicipalityInYear>> YearsOfAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT l.code, l.year, l.name, true, l.size_class, l.inhabitants, l.counted_on, l.precision,
                   c.inhabitants, c.counted_on, c.precision
            FROM municipality_lists l
            LEFT JOIN inhabitant_counts c ON (c.code, c.counted_on) = (l.code, make_date(l.year, 1, 1))
            WHERE l.code = ANY ($1)
            ORDER BY l.year
            """);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        var found = await command.ReadAsync(row => InYear(row, 0), cancellationToken);
        return found.ToLookup(y => y.Code, StringComparer.Ordinal);
    }

    /// <summary>Every count of the municipalities asked for, in order of the days.</summary>
    public async Task<ILookup<string, InhabitantCount>> CountsOfAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT code, inhabitants, counted_on, precision FROM inhabitant_counts
            WHERE code = ANY ($1) ORDER BY counted_on
            """);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        var found = await command.ReadAsync(row => Count(row.GetString(0), row, 1)!, cancellationToken);
        return found.ToLookup(c => c.Code, StringComparer.Ordinal);
    }

    /// <summary>
    /// The years of which there is a list, with how many are on it and of which kinds regions are known.
    /// </summary>
    public async Task<IReadOnlyList<AreaYear>> ListYearsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT l.year, count(*),
                   ARRAY(SELECT DISTINCT s.kind FROM region_memberships s WHERE s.year = l.year),
                   (SELECT i.edition FROM area_imports i WHERE i.year = l.year ORDER BY i.imported_at DESC LIMIT 1)
            FROM municipality_lists l
            GROUP BY l.year ORDER BY l.year
            """);
        return await command.ReadAsync(
            row => new AreaYear(
                row.GetInt32(0),
                (int)row.GetInt64(1),
                [.. row.GetFieldValue<string[]>(2).Select(EnumText.Parse<RegionKind>).Order()],
                row.TextOrNull(3)),
            cancellationToken);
    }

    /// <summary>Codes of the municipalities that are not on the current list: ended, or not there yet.</summary>
    public async Task<IReadOnlyList<string>> OtherCodesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT code FROM municipalities
            WHERE code NOT IN (SELECT code FROM municipality_lists WHERE year = $1)
            ORDER BY code
            """);
        command.Parameters.AddValue(CurrentYear);
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>Every name that a municipality had on a list, in its province, by code.</summary>
    public async Task<IReadOnlyList<ListedName>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT l.code, l.name, s.region_code, array_agg(l.year ORDER BY l.year)
            FROM municipality_lists l
            LEFT JOIN region_memberships s ON (s.municipality_code, s.year, s.kind) = (l.code, l.year, 'PROVINCE')
            GROUP BY l.code, l.name, s.region_code ORDER BY l.code, min(l.year)
            """);
        return await command.ReadAsync(
            row => new ListedName(row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetFieldValue<int[]>(3)),
            cancellationToken);
    }

    /// <summary>Whether a municipality is on the list of a year.</summary>
    public async Task<bool> IsListedAsync(string code, int year, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT EXISTS (SELECT FROM municipality_lists WHERE year = $1 AND code = $2)");
        command.Parameters.AddValue(year);
        command.Parameters.AddValue(code);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static MunicipalityInYear InYear(NpgsqlDataReader row, int at) => new(
        row.GetString(at),
        row.GetInt32(at + 1),
        row.GetString(at + 2),
        row.GetBoolean(at + 3),
        (SizeClass?)row.OrNull<short>(at + 4),
        Count(row.GetString(at), row, at + 5),
        Count(row.GetString(at), row, at + 8));

    /// <summary>Columns inhabitants, counted_on, precision, from the one given; null where there is no count.</summary>
    internal static InhabitantCount? Count(string code, NpgsqlDataReader row, int at) => row.IsDBNull(at)
        ? null
        : new InhabitantCount(
            code, row.GetFieldValue<DateOnly>(at + 1), row.GetInt32(at), EnumText.Parse<CountPrecision>(
                row.GetString(at + 2)));

    private static Municipality Municipality(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.OrNull<int>(2),
        row.OrNull<short>(3),
        (SizeClass?)row.OrNull<short>(4),
        row.OrNull<DateOnly>(5),
        row.OrNull<DateOnly>(6),
        row.TextOrNull(7));
}

/// <param name="Search">A part of the name, of today or of the year, whatever its case and accents.</param>
/// <param name="SizeClass">Only this class, as the year goes by.</param>
/// <param name="Region">Only in the region with this code, in that year.</param>
/// <param name="On">The day whose municipalities are meant; null for 1 January of the current list's year.</param>
public sealed record MunicipalityFilter(
    string? Search = null, SizeClass? SizeClass = null, string? Region = null, DateOnly? On = null)
{
    public DateOnly Day => On ?? new DateOnly(MunicipalityStore.CurrentYear, 1, 1);
}

/// <summary>A page by name; <paramref name="TotalCount"/> is over all pages.</summary>
public sealed record MunicipalityPage(IReadOnlyList<MunicipalityEdge> Edges, bool HasNextPage, int TotalCount);

public sealed record MunicipalityEdge(string Cursor, Municipality Node, MunicipalityInYear InYear);
