using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>How the same municipalities scored in an earlier round: added with a release, never changed.</summary>
public sealed class PanelStore(NpgsqlDataSource database)
{
    /// <summary>
    /// All cells of these groups since an earlier round, by group of a release and objective ('' for the average); a
    /// cell that is withheld is absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<(ReleasedGroup Group, string Objective), CellPanel>> FindAsync(
        IEnumerable<ReleasedGroup> groups, int since, CancellationToken cancellationToken)
    {
        var wanted = groups.Distinct().ToList();
        await using var command = database.CreateCommand("""
            SELECT release_id, kind, code, p.objective, p.n, p.before, p.after
            FROM unnest($1, $2, $3) AS wanted (release_id, kind, code)
            JOIN group_panels p USING (release_id, kind, code)
            WHERE p.since = $4
            """);
        command.Parameters.Add(Texts(wanted.Select(g => g.Release)));
        command.Parameters.Add(Texts(wanted.Select(g => EnumText.Of(g.Kind))));
        command.Parameters.Add(Texts(wanted.Select(g => g.Code ?? "")));
        command.Parameters.Add(Int(since));
        var found = await command.ReadAsync(row => Read(row, since), cancellationToken);
        return found.ToDictionary(p => p.Key, p => p.Panel);
    }

    /// <summary>Adds the panels of a release by one COPY.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync("""
            COPY group_panels (release_id, kind, code, since, objective, n, before, after) FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        foreach (var panel in release.Panels)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteGroupAsync(release.Id, panel.Group, cancellationToken);
            await copy.WriteAsync(panel.Since, cancellationToken);
            await copy.WriteAsync(panel.Objective ?? "", cancellationToken);
            await copy.WriteAsync(panel.N, cancellationToken);
            await copy.WriteAsync(panel.Before.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(panel.After.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static ((ReleasedGroup Group, string Objective) Key, CellPanel Panel) Read(NpgsqlDataReader row, int since)
    {
        var code = row.GetString(2) is { Length: > 0 } text ? text : null;
        var kind = EnumText.Parse<GroupKind>(row.GetString(1));
        var objective = row.GetString(3);
        return (
            (new ReleasedGroup(row.GetString(0), kind, code), objective),
            new CellPanel(
                new Group(kind, code, ""),
                objective.Length == 0 ? null : objective,
                since,
                row.GetInt32(4),
                row.GetFieldValue<int?[]>(5),
                row.GetFieldValue<int?[]>(6)));
    }
}
