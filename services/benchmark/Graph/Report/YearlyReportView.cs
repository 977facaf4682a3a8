using System.Globalization;
using Monitor.Benchmark.Report;

namespace Monitor.Benchmark.Graph;

/// <summary>A yearly report as clients see it.</summary>
public sealed record YearlyReportView(int Year, DateOnly AsOf, string Release, bool Generated)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Round and day: <c>2017.2018-01-31</c>; the same day of the same round is the same report.</summary>
    public string Id => $"{Year}.{AsOf.ToString(DayFormat, CultureInfo.InvariantCulture)}";

    public RoundReference Round => new(Year);

    /// <summary>What the gateway brought from questionnaire for <c>html</c>; null where that was not asked
    /// for.</summary>
    internal RoundFacts? Facts { get; init; }

    /// <summary>Round and day of an id; null for a text that is not an id of ours.</summary>
    public static (int Year, DateOnly Day)? Read(string id) =>
        id.Split('.') is [var year, var day]
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (number, date)
            : null;
}
