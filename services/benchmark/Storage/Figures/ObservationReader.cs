using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>One figure: what editions are of.</summary>
public readonly record struct FigureKey(string Indicator, string Area, string Period)
{
    public static FigureKey Of(Observation observation) =>
        new(observation.Indicator, observation.Area.Code, observation.Period.Text);
}

/// <summary>Where else a figure was published.</summary>
public sealed record ObservationSource(string Source, DateOnly PublishedOn, string? Note);

/// <summary>What observations are wanted; what is null does not narrow.</summary>
public sealed record ObservationWish(IReadOnlyCollection<string> Indicators)
{
    public IReadOnlyCollection<string>? Areas { get; init; }

    public AreaKind? Kind { get; init; }

    public IReadOnlyCollection<string>? Periods { get; init; }

    /// <summary>As it was known at the end of this day; null: as it is known now.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>Reads observations: of each figure the edition that holds, many figures in one query.</summary>
public sealed class ObservationReader(NpgsqlDataSource database)
{
    private const string Where = """
        WHERE o.indicator = ANY ($1)
          AND ($2::text[] IS NULL OR o.area = ANY ($2))
          AND ($3::text IS NULL OR o.area_kind = $3)
          AND ($4::text[] IS NULL OR o.period = ANY ($4))
          AND ($5::date IS NULL OR o.published_on <= $5)
        """;

    /// <summary>The edition that holds of every figure wished for, by indicator, area and time.</summary>
    public Task<List<Observation>> FindAsync(ObservationWish wish, CancellationToken cancellationToken) => ReadAsync(
        $"""
        SELECT * FROM (
            SELECT DISTINCT ON (o.indicator, o.area, o.period) {ObservationRow.Columns}, o.first_day, o.last_day
            FROM observations o
            {Where}
            ORDER BY o.indicator, o.area, o.period, o.published_on DESC, o.edition DESC) AS held
        ORDER BY held.indicator, held.area, held.last_day, held.first_day
        """,
        wish,
        cancellationToken);

    /// <summary>How many figures there are of each indicator; one without any is absent.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(
        ObservationWish wish, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Put together from constants of this class; values are parameters.
        await using var command = database.CreateCommand($"""
            SELECT o.indicator, count(DISTINCT (o.area, o.period))::int FROM observations o {Where} GROUP BY o.indicator
            """);
#pragma warning restore CA2100
        AddWish(command, wish);
        var counts = await command.ReadAsync(
            row => (Indicator: row.GetString(0), Figures: row.GetInt32(1)), cancellationToken);
        return counts.ToDictionary(c => c.Indicator, c => c.Figures, StringComparer.Ordinal);
    }

    /// <summary>
    /// Of every indicator and area only the figure of the latest period; a half before its whole year.
    /// </summary>
    public Task<List<Observation>> LatestAsync(ObservationWish wish, CancellationToken cancellationToken) => ReadAsync(
        $"""
        SELECT DISTINCT ON (o.indicator, o.area) {ObservationRow.Columns}
        FROM observations o
        {Where}
        ORDER BY o.indicator, o.area, o.last_day DESC, o.first_day DESC, o.published_on DESC, o.edition DESC
        """,
        wish,
        cancellationToken);

    /// <summary>All editions of these figures, the earliest publication first.</summary>
    public async Task<ILookup<FigureKey, Observation>> EditionsAsync(
        IReadOnlyCollection<FigureKey> figures, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {ObservationRow.Columns}
            FROM unnest($1, $2, $3) AS wanted (indicator, area, period)
            JOIN observations o ON (o.indicator, o.area, o.period) = (wanted.indicator, wanted.area, wanted.period)
            ORDER BY o.published_on, o.edition
            """);
        AddKeys(command, figures);
        return (await command.ReadAsync(ObservationRow.Read, cancellationToken)).ToLookup(FigureKey.Of);
    }

    /// <summary>Where else these figures were published, by figure and edition.</summary>
    public async Task<ILookup<(FigureKey Figure, int Edition), ObservationSource>> SourcesAsync(
        IReadOnlyCollection<FigureKey> figures, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT s.indicator, s.area, s.period, s.edition, s.source, s.published_on, s.note
            FROM unnest($1, $2, $3) AS wanted (indicator, area, period)
            JOIN observation_sources s
                ON (s.indicator, s.area, s.period) = (wanted.indicator, wanted.area, wanted.period)
            ORDER BY s.published_on, s.source
            """);
        AddKeys(command, figures);
        var found = await command.ReadAsync(
            row => (
                Key: (new FigureKey(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetInt32(3)),
                Source: new ObservationSource(
                    row.GetString(4), row.GetFieldValue<DateOnly>(5), row.TextOrNull(6))),
            cancellationToken);
        return found.ToLookup(f => f.Key, f => f.Source);
    }

    private static void AddKeys(NpgsqlCommand command, IReadOnlyCollection<FigureKey> figures)
    {
        command.Parameters.Add(Texts(figures.Select(f => f.Indicator)));
        command.Parameters.Add(Texts(figures.Select(f => f.Area)));
        command.Parameters.Add(Texts(figures.Select(f => f.Period)));
    }

    private async Task<List<Observation>> ReadAsync(
        string sql, ObservationWish wish, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Put together from constants of this class; values are parameters.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        AddWish(command, wish);
        return await command.ReadAsync(ObservationRow.Read, cancellationToken);
    }

    private static void AddWish(NpgsqlCommand command, ObservationWish wish)
    {
        command.Parameters.Add(Texts(wish.Indicators));
        command.Parameters.Add(OrNull(wish.Areas?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(wish.Kind is { } kind ? EnumText.Of(kind) : null, NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(wish.Periods?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(wish.AsOf, NpgsqlDbType.Date));
    }
}
