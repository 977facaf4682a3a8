using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads the regions of each kind, and who was in them in which year.</summary>
public sealed class RegionStore(NpgsqlDataSource database)
{
    /// <summary>Those that exist of the codes asked for, by code; others are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Region>> FindAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, name, kind, centre_code FROM regions WHERE code = ANY ($1)");
        command.Parameters.AddValue(codes.Where(Domain.Region.IsCode).Distinct().ToArray());
        var found = await command.ReadAsync(Region, cancellationToken);
        return found.ToDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>All regions that had members in a year, or those of one kind, by kind and name.</summary>
    public async Task<IReadOnlyList<Region>> ListAsync(
        RegionKind? kind, int year, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.code, r.name, r.kind, r.centre_code FROM regions r
            WHERE ($1 IS NULL OR r.kind = $1)
              AND EXISTS (SELECT FROM region_memberships s WHERE s.region_code = r.code AND s.year = $2)
            ORDER BY array_position(ARRAY['VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP'], r.kind),
                     sort_name(r.name), r.code
            """);
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        command.Parameters.AddValue(year);
        return await command.ReadAsync(Region, cancellationToken);
    }

    /// <summary>
    /// The regions that each municipality asked for is in by the current division, by kind; one without any is absent.
    /// </summary>
    public async Task<ILookup<string, Region>> OfMunicipalitiesAsync(
        IEnumerable<string> codes, RegionKind? kind, CancellationToken cancellationToken)
    {
        var found = await MembershipsOfAsync(codes, kind, MunicipalityStore.CurrentYear, cancellationToken);
        return found.SelectMany(g => g).ToLookup(m => m.MunicipalityCode, m => m.Region, StringComparer.Ordinal);
    }

    /// <summary>
    /// The memberships of each municipality asked for, of one year or of all, by year and kind; one without any is
    /// absent.
    /// </summary>
    public async Task<ILookup<string, Membership>> MembershipsOfAsync(
        IEnumerable<string> codes, RegionKind? kind, int? year, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.code, r.name, r.kind, r.centre_code, s.municipality_code, s.year, s.confidence, s.note
            FROM region_memberships s
            JOIN regions r ON r.code = s.region_code
            WHERE s.municipality_code = ANY ($1) AND ($2 IS NULL OR s.kind = $2) AND ($3 IS NULL OR s.year = $3)
            ORDER BY s.year,
                     array_position(ARRAY['VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP'], r.kind)
            """);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        command.Parameters.Add(OrNull(year, NpgsqlDbType.Integer));
        var found = await command.ReadAsync(Membership, cancellationToken);
        return found.ToLookup(m => m.MunicipalityCode, StringComparer.Ordinal);
    }

    /// <summary>All memberships that are not sure, the least sure first, then by kind, region and name.</summary>
    public async Task<IReadOnlyList<Membership>> DoubtsAsync(
        RegionKind? kind, int year, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.code, r.name, r.kind, r.centre_code, s.municipality_code, s.year, s.confidence, s.note
            FROM region_memberships s
            JOIN regions r ON r.code = s.region_code
            JOIN municipalities m ON m.code = s.municipality_code
            WHERE s.confidence <> 'HIGH' AND s.year = $2 AND ($1 IS NULL OR s.kind = $1)
            ORDER BY s.confidence = 'MEDIUM',
                     array_position(ARRAY['VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP'], r.kind),
                     r.code, m.sort_name, m.code
            """);
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        command.Parameters.AddValue(year);
        return await command.ReadAsync(Membership, cancellationToken);
    }

    /// <summary>The years of which memberships are known, of one kind or of any.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(RegionKind? kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT DISTINCT year FROM region_memberships WHERE $1 IS NULL OR kind = $1 ORDER BY year");
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        return await command.ReadAsync(row => row.GetInt32(0), cancellationToken);
    }

    /// <summary>Every region of any year.</summary>
    internal static async Task<List<Region>> AllAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT code, name, kind, centre_code FROM regions", transaction.Connection, transaction);
        return await command.ReadAsync(Region, cancellationToken);
    }

    private static Membership Membership(NpgsqlDataReader row) => new(
        row.GetString(4),
        Region(row),
        row.GetInt32(5),
        EnumText.Parse<Confidence>(row.GetString(6)),
        row.TextOrNull(7));

    private static Region Region(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), EnumText.Parse<RegionKind>(row.GetString(2)), row.TextOrNull(3));
}
