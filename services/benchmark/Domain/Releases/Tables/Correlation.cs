namespace Monitor.Benchmark.Domain;

/// <summary>How the own mark of now goes together with the average score over objectives: Pearson's r.</summary>
/// <param name="Coefficient">From -1 to 1, two decimals.</param>
/// <param name="Respondents">Those with both.</param>
public sealed record Correlation(decimal Coefficient, int Respondents);

/// <summary>
/// Sums from which a correlation follows, added to one pair at a time. Averages count with 6 decimals, so that the sums
/// of 100,000 pairs are exact.
/// </summary>
internal sealed class CorrelationTally
{
    private decimal x;
    private decimal y;
    private decimal xx;
    private decimal yy;
    private decimal xy;

    public int Pairs { get; private set; }

    public void Add(decimal mark, decimal exactAverage)
    {
        var average = Math.Round(exactAverage, 6);
        Pairs++;
        x += mark;
        y += average;
        xx += mark * mark;
        yy += average * average;
        xy += mark * average;
    }

    /// <summary>Pearson's r; null where all marks or all averages are the same, as it has no value then.</summary>
    public decimal? Coefficient()
    {
        var spread = ((Pairs * xx) - (x * x)) * ((Pairs * yy) - (y * y));
        return spread <= 0
            ? null
            : Math.Round(
                (decimal)((double)((Pairs * xy) - (x * y)) / Math.Sqrt((double)spread)),
                2,
                MidpointRounding.AwayFromZero);
    }
}
