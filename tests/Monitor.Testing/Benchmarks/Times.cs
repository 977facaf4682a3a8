using System.Globalization;

namespace Monitor.Testing;

/// <summary>Milliseconds of many turns of one thing.</summary>
public sealed class Times
{
    private readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(TimeSpan time)
    {
        lock (milliseconds)
        {
            milliseconds.Add(time.TotalMilliseconds);
        }
    }

    /// <summary>The value that this share of all turns does not exceed, from 0 to 1.</summary>
    public double Quantile(double share)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(share * sorted.Count))];
    }

    /// <summary>p50 and p99, as two cells of a table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Quantile(0.5):0.00} | {Quantile(0.99):0.00}");
}
