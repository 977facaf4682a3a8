using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads the regions of each kind.</summary>
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

    /// <summary>All regions, or those of one kind, by kind and name.</summary>
    public async Task<IReadOnlyList<Region>> ListAsync(RegionKind? kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT code, name, kind, centre_code FROM regions WHERE $1 IS NULL OR kind = $1
            ORDER BY array_position(ARRAY['VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP'], kind),
                     sort_name(name), code
            """);
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        return await command.ReadAsync(Region, cancellationToken);
    }

    /// <summary>The regions that each municipality asked for is in, by kind; one without any is absent.</summary>
    public async Task<ILookup<string, Region>> OfMunicipalitiesAsync(
        IEnumerable<string> codes, RegionKind? kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.code, r.name, r.kind, r.centre_code, s.municipality_code
            FROM region_memberships s
            JOIN regions r ON r.code = s.region_code
            WHERE s.municipality_code = ANY ($1) AND ($2 IS NULL OR s.kind = $2)
            ORDER BY array_position(ARRAY['VEILIG_THUIS', 'SAFETY_REGION', 'CENTRE_AREA', 'PROVINCE', 'COROP'], r.kind)
            """);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        command.Parameters.AddValue<string?>(kind is { } asked ? EnumText.Of(asked) : null);
        var found = await command.ReadAsync(
            row => (Municipality: row.GetString(4), Region: Region(row)), cancellationToken);
        return found.ToLookup(f => f.Municipality, f => f.Region, StringComparer.Ordinal);
    }

    private static Region Region(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), EnumText.Parse<RegionKind>(row.GetString(2)), row.TextOrNull(3));
}
