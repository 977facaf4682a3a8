using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Releases: added once, never changed.</summary>
public sealed class ReleaseStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Adds a release with all its figures, and makes it the current one of its round.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "INSERT INTO releases (id, round, rule_set, generated, made_at) VALUES ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                Text(release.Id), Int(release.Round), OrNull(release.RuleSet, NpgsqlDbType.Text),
                Bool(release.Generated), Time(time.GetUtcNow()),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO current_releases (round, release_id) VALUES ($1, $2)
            ON CONFLICT (round) DO UPDATE SET release_id = excluded.release_id
            """)
        {
            Parameters = { Int(release.Round), Text(release.Id) },
        });
        foreach (var aggregate in release.Aggregates)
        {
            batch.BatchCommands.Add(Insert(release.Id, aggregate));
            foreach (var (position, objective) in aggregate.Objectives.Index())
            {
                batch.BatchCommands.Add(Insert(release.Id, aggregate.Group, position, objective));
            }
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await FrequencyStore.AddAsync(transaction, release, cancellationToken);
        await TableStore.AddAsync(transaction, release, cancellationToken);
        await MeasureUseStore.AddAsync(transaction, release, cancellationToken);
    }

    /// <summary>Id of the current release of these rounds; a round without is absent.</summary>
    public async Task<IReadOnlyDictionary<int, string>> CurrentAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT round, release_id FROM current_releases WHERE round = ANY ($1)");
        command.Parameters.Add(Ints(rounds));
        var found = await command.ReadAsync(
            row => (Round: row.GetInt32(0), Id: row.GetString(1)), cancellationToken);
        return found.ToDictionary(r => r.Round, r => r.Id);
    }

    /// <summary>
    /// The aggregates asked for, as far as they are stored: of crossings (SIZE_CLASS_IN_VEILIG_THUIS) only those shown.
    /// </summary>
    public async Task<IReadOnlyDictionary<AggregateKey, ReleasedAggregate>> FindAsync(
        IEnumerable<AggregateKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Select("""
            SELECT r.round, o.kind, o.code,
                   o.objective, o.n, o.reason, o.anchoring, o.content, o.reach, o.total, o.band
            FROM unnest($1, $2, $3) AS wanted (round, kind, code)
            JOIN current_releases c ON c.round = wanted.round
            JOIN releases r ON r.id = c.release_id
            JOIN objective_aggregates o ON (o.release_id, o.kind, o.code) = (r.id, wanted.kind, wanted.code)
            ORDER BY o.position
            """, wanted));
        batch.BatchCommands.Add(Select("""
            SELECT r.round, a.kind, a.code, r.id, a.label, a.n, a.reason, a.average_bands, a.generated
            FROM unnest($1, $2, $3) AS wanted (round, kind, code)
            JOIN current_releases c ON c.round = wanted.round
            JOIN releases r ON r.id = c.release_id
            JOIN aggregates a ON (a.release_id, a.kind, a.code) = (r.id, wanted.kind, wanted.code)
            """, wanted));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var objectives = await reader.ReadRowsAsync(
            row => (Key: ReadKey(row), Objective: ReadObjective(row)), cancellationToken);
        var ofKey = objectives.ToLookup(o => o.Key, o => o.Objective);
        await reader.NextResultAsync(cancellationToken);
        var found = new Dictionary<AggregateKey, ReleasedAggregate>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = ReadKey(reader);
            found[key] = new ReleasedAggregate(reader.GetString(3), ReadAggregate(reader, key, [.. ofKey[key]]));
        }

        return found;
    }

    private static NpgsqlBatchCommand Insert(string release, Aggregate aggregate) => new("""
        INSERT INTO aggregates (release_id, kind, code, label, n, reason, average_bands, generated)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """)
    {
        Parameters =
        {
            Text(release), Text(EnumText.Of(aggregate.Group.Kind)), Text(aggregate.Group.Code ?? ""),
            Text(aggregate.Group.Label), OrNull(aggregate.N, NpgsqlDbType.Integer), Reason(aggregate.Reason),
            Json(aggregate.AverageBands, StoredJson.Form), Bool(aggregate.Generated),
        },
    };

    private static NpgsqlBatchCommand Insert(
        string release, Group group, int position, ObjectiveAggregate objective) => new("""
        INSERT INTO objective_aggregates
            (release_id, kind, code, position, objective, n, reason, anchoring, content, reach, total, band)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """)
    {
        Parameters =
        {
            Text(release), Text(EnumText.Of(group.Kind)), Text(group.Code ?? ""), Int(position),
            Text(objective.Objective),
            OrNull(objective.N, NpgsqlDbType.Integer), Reason(objective.Reason),
            OrNull(objective.Mean?.Anchoring, NpgsqlDbType.Integer),
            OrNull(objective.Mean?.Content, NpgsqlDbType.Integer),
            OrNull(objective.Mean?.Reach, NpgsqlDbType.Integer),
            OrNull(objective.Mean?.Total, NpgsqlDbType.Integer),
            OrNull(objective.Band is { } band ? EnumText.Of(band) : null, NpgsqlDbType.Text),
        },
    };

    internal static NpgsqlParameter Reason(SuppressionReason? reason) =>
        OrNull(reason is { } why ? EnumText.Of(why) : null, NpgsqlDbType.Text);

    private static NpgsqlBatchCommand Select(string sql, IReadOnlyCollection<AggregateKey> keys) => new(sql)
    {
        Parameters =
        {
            Ints(keys.Select(k => k.Round)),
            Texts(keys.Select(k => EnumText.Of(k.Kind))),
            Texts(keys.Select(k => k.Code ?? "")),
        },
    };

    private static AggregateKey ReadKey(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        EnumText.Parse<GroupKind>(row.GetString(1)),
        row.GetString(2) is { Length: > 0 } code ? code : null);

    private static Aggregate ReadAggregate(
        NpgsqlDataReader row, AggregateKey key, IReadOnlyList<ObjectiveAggregate> objectives) => new(
        new Group(key.Kind, key.Code, row.GetString(4)), row.OrNull<int>(5), ReasonOrNull(row, 6), objectives,
        row.Json<IReadOnlyList<BandCount>>(7, StoredJson.Form), row.GetBoolean(8));

    private static ObjectiveAggregate ReadObjective(NpgsqlDataReader row) => new(
        row.GetString(3), row.OrNull<int>(4), ReasonOrNull(row, 5),
        row.IsDBNull(6) ? null : new MeanScore(row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9)),
        row.IsDBNull(10) ? null : EnumText.Parse<Band>(row.GetString(10)));

    internal static SuppressionReason? ReasonOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : EnumText.Parse<SuppressionReason>(row.GetString(column));
}
