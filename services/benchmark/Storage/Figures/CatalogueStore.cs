using System.Globalization;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>What there is of an indicator and a kind of area.</summary>
/// <param name="Indicator">Id.</param>
/// <param name="Kind">Of the areas.</param>
/// <param name="First">The earliest period.</param>
/// <param name="Last">The latest period.</param>
/// <param name="Figures">How many figures, each once however many editions.</param>
/// <param name="Generated">Whether any of them is generated.</param>
public sealed record Coverage(string Indicator, AreaKind Kind, Period First, Period Last, int Figures, bool Generated);

/// <summary>The catalogue of figures, and a number that rises with every change of it or of the figures.</summary>
public sealed class CatalogueStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Brings the tables in line with the catalogue; what is not named any more stays, for its figures do.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> SaveAsync(
        NpgsqlTransaction transaction, Catalogue catalogue, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO topics AS t (id, position, title, description)
            SELECT id, place, title, description
            FROM unnest($1, $2, $3) WITH ORDINALITY AS n (id, title, description, place)
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title,
                description = excluded.description
            WHERE (t.position, t.title, t.description) <> (excluded.position, excluded.title, excluded.description)
            """)
        {
            Parameters =
            {
                Texts(catalogue.Topics.Select(t => t.Id)), Texts(catalogue.Topics.Select(t => t.Title)),
                Texts(catalogue.Topics.Select(t => t.Description)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO themes AS t (id, position, title)
            SELECT id, place, title FROM unnest($1, $2) WITH ORDINALITY AS n (id, title, place)
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title
            WHERE (t.position, t.title) <> (excluded.position, excluded.title)
            """)
        {
            Parameters =
            {
                Texts(catalogue.Themes.Select(t => t.Id)), Texts(catalogue.Themes.Select(t => t.Title)),
            },
        });
        batch.BatchCommands.Add(Indicators(catalogue.Indicators));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM comparability WHERE id <> ALL ($1)")
        {
            Parameters = { Texts(catalogue.Comparability.Select(c => c.Id)) },   // a judgement may be withdrawn
        });
        batch.BatchCommands.Add(Comparabilities(catalogue.Comparability));
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Raises the version, in the transaction of what changed.</summary>
    /// <returns>The version from then on.</returns>
    public static async Task<long> RaiseVersionAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE figures_version SET version = version + 1 RETURNING version",
            transaction.Connection, transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async Task<long> VersionAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT version FROM figures_version");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async Task<Catalogue> ReadAsync(CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT id, title, description FROM topics ORDER BY position, id"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT id, title FROM themes ORDER BY position, id"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT entry FROM indicators ORDER BY position, id"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            SELECT id, indicators, area_kinds, first_day, last_day, kind, reason, source FROM comparability ORDER BY id
            """));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var topics = await reader.ReadRowsAsync(
            row => new Topic(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var themes = await reader.ReadRowsAsync(
            row => new Theme(row.GetString(0), row.GetString(1)), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var indicators = await reader.ReadRowsAsync(
            row => row.Json<Indicator>(0, StoredJson.Form), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var comparability = await reader.ReadRowsAsync(ReadComparability, cancellationToken);
        return new Catalogue(topics, themes, indicators, comparability);
    }

    /// <summary>What there are figures of, by indicator and kind of area.</summary>
    public async Task<IReadOnlyList<Coverage>> CoverageAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT indicator, area_kind,
                   (array_agg(period ORDER BY first_day, last_day))[1],
                   (array_agg(period ORDER BY last_day DESC, first_day DESC))[1],
                   sum(figures)::int, bool_or(generated)
            FROM (SELECT indicator, area_kind, period, first_day, last_day,
                         count(DISTINCT area) AS figures, bool_or(generated) AS generated
                  FROM observations
                  GROUP BY indicator, area_kind, period, first_day, last_day) AS by_period
            GROUP BY indicator, area_kind
            """);
        return await command.ReadAsync(
            row => new Coverage(
                row.GetString(0), EnumText.Parse<AreaKind>(row.GetString(1)), Period.Parse(row.GetString(2)),
                Period.Parse(row.GetString(3)), row.GetInt32(4), row.GetBoolean(5)),
            cancellationToken);
    }

    private static NpgsqlBatchCommand Indicators(IReadOnlyList<Indicator> indicators) => new("""
        INSERT INTO indicators AS i (id, position, topic, theme, entry)
        SELECT id, place, topic, theme, entry::jsonb
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS n (id, topic, theme, entry, place)
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, topic = excluded.topic, theme = excluded.theme,
            entry = excluded.entry
        WHERE (i.position, i.entry) <> (excluded.position, excluded.entry)
        """)
    {
        Parameters =
        {
            Texts(indicators.Select(i => i.Id)),
            Texts(indicators.Select(i => i.Topic)),
            TextsOrNull(indicators.Select(i => i.Theme)),
            Texts(indicators.Select(i => JsonSerializer.Serialize(i, StoredJson.Form))),
        },
    };

    private static NpgsqlBatchCommand Comparabilities(IReadOnlyList<Comparability> rows) => new("""
        WITH wanted AS (
            SELECT id, string_to_array(indicators, ' ') AS indicators, string_to_array(area_kinds, ' ') AS area_kinds,
                   first_day, last_day, kind, reason, source
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                AS n (id, indicators, area_kinds, first_day, last_day, kind, reason, source))
        INSERT INTO comparability AS c SELECT * FROM wanted
        ON CONFLICT (id) DO UPDATE SET indicators = excluded.indicators, area_kinds = excluded.area_kinds,
            first_day = excluded.first_day, last_day = excluded.last_day, kind = excluded.kind,
            reason = excluded.reason, source = excluded.source
        WHERE (c.indicators, c.area_kinds, c.first_day, c.last_day, c.kind, c.reason, c.source)
           <> (excluded.indicators, excluded.area_kinds, excluded.first_day, excluded.last_day, excluded.kind,
               excluded.reason, excluded.source)
        """)
    {
        Parameters =
        {
            Texts(rows.Select(r => r.Id)),
            Texts(rows.Select(r => string.Join(' ', r.Indicators))),
            Texts(rows.Select(r => string.Join(' ', r.AreaKinds.Select(EnumText.Of)))),
            new NpgsqlParameter<DateOnly[]> { TypedValue = [.. rows.Select(r => r.FirstDay)] },
            new NpgsqlParameter<DateOnly[]> { TypedValue = [.. rows.Select(r => r.LastDay)] },
            Texts(rows.Select(r => EnumText.Of(r.Kind))),
            Texts(rows.Select(r => r.Reason)),
            Texts(rows.Select(r => r.Source)),
        },
    };

    private static Comparability ReadComparability(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetFieldValue<string[]>(1),
        [.. row.GetFieldValue<string[]>(2).Select(EnumText.Parse<AreaKind>)],
        row.GetFieldValue<DateOnly>(3),
        row.GetFieldValue<DateOnly>(4),
        EnumText.Parse<ComparabilityKind>(row.GetString(5)),
        row.GetString(6),
        row.GetString(7));
}
