using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// A municipality and the groups it is in. A code is null where it is not known, and for one that is not on the current
/// list: it took part in a round of another list, and is in no group of today.
/// </summary>
public sealed record Municipality(string Code, string? SizeClass, string? VeiligThuis);

/// <summary>A region of any kind.</summary>
public sealed record Region(string Code, string Kind, string Name)
{
    public const string VeiligThuisKind = "VEILIG_THUIS";

    public bool IsVeiligThuis => Kind == VeiligThuisKind;
}

/// <summary>Copies of questionnaire's areas.</summary>
public sealed class AreaStore(NpgsqlDataSource database)
{
    /// <summary>Replaces all areas: what is not named any more is gone.</summary>
    public async Task ReplaceAsync(
        IReadOnlyList<Municipality> municipalities, IReadOnlyList<Region> regions, CancellationToken cancellationToken)
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
            INSERT INTO municipalities (code, size_class, veilig_thuis) SELECT * FROM unnest($1, $2, $3) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET size_class = excluded.size_class, veilig_thuis = excluded.veilig_thuis
            """)
        {
            Parameters =
            {
                Texts(municipalities.Select(m => m.Code)),
                TextsOrNull(municipalities.Select(m => m.SizeClass)),
                TextsOrNull(municipalities.Select(m => m.VeiligThuis)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO regions (code, kind, name) SELECT * FROM unnest($1, $2, $3) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name
            """)
        {
            Parameters =
            {
                Texts(regions.Select(r => r.Code)),
                Texts(regions.Select(r => r.Kind)),
                Texts(regions.Select(r => r.Name)),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The municipalities with these codes; one that is not known is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Municipality>> MunicipalitiesAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, size_class, veilig_thuis FROM municipalities WHERE code = ANY ($1)");
        command.Parameters.Add(Texts(codes));
        var found = await command.ReadAsync(
            row => new Municipality(row.GetString(0), row.TextOrNull(1), row.TextOrNull(2)), cancellationToken);
        return found.ToDictionary(m => m.Code, StringComparer.Ordinal);
    }

    /// <summary>The regions with these codes; one that is not known is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Region>> RegionsAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT code, kind, name FROM regions WHERE code = ANY ($1)");
        command.Parameters.Add(Texts(codes));
        var found = await command.ReadAsync(Region, cancellationToken);
        return found.ToDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>All Veilig Thuis regions by code.</summary>
    public async Task<IReadOnlyList<Region>> VeiligThuisAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, kind, name FROM regions WHERE kind = $1 ORDER BY code");
        command.Parameters.Add(Text(Storage.Region.VeiligThuisKind));
        return await command.ReadAsync(Region, cancellationToken);
    }

    private static Region Region(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
}
