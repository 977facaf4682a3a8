namespace Monitor.Benchmark.Domain;

/// <summary>How a figure is asked for.</summary>
public enum Per
{
    /// <summary>As it is published.</summary>
    Number,

    Per1000Inhabitants,

    Per1000Children,
}

/// <summary>Divides a figure by who live in its area.</summary>
public static class Rate
{
    /// <summary>A count of another year is taken as long as it is not further away than this.</summary>
    public const int MostYearsApart = 5;

    /// <summary>The indicator to divide by; null where that makes no sense.</summary>
    public static string? DividedBy(Indicator indicator, Per per) => per switch
    {
        Per.Per1000Inhabitants => indicator.PerInhabitants,
        Per.Per1000Children => indicator.PerChildren,
        _ => null,
    };

    /// <summary>
    /// Of an area's counts the one of the period's last year, else the nearest, of two as near the earlier; null where
    /// none is near enough.
    /// </summary>
    public static Observation? Nearest(IEnumerable<Observation> counts, Period period) => counts
        .Where(c => c.Value > 0 && Math.Abs(c.Period.LastYear - period.LastYear) <= MostYearsApart)
        .OrderBy(c => Math.Abs(c.Period.LastYear - period.LastYear)).ThenBy(c => c.Period.LastYear)
        .FirstOrDefault();

    /// <summary>Per 1,000, with one decimal more than the figure has, at least one; halves away from zero.</summary>
    public static decimal? Of(decimal? value, decimal count, Indicator indicator) =>
        value is { } number
            ? Math.Round(number * 1000 / count, Math.Max(1, indicator.Decimals + 1), MidpointRounding.AwayFromZero)
            : null;
}
