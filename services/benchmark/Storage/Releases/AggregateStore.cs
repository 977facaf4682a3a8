using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Aggregates of groups with the scores of their cells: added with a release, never changed.</summary>
public sealed class AggregateStore(NpgsqlDataSource database)
{
    // Which rows are wanted: $1 to $5 in AggregateKey's order, numbered.
    private const string Wanted = """
        FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS wanted (round, kind, code, components, release, number)
        JOIN releases r ON r.round = wanted.round AND r.id = coalesce(
            wanted.release, (SELECT release_id FROM current_releases c WHERE c.round = wanted.round))
        """;

    /// <summary>
    /// The aggregates asked for, as far as they are stored: of crossings (SIZE_CLASS_IN_VEILIG_THUIS) only those shown.
    /// One round trip for all.
    /// </summary>
    public async Task<IReadOnlyDictionary<AggregateKey, ReleasedAggregate>> FindAsync(
        IEnumerable<AggregateKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.Distinct().ToList();
        if (wanted.Count == 0)
        {
            return new Dictionary<AggregateKey, ReleasedAggregate>();
        }

        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Select($"""
            SELECT wanted.number, s.components, s.objective, s.n, s.mean, s.band,
                   s.lower_quartile, s.median, s.upper_quartile, s.bands, s.tenths
            {Wanted}
            JOIN group_scores s ON (s.release_id, s.kind, s.code) = (r.id, wanted.kind, wanted.code)
                AND s.components IN ('A', 'C', 'R', wanted.components)
            """, wanted));
        batch.BatchCommands.Add(Select($"""
            SELECT wanted.number, o.objective, o.reason
            {Wanted}
            JOIN objective_aggregates o ON (o.release_id, o.kind, o.code) = (r.id, wanted.kind, wanted.code)
            ORDER BY o.position
            """, wanted));
        batch.BatchCommands.Add(Select($"""
            SELECT wanted.number, r.id, r.has_all_combinations, a.label, a.n, a.reason, a.average_bands, a.generated,
                   r.rule_set, r.made_at
            {Wanted}
            JOIN aggregates a ON (a.release_id, a.kind, a.code) = (r.id, wanted.kind, wanted.code)
            """, wanted));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var scores = (await reader.ReadRowsAsync(ReadScore, cancellationToken)).ToLookup(s => s.Number, s => s.Score);
        await reader.NextResultAsync(cancellationToken);
        var objectives = (await reader.ReadRowsAsync(
            row => (Number: row.GetInt64(0), Objective: row.GetString(1), Reason: ReleaseStore.ReasonOrNull(row, 2)),
            cancellationToken)).ToLookup(o => o.Number, o => (o.Objective, o.Reason));
        await reader.NextResultAsync(cancellationToken);
        var found = new Dictionary<AggregateKey, ReleasedAggregate>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var number = reader.GetInt64(0);
            var key = wanted[(int)number - 1];
            found[key] = new ReleasedAggregate(
                reader.GetString(1), ReadAggregate(reader, key, objectives[number], scores[number]))
            {
                IsComplete = reader.GetBoolean(2),
                RuleSet = reader.TextOrNull(8),
                MadeAt = reader.GetDateTime(9),
            };
        }

        return found;
    }

    /// <summary>Adds the aggregates of a release and the scores of their cells, each by one COPY.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await CopyAggregatesAsync(transaction, release, cancellationToken);
        await CopyObjectivesAsync(transaction, release, cancellationToken);
        await CopyScoresAsync(transaction, release, cancellationToken);
    }

    private static async Task CopyAggregatesAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync("""
            COPY aggregates (release_id, kind, code, label, n, reason, average_bands, generated)
            FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        foreach (var aggregate in release.Aggregates)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteGroupAsync(release.Id, aggregate.Group, cancellationToken);
            await copy.WriteAsync(aggregate.Group.Label, cancellationToken);
            await copy.WriteOrNullAsync(aggregate.N, cancellationToken);
            await copy.WriteReasonAsync(aggregate.Reason, cancellationToken);
            await copy.WriteJsonAsync(aggregate.AverageBands, cancellationToken);
            await copy.WriteAsync(aggregate.Generated, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task CopyObjectivesAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync("""
            COPY objective_aggregates (release_id, kind, code, position, objective, n, reason)
            FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        foreach (var aggregate in release.Aggregates)
        {
            foreach (var (position, objective) in aggregate.Objectives.Index())
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteGroupAsync(release.Id, aggregate.Group, cancellationToken);
                await copy.WriteAsync(position, cancellationToken);
                await copy.WriteAsync(objective.Objective, cancellationToken);
                await copy.WriteOrNullAsync(objective.N, cancellationToken);
                await copy.WriteReasonAsync(objective.Reason, cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task CopyScoresAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync("""
            COPY group_scores (release_id, kind, code, components, objective, n, mean, band,
                lower_quartile, median, upper_quartile, bands, tenths)
            FROM STDIN (FORMAT BINARY)
            """, cancellationToken);
        foreach (var cell in release.Cells)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteGroupAsync(release.Id, cell.Group, cancellationToken);
            await copy.WriteAsync(cell.Components.Code, cancellationToken);
            await copy.WriteAsync(cell.Objective ?? "", cancellationToken);
            await copy.WriteAsync(cell.N, cancellationToken);
            await copy.WriteAsync(cell.Mean, cancellationToken);
            await copy.WriteAsync(EnumText.Of(cell.Band!.Value), cancellationToken);
            await copy.WriteOrNullAsync(cell.Shape?.LowerQuartile, cancellationToken);
            await copy.WriteOrNullAsync(cell.Shape?.Median, cancellationToken);
            await copy.WriteOrNullAsync(cell.Shape?.UpperQuartile, cancellationToken);
            await copy.WriteOrNullAsync(cell.Shape?.Bands, cancellationToken);
            await copy.WriteOrNullAsync(cell.Shape?.Tenths, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Select(string sql, IReadOnlyCollection<AggregateKey> keys) => new(sql)
    {
        Parameters =
        {
            Ints(keys.Select(k => k.Round)),
            Texts(keys.Select(k => EnumText.Of(k.Kind))),
            Texts(keys.Select(k => k.Code ?? "")),
            Texts(keys.Select(k => k.Components.Code)),
            TextsOrNull(keys.Select(k => k.Release)),
        },
    };

    private static Aggregate ReadAggregate(
        NpgsqlDataReader row,
        AggregateKey key,
        IEnumerable<(string Objective, SuppressionReason? Reason)> objectives,
        IEnumerable<CellScore> scores)
    {
        var lacking = row.GetBoolean(2) ? SuppressionReason.TooFew : SuppressionReason.NotInRelease;
        var ofObjective = scores.ToLookup(s => s.Objective ?? "");
        ScoreFigures Figures(string objective, SuppressionReason? reason) =>
            ScoreFigures.Of(ofObjective[objective], key.Components, reason ?? lacking);
        return new Aggregate(
            new Group(key.Kind, key.Code, row.GetString(3)),
            row.OrNull<int>(4),
            ReleaseStore.ReasonOrNull(row, 5),
            [.. objectives.Select(o => ObjectiveAggregate.Of(o.Objective, Figures(o.Objective, o.Reason)))],
            row.Json<IReadOnlyList<BandCount>>(6, StoredJson.Form),
            row.GetBoolean(7))
        {
            Average = Figures("", reason: null),
            Components = key.Components,
        };
    }

    private static (long Number, CellScore Score) ReadScore(NpgsqlDataReader row) => (
        row.GetInt64(0),
        new CellScore(
            Group.Country,
            row.GetString(2) is { Length: > 0 } objective ? objective : null,
            Components.Read(row.GetString(1))!.Value,
            row.GetInt32(3),
            row.GetInt32(4),
            row.IsDBNull(5) ? null : EnumText.Parse<Band>(row.GetString(5)),
            row.IsDBNull(6) ? null : ReadShape(row)));

    private static ScoreShape ReadShape(NpgsqlDataReader row) => new(
        row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetFieldValue<int[]>(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<int[]>(10));
}
