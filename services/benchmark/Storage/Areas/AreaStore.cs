using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// A municipality and the groups it is in. A code is null where it is not known, and for one that is not on the current
/// list: it took part in a round of another list, and is in no group of today.
/// </summary>
public sealed record Municipality(string Code, string? SizeClass, string? VeiligThuis)
{
    /// <summary>Null for one that is not on the current list.</summary>
    public string? Name { get; init; }

    /// <summary>The regions that it is in by the current division: code by kind, such as <c>PROVINCE</c>.</summary>
    public IReadOnlyDictionary<string, string> Regions { get; init; } = new Dictionary<string, string>();
}

/// <summary>A region of any kind; <c>Centre</c>: code of its centre municipality, for centre areas only.</summary>
public sealed record Region(string Code, string Kind, string Name, string? Centre = null)
{
    public const string VeiligThuisKind = "VEILIG_THUIS";

    public bool IsVeiligThuis => Kind == VeiligThuisKind;
}

/// <summary>A municipality is in a region, by the current division.</summary>
public sealed record RegionMembership(string Municipality, string Region);

/// <summary>Copies of questionnaire's areas.</summary>
public sealed class AreaStore(NpgsqlDataSource database)
{
    /// <summary>Replaces all areas: what is not named any more is gone.</summary>
    public async Task ReplaceAsync(
        IReadOnlyList<Municipality> municipalities,
        IReadOnlyList<Region> regions,
        IReadOnlyList<RegionMembership> memberships,
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch(); // one transaction, as a batch is
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM municipalities WHERE code <> ALL ($1)")
        {
            Parameters = { Texts(municipalities.Select(m => m.Code)) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM regions WHERE code <> ALL ($1)")
        {
            Parameters = { Texts(regions.Select(r => r.Code)) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO municipalities (code, size_class, veilig_thuis, name)
            SELECT * FROM unnest($1, $2, $3, $4) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET size_class = excluded.size_class, veilig_thuis = excluded.veilig_thuis,
                name = excluded.name
            """)
        {
            Parameters =
            {
                Texts(municipalities.Select(m => m.Code)),
                TextsOrNull(municipalities.Select(m => m.SizeClass)),
                TextsOrNull(municipalities.Select(m => m.VeiligThuis)),
                TextsOrNull(municipalities.Select(m => m.Name)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO regions (code, kind, name, centre) SELECT * FROM unnest($1, $2, $3, $4) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name, centre = excluded.centre
            """)
        {
            Parameters =
            {
                Texts(regions.Select(r => r.Code)),
                Texts(regions.Select(r => r.Kind)),
                Texts(regions.Select(r => r.Name)),
                TextsOrNull(regions.Select(r => r.Centre)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            DELETE FROM memberships
            WHERE (municipality, region) NOT IN (SELECT * FROM unnest($1, $2))
            """)
        {
            Parameters = { Texts(memberships.Select(m => m.Municipality)), Texts(memberships.Select(m => m.Region)) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO memberships (municipality, region) SELECT * FROM unnest($1, $2) ORDER BY 1, 2
            ON CONFLICT DO NOTHING
            """)
        {
            Parameters = { Texts(memberships.Select(m => m.Municipality)), Texts(memberships.Select(m => m.Region)) },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The municipalities with these codes; one that is not known is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Municipality>> MunicipalitiesAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT m.code, m.size_class, m.veilig_thuis, m.name,
                   (SELECT coalesce(jsonb_object_agg(r.kind, r.code), '{}')
                    FROM memberships o JOIN regions r ON r.code = o.region WHERE o.municipality = m.code)
            FROM municipalities m WHERE m.code = ANY ($1)
            """);
        command.Parameters.Add(Texts(codes));
        var found = await command.ReadAsync(
            row => new Municipality(row.GetString(0), row.TextOrNull(1), row.TextOrNull(2))
            {
                Name = row.TextOrNull(3),
                Regions = row.Json<Dictionary<string, string>>(4, StoredJson.Form),
            },
            cancellationToken);
        return found.ToDictionary(m => m.Code, StringComparer.Ordinal);
    }

    /// <summary>The regions with these codes; one that is not known is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Region>> RegionsAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, kind, name, centre FROM regions WHERE code = ANY ($1)");
        command.Parameters.Add(Texts(codes));
        var found = await command.ReadAsync(Region, cancellationToken);
        return found.ToDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>All Veilig Thuis regions by code.</summary>
    public async Task<IReadOnlyList<Region>> VeiligThuisAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, kind, name, centre FROM regions WHERE kind = $1 ORDER BY code");
        command.Parameters.Add(Text(Storage.Region.VeiligThuisKind));
        return await command.ReadAsync(Region, cancellationToken);
    }

    private static Region Region(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.TextOrNull(3));
}
