using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Storage;

/// <summary>How an observation stands in its row.</summary>
internal static class ObservationRow
{
    /// <summary>Of <c>observations o</c>, in the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = """
        o.indicator, o.area, o.period, o.edition, o.value, o.low, o.high, o.status, o.suppressed, o.note,
        o.published_on, o.published_precision, o.source, o.generated, o.estimate
        """;

    public static Observation Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        Area.Parse(row.GetString(1)),
        Period.Parse(row.GetString(2)),
        row.OrNull<decimal>(4),
        EnumText.Parse<FigureStatus>(row.GetString(7)),
        row.GetFieldValue<DateOnly>(10),
        row.GetString(12))
    {
        Edition = row.GetInt32(3),
        Low = row.OrNull<decimal>(5),
        High = row.OrNull<decimal>(6),
        Suppressed = row.GetBoolean(8),
        Note = row.TextOrNull(9),
        PublishedPrecision = EnumText.Parse<DatePrecision>(row.GetString(11)),
        Generated = row.GetBoolean(13),
        Estimate = row.GetBoolean(14),
    };
}
