using System.Globalization;
using Monitor.Benchmark.Report;

namespace Monitor.Benchmark.Graph;

/// <summary>A region's report as clients see it.</summary>
public sealed record RegionReportView(string Code, int Year, DateOnly AsOf, string Release)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Region, round and day: <c>VT05.2017.2018-01-31</c>.</summary>
    public string Id => $"{Code}.{Year}.{AsOf.ToString(DayFormat, CultureInfo.InvariantCulture)}";

    public RegionReference Region => new(Code);

    public RoundReference Round => new(Year);

    /// <summary>What the gateway brought from questionnaire for <c>html</c>; null where it was not asked for.</summary>
    internal RegionFacts? Facts { get; init; }

    /// <summary>Region, round and day of an id; null for a text that is not an id of ours.</summary>
    public static (string Region, int Year, DateOnly Day)? Read(string id) =>
        id.Split('.') is [var region, var year, var day]
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (region, number, date)
            : null;
}
