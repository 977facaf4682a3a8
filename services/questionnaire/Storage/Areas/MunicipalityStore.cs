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
            LEFT JOIN region_memberships s ON s.municipality_code = m.code AND s.kind = 'CENTRE_AREA'
            LEFT JOIN regions r ON r.code = s.region_code
            WHERE m.code = ANY ($1)
            """);
        command.Parameters.AddValue(codes.Where(Domain.Municipality.IsCode).Distinct().ToArray());
        var found = await command.ReadAsync(Municipality, cancellationToken);
        return found.ToDictionary(m => m.Code, StringComparer.Ordinal);
    }

    /// <summary>The current municipalities of each region asked for, by name; a region without any is absent.</summary>
    public async Task<ILookup<string, Municipality>> InRegionsAsync(
        IEnumerable<string> regionCodes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT m.code, m.name, m.inhabitants, m.inhabitants_year, m.size_class, m.exists_since, m.ended_on,
                   c.centre_code, asked.region_code
            FROM region_memberships asked
            JOIN municipalities m ON m.code = asked.municipality_code
            LEFT JOIN region_memberships s ON s.municipality_code = m.code AND s.kind = 'CENTRE_AREA'
            LEFT JOIN regions c ON c.code = s.region_code
            WHERE asked.region_code = ANY ($1)
            ORDER BY m.sort_name, m.code
            """);
        command.Parameters.AddValue(regionCodes.Distinct().ToArray());
        var found = await command.ReadAsync(
            row => (Region: row.GetString(8), Municipality: Municipality(row)), cancellationToken);
        return found.ToLookup(f => f.Region, f => f.Municipality, StringComparer.Ordinal);
    }

    /// <summary>One page of the current list, by name, and how many there are on all pages.</summary>
    /// <param name="filter">What to look for; nothing set is all.</param>
    /// <param name="first">How many at most, from 0.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<MunicipalityPage> PageAsync(
        MunicipalityFilter filter, int first, MunicipalityCursor? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            WITH matching AS (
                SELECT m.*
                FROM municipality_lists l
                JOIN municipalities m ON m.code = l.code
                WHERE l.year = $1
                  AND ($2 IS NULL OR position(plain_name($2) IN m.search_name) > 0)
                  AND ($3 IS NULL OR m.size_class = $3)
                  AND ($4 IS NULL OR EXISTS (
                      SELECT FROM region_memberships s WHERE s.municipality_code = m.code AND s.region_code = $4))
            )
            SELECT m.code, m.name, m.inhabitants, m.inhabitants_year, m.size_class, m.exists_since, m.ended_on,
                   r.centre_code, m.sort_name, (SELECT count(*) FROM matching)
            FROM (SELECT 1) one
            LEFT JOIN matching m ON $5 IS NULL OR (m.sort_name, m.code) > ($5, $6)
            LEFT JOIN region_memberships s ON s.municipality_code = m.code AND s.kind = 'CENTRE_AREA'
            LEFT JOIN regions r ON r.code = s.region_code
            ORDER BY m.sort_name, m.code
            LIMIT $7
            """);
        command.Parameters.AddValue(CurrentYear);
        command.Parameters.AddValue<string?>(filter.Search);
        command.Parameters.Add(OrNull((int?)filter.SizeClass, NpgsqlDbType.Integer));
        command.Parameters.AddValue<string?>(filter.Region);
        command.Parameters.AddValue<string?>(after?.SortName);
        command.Parameters.AddValue<string?>(after?.Code);
        command.Parameters.AddValue(first + 1);   // one more than shown tells whether a next page exists

        // The row of nulls that the outer join leaves when nothing matches still brings the total.
        var rows = await command.ReadAsync(
            row => (
                Edge: row.IsDBNull(0)
                    ? null
                    : new MunicipalityEdge(
                        new MunicipalityCursor(row.GetString(8), row.GetString(0)).Text, Municipality(row)),
                Total: (int)row.GetInt64(9)),
            cancellationToken);
        var edges = rows.Where(r => r.Edge is not null).Select(r => r.Edge!).ToList();
        return new MunicipalityPage([.. edges.Take(first)], edges.Count > first, rows[0].Total);
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

/// <param name="Search">A part of the name, whatever its case and accents.</param>
/// <param name="SizeClass">Only this class.</param>
/// <param name="Region">Only in the region with this code.</param>
public sealed record MunicipalityFilter(string? Search = null, SizeClass? SizeClass = null, string? Region = null);

/// <summary>A page by name; <paramref name="TotalCount"/> is over all pages.</summary>
public sealed record MunicipalityPage(IReadOnlyList<MunicipalityEdge> Edges, bool HasNextPage, int TotalCount);

public sealed record MunicipalityEdge(string Cursor, Municipality Node);
