using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A cell that some edition of a round shows.</summary>
/// <param name="Kind">What is told of it.</param>
/// <param name="Group">The group.</param>
/// <param name="Objective">Id; null for the average over objectives.</param>
public sealed record ShownCell(FigureKind Kind, Group Group, string? Objective);

/// <summary>A cell of those that answered two rounds, as the later one's release shows it.</summary>
/// <param name="Other">The other round.</param>
/// <param name="IsOtherLater">Whether the other round is the later one: the groups are of its release.</param>
/// <param name="Cell">The cell.</param>
public sealed record ShownPanelCell(int Other, bool IsOtherLater, ShownCell Cell);

/// <summary>Which figures about the scores of a round are out, of every edition: none can be taken back.</summary>
public sealed class ShownCellStore(NpgsqlDataSource database)
{
    /// <summary>Cells of all that took part.</summary>
    public async Task<IReadOnlyList<ShownCell>> OfAsync(int round, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT s.kind, s.code, min(a.label), s.objective,
                   bool_or(s.components <> 'ACR'), bool_or(s.median IS NOT NULL), bool_or(s.tenths IS NOT NULL)
            FROM releases r
            JOIN group_scores s ON s.release_id = r.id
            JOIN aggregates a USING (release_id, kind, code)
            WHERE r.round = $1
            GROUP BY s.kind, s.code, s.objective
            """);
        command.Parameters.Add(Int(round));
        var found = await command.ReadAsync(
            row => (Cell: ReadCell(row, 0), HasParts: row.GetBoolean(4), HasShape: row.GetBoolean(5),
                HasTenths: row.GetBoolean(6)),
            cancellationToken);
        return
        [
            .. found.Select(f => f.Cell),
            .. found.Where(f => f.HasParts).Select(f => f.Cell with { Kind = FigureKind.Parts }),
            .. found.Where(f => f.HasShape).Select(f => f.Cell with { Kind = FigureKind.Shape }),
            .. found.Where(f => f.HasTenths).Select(f => f.Cell with { Kind = FigureKind.Tenths }),
        ];
    }

    /// <summary>Cells of those that answered this round and another one, whichever of the two is the later.</summary>
    public async Task<IReadOnlyList<ShownPanelCell>> PanelsOfAsync(int round, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT p.kind, p.code, min(a.label), p.objective, r.round, p.since, bool_or(p.before[1] IS NOT NULL)
            FROM releases r
            JOIN group_panels p ON p.release_id = r.id
            JOIN aggregates a USING (release_id, kind, code)
            WHERE r.round = $1 OR p.since = $1
            GROUP BY p.kind, p.code, p.objective, r.round, p.since
            """);
        command.Parameters.Add(Int(round));
        var found = await command.ReadAsync(
            row => (Cell: ReadCell(row, 0), Later: row.GetInt32(4), Since: row.GetInt32(5),
                HasParts: row.GetBoolean(6)),
            cancellationToken);
        return
        [
            .. found.Select(f => new ShownPanelCell(
                f.Later == round ? f.Since : f.Later,
                f.Later != round,
                f.HasParts ? f.Cell with { Kind = FigureKind.Parts } : f.Cell)),
        ];
    }

    // A number is told wherever something is; the country and the size classes are the ones that the domain names.
    private static ShownCell ReadCell(NpgsqlDataReader row, int column)
    {
        var (kind, code) = (EnumText.Parse<GroupKind>(row.GetString(column)), row.GetString(column + 1));
        var group = kind switch
        {
            GroupKind.Country => Group.Country,
            GroupKind.SizeClass => Group.OfSizeClass(code)!,
            _ => new Group(kind, code, row.GetString(column + 2)),
        };
        return new ShownCell(
            FigureKind.Numbers, group, row.GetString(column + 3) is { Length: > 0 } objective ? objective : null);
    }
}
