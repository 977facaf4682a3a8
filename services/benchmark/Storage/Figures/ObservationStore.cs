using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Adds observations in editions; none is ever changed. <see cref="ObservationReader"/> reads them.</summary>
public sealed class ObservationStore(TimeProvider time)
{
    private static readonly Dictionary<AreaKind, string> kinds = TextsOf<AreaKind>();
    private static readonly Dictionary<FigureStatus, string> statuses = TextsOf<FigureStatus>();
    private static readonly Dictionary<DatePrecision, string> precisions = TextsOf<DatePrecision>();

    /// <summary>
    /// Adds what says something new, each as the next edition; several editions of one figure in one call are taken in
    /// the order of their publication. Adding the same again changes nothing.
    /// </summary>
    /// <param name="transaction">The caller's own.</param>
    /// <param name="observations">Of indicators that are in the catalogue; any number.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <exception cref="PostgresException">An indicator is not in the catalogue.</exception>
    public async Task<AddedObservations> AddAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Observation> observations, CancellationToken cancellationToken)
    {
        var known = await LockedEditionsAsync(transaction, observations, cancellationToken);
        var (fresh, revised, equal) = (new List<Observation>(), new List<Revision>(), new List<Observation>());
        var again = new List<Observation>();
        foreach (var observation in observations.OrderBy(o => o.PublishedOn))
        {
            var editions = known[KeyOf(observation)];
            if (editions.SameAs(observation) is { } same)
            {
                equal.Add(same);
                again.Add(observation with { Edition = same.Edition });
                continue;
            }

            var (was, added) = editions.Add(observation);
            if (was is null)
            {
                fresh.Add(added);
            }
            else
            {
                revised.Add(new Revision(was, added));
            }
        }

        await InsertAsync(transaction, [.. fresh, .. revised.Select(r => r.Is)], cancellationToken);
        await InsertSourcesAsync(transaction, again, cancellationToken);
        return new AddedObservations(fresh, revised, equal);
    }

    private static Dictionary<T, string> TextsOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => value, EnumText.Of);

    private static (string Indicator, string Area, string Period) KeyOf(Observation o) =>
        (o.Indicator, o.Area.Code, o.Period.Text);

    // Two that add at once would give the same number twice.
    private static async Task<Dictionary<(string, string, string), Editions>> LockedEditionsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Observation> observations, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtext('observations'))"));
        var keys = observations.Select(KeyOf).Distinct().ToList();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            SELECT {ObservationRow.Columns}
            FROM unnest($1, $2, $3) AS wanted (indicator, area, period)
            JOIN observations o ON (o.indicator, o.area, o.period) = (wanted.indicator, wanted.area, wanted.period)
            """)
        {
            Parameters =
            {
                Texts(keys.Select(k => k.Indicator)), Texts(keys.Select(k => k.Area)),
                Texts(keys.Select(k => k.Period)),
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = (await reader.ReadRowsAsync(ObservationRow.Read, cancellationToken)).ToLookup(KeyOf);
        return keys.ToDictionary(key => key, key => new Editions(found[key]));
    }

    private async Task InsertAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Observation> added, CancellationToken cancellationToken)
    {
        if (added.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand("""
            INSERT INTO observations
                (indicator, area, period, edition, area_kind, first_day, last_day, value, low, high, status, suppressed,
                 note, published_on, published_precision, source, generated, estimate, recorded_at)
            SELECT n.*, $19
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) AS n
            """, transaction.Connection, transaction);
        var parameters = command.Parameters;
        parameters.Add(Texts(added.Select(o => o.Indicator)));
        parameters.Add(Texts(added.Select(o => o.Area.Code)));
        parameters.Add(Texts(added.Select(o => o.Period.Text)));
        parameters.Add(Ints(added.Select(o => o.Edition)));
        parameters.Add(Texts(added.Select(o => kinds[o.Area.Kind])));
        parameters.Add(Dates(added.Select(o => o.Period.FirstDay)));
        parameters.Add(Dates(added.Select(o => o.Period.LastDay)));
        parameters.Add(Numbers(added.Select(o => o.Value)));
        parameters.Add(Numbers(added.Select(o => o.Low)));
        parameters.Add(Numbers(added.Select(o => o.High)));
        parameters.Add(Texts(added.Select(o => statuses[o.Status])));
        parameters.AddValue(added.Select(o => o.Suppressed).ToArray());
        parameters.Add(TextsOrNull(added.Select(o => o.Note)));
        parameters.Add(Dates(added.Select(o => o.PublishedOn)));
        parameters.Add(Texts(added.Select(o => precisions[o.PublishedPrecision])));
        parameters.Add(Texts(added.Select(o => o.Source)));
        parameters.AddValue(added.Select(o => o.Generated).ToArray());
        parameters.AddValue(added.Select(o => o.Estimate).ToArray());
        parameters.Add(Time(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task InsertSourcesAsync(
        NpgsqlTransaction transaction, List<Observation> again, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO observation_sources (indicator, area, period, edition, source, published_on, note)
            SELECT n.* FROM unnest($1, $2, $3, $4, $5, $6, $7)
                AS n (indicator, area, period, edition, source, published_on, note)
            JOIN observations o
                ON (o.indicator, o.area, o.period, o.edition) = (n.indicator, n.area, n.period, n.edition)
            WHERE o.source <> n.source
            ON CONFLICT DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.Add(Texts(again.Select(o => o.Indicator)));
        command.Parameters.Add(Texts(again.Select(o => o.Area.Code)));
        command.Parameters.Add(Texts(again.Select(o => o.Period.Text)));
        command.Parameters.Add(Ints(again.Select(o => o.Edition)));
        command.Parameters.Add(Texts(again.Select(o => o.Source)));
        command.Parameters.Add(Dates(again.Select(o => o.PublishedOn)));
        command.Parameters.Add(TextsOrNull(again.Select(o => o.Note)));
        if (again.Count > 0)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlParameter<DateOnly[]> Dates(IEnumerable<DateOnly> values) =>
        new() { TypedValue = [.. values] };

    private static NpgsqlParameter Numbers(IEnumerable<decimal?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Numeric };
}
