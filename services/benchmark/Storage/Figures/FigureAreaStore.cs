using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>An area by name.</summary>
public sealed record NamedArea(Area Area, string Name);

/// <summary>Which region a municipality is in; one of each kind.</summary>
public sealed record Membership(string Municipality, Area Region);

/// <summary>Names of the areas that figures are about, and which municipality is in which.</summary>
public sealed class FigureAreaStore(NpgsqlDataSource database)
{
    /// <summary>Adds or renames areas, and gives the municipalities named the memberships named.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> SaveAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<NamedArea> areas,
        IReadOnlyCollection<Membership> memberships,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO figure_areas AS a (code, kind, name) SELECT * FROM unnest($1, $2, $3) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE a.name <> excluded.name
            """)
        {
            Parameters =
            {
                Texts(areas.Select(a => a.Area.Code)), Texts(areas.Select(a => EnumText.Of(a.Area.Kind))),
                Texts(areas.Select(a => a.Name)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO figure_memberships AS m (municipality, region_kind, region)
            SELECT * FROM unnest($1, $2, $3) ORDER BY 1, 2
            ON CONFLICT (municipality, region_kind) DO UPDATE SET region = excluded.region
            WHERE m.region <> excluded.region
            """)
        {
            Parameters =
            {
                Texts(memberships.Select(m => m.Municipality)),
                Texts(memberships.Select(m => EnumText.Of(m.Region.Kind))),
                Texts(memberships.Select(m => m.Region.Code)),
            },
        });
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>All areas by code, and all memberships.</summary>
    public async Task<(IReadOnlyList<NamedArea> Areas, IReadOnlyList<Membership> Memberships)> ReadAsync(
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT code, name FROM figure_areas ORDER BY code"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT municipality, region FROM figure_memberships ORDER BY municipality, region"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var areas = await reader.ReadRowsAsync(
            row => new NamedArea(Area.Parse(row.GetString(0)), row.GetString(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var memberships = await reader.ReadRowsAsync(
            row => new Membership(row.GetString(0), Area.Parse(row.GetString(1))), cancellationToken);
        return (areas, memberships);
    }
}
