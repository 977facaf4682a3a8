using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>What differs between two editions of a release, as both are stored.</summary>
/// <param name="Cells">Whose figures differ.</param>
/// <param name="Digest">Of all figures of the second: the same figures have the same one.</param>
public sealed record EditionDifference(IReadOnlyList<CorrectedCell> Cells, string Digest);

/// <summary>Compares two editions, one of which may be of a transaction that is not committed.</summary>
/// <remarks>Knows every table of a release that has a group: a test holds this list against the database.</remarks>
public static class EditionDiff
{
    private const string Figures = """
        SELECT release_id, kind, code, '' AS objective, false AS is_shown,
               'aggregates ' || (to_jsonb(t) - 'release_id')::text AS figures
        FROM aggregates t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, objective, false, 'objective_aggregates ' || (to_jsonb(t) - 'release_id')::text
        FROM objective_aggregates t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, objective, true, 'group_scores ' || (to_jsonb(t) - 'release_id')::text
        FROM group_scores t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, objective, false, 'group_panels ' || (to_jsonb(t) - 'release_id')::text
        FROM group_panels t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, objective, false, 'frequencies ' || (to_jsonb(t) - 'release_id')::text
        FROM frequencies t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, '', false, 'policy_numbers ' || (to_jsonb(t) - 'release_id')::text
        FROM policy_numbers t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, kind, code, '', false, 'extra_answers ' || (to_jsonb(t) - 'release_id')::text
        FROM extra_answers t WHERE release_id IN ($1, $2)
        UNION ALL
        SELECT release_id, 'SIZE_CLASS', size_class, objective, false,
               'measure_use ' || (to_jsonb(t) - 'release_id')::text
        FROM measure_use t WHERE release_id IN ($1, $2)
        """;

    private const string Cells = $"""
        WITH cells AS (
            SELECT release_id, kind, code, objective, bool_or(is_shown) AS is_shown,
                   string_agg(figures, E'\n' ORDER BY figures) AS figures
            FROM ({Figures}) all_figures GROUP BY release_id, kind, code, objective)
        SELECT kind, code, objective, coalesce(b.is_shown, false) AND NOT coalesce(a.is_shown, false)
        FROM (SELECT * FROM cells WHERE release_id = $1) b
        FULL JOIN (SELECT * FROM cells WHERE release_id = $2) a USING (kind, code, objective)
        WHERE b.figures IS DISTINCT FROM a.figures
        ORDER BY kind, code, objective
        """;

    private const string Digest = $"""
        SELECT coalesce(encode(sha256(convert_to(string_agg(figures, E'\n' ORDER BY figures), 'UTF8')), 'hex'), '')
        FROM ({Figures}) all_figures WHERE release_id = $2 AND $1 <> $2
        """;

    public static async Task<EditionDifference> BetweenAsync(
        NpgsqlTransaction transaction, string before, string after, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Cells) { Parameters = { Text(before), Text(after) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Digest) { Parameters = { Text(before), Text(after) } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var cells = await reader.ReadRowsAsync(
            row => new CorrectedCell(ReadCell(row, 0), row.GetBoolean(3)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var digest = await reader.ReadRowsAsync(row => row.GetString(0), cancellationToken);
        return new EditionDifference(cells, digest.Single());
    }

    internal static ReleaseCell ReadCell(NpgsqlDataReader row, int column) => new(
        EnumText.Parse<GroupKind>(row.GetString(column)),
        row.GetString(column + 1) is { Length: > 0 } code ? code : null,
        row.GetString(column + 2) is { Length: > 0 } objective ? objective : null);
}
