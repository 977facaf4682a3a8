using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>The use of measures as a release froze it, with the round that it is of.</summary>
public sealed record ReleasedMeasureUse(int Round, string Release, MeasureUse Use);

/// <summary>Use of measures: added with a release, never changed.</summary>
public sealed class MeasureUseStore(NpgsqlDataSource database)
{
    /// <summary>
    /// The use of each objective's measures in a size class, for a round: by its own release, and while it has none by
    /// the latest earlier release that holds the objective.
    /// </summary>
    public async Task<IReadOnlyList<ReleasedMeasureUse>> FindAsync(
        string sizeClass, int round, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT ON (m.objective)
                   r.round, r.id, m.objective, m.high, m.reason, m.measures, m.generated
            FROM measure_use m
            JOIN current_releases c USING (release_id)
            JOIN releases r ON r.id = c.release_id
            WHERE m.size_class = $1 AND r.round <= $2
              AND (r.round = $2 OR NOT EXISTS (SELECT FROM releases WHERE round = $2))
            ORDER BY m.objective, r.round DESC
            """);
        command.Parameters.Add(Text(sizeClass));
        command.Parameters.Add(Int(round));
        return await command.ReadAsync(row => Read(row, sizeClass), cancellationToken);
    }

    /// <summary>Adds the use of measures of a release.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var use in release.MeasureUse)
        {
            batch.BatchCommands.Add(Insert(release.Id, use));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlBatchCommand Insert(string release, MeasureUse use) => new("""
        INSERT INTO measure_use (release_id, size_class, objective, high, reason, measures, generated)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    {
        Parameters =
        {
            Text(release), Text(use.SizeClass), Text(use.Objective), OrNull(use.Of, NpgsqlDbType.Integer),
            OrNull(use.Reason is { } reason ? EnumText.Of(reason) : null, NpgsqlDbType.Text),
            Json(use.Measures, StoredJson.Form), Bool(use.Generated),
        },
    };

    private static ReleasedMeasureUse Read(NpgsqlDataReader row, string sizeClass) => new(
        row.GetInt32(0),
        row.GetString(1),
        new MeasureUse(
            sizeClass, row.GetString(2), row.OrNull<int>(3),
            row.TextOrNull(4) is { } reason ? EnumText.Parse<SuppressionReason>(reason) : null,
            row.Json<IReadOnlyList<MeasureCount>>(5, StoredJson.Form), row.GetBoolean(6)));
}
