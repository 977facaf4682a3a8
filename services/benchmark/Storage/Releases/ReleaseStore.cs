using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Releases: added once, never changed. Each part of a release has a store of its own.</summary>
public sealed class ReleaseStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Adds a release with all its figures, and makes it the current one of its round.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "INSERT INTO releases (id, round, rule_set, generated, made_at, suppressed) "
            + "VALUES ($1, $2, $3, $4, $5, $6)")
        {
            Parameters =
            {
                Text(release.Id), Int(release.Round), OrNull(release.RuleSet, NpgsqlDbType.Text),
                Bool(release.Generated), Time(time.GetUtcNow()),
                Json(release.Suppressed, StoredJson.Form),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO current_releases (round, release_id) VALUES ($1, $2)
            ON CONFLICT (round) DO UPDATE SET release_id = excluded.release_id
            """)
        {
            Parameters = { Int(release.Round), Text(release.Id) },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await AggregateStore.AddAsync(transaction, release, cancellationToken);
        await PanelStore.AddAsync(transaction, release, cancellationToken);
        await FrequencyStore.AddAsync(transaction, release, cancellationToken);
        await TableStore.AddAsync(transaction, release, cancellationToken);
        await ParticipationStore.AddAsync(transaction, release, cancellationToken);
        await MeasureUseStore.AddAsync(transaction, release, cancellationToken);
    }

    /// <summary>Id of the current release of these rounds; a round without is absent.</summary>
    public async Task<IReadOnlyDictionary<int, string>> CurrentAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        var found = await FindAsync(rounds.Select(round => (round, (string?)null)), cancellationToken);
        return found.ToDictionary(r => r.Key.Round, r => r.Value);
    }

    /// <summary>The current releases of all rounds before this one, the latest first.</summary>
    public async Task<IReadOnlyList<(int Round, string Release)>> BeforeAsync(
        int round, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT round, release_id FROM current_releases WHERE round < $1 ORDER BY round DESC");
        command.Parameters.Add(Int(round));
        return await command.ReadAsync(row => (row.GetInt32(0), row.GetString(1)), cancellationToken);
    }

    /// <summary>
    /// Ids of releases: of the edition that is named, or of the current one of a round; what there is not is absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<(int Round, string? Release), string>> FindAsync(
        IEnumerable<(int Round, string? Release)> wanted, CancellationToken cancellationToken)
    {
        var all = wanted.Distinct().ToList();
        if (all.Count == 0)
        {
            return new Dictionary<(int, string?), string>();
        }

        await using var command = database.CreateCommand("""
            SELECT wanted.number, r.id
            FROM unnest($1, $2) WITH ORDINALITY AS wanted (round, release, number)
            JOIN releases r ON r.round = wanted.round AND r.id = coalesce(
                wanted.release, (SELECT release_id FROM current_releases c WHERE c.round = wanted.round))
            """);
        command.Parameters.Add(Ints(all.Select(w => w.Round)));
        command.Parameters.Add(TextsOrNull(all.Select(w => w.Release)));
        var found = await command.ReadAsync(
            row => (Wanted: all[(int)row.GetInt64(0) - 1], Id: row.GetString(1)), cancellationToken);
        return found.ToDictionary(r => r.Wanted, r => r.Id);
    }

    internal static NpgsqlParameter Reason(SuppressionReason? reason) =>
        OrNull(reason is { } why ? EnumText.Of(why) : null, NpgsqlDbType.Text);

    internal static SuppressionReason? ReasonOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : EnumText.Parse<SuppressionReason>(row.GetString(column));
}
