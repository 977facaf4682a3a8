namespace Monitor.Benchmark.Domain;

/// <summary>How the classes of a map are made.</summary>
public enum ClassMethod
{
    /// <summary>As many areas in each class, as far as equal values allow.</summary>
    Quantiles,

    /// <summary>Classes of the same width.</summary>
    Equal,
}

/// <summary>
/// Classes of values for a map. A class runs from its lower boundary up to, and without, its upper one; the last holds
/// its upper one too.
/// </summary>
/// <param name="Boundaries">Ascending, one more than there are classes; empty without values.</param>
public sealed record MapClasses(IReadOnlyList<decimal> Boundaries)
{
    public int Count => Math.Max(0, Boundaries.Count - 1);

    /// <param name="values">In any order.</param>
    /// <param name="classes">How many at most: fewer where there are fewer different values.</param>
    /// <param name="method">How.</param>
    public static MapClasses Of(IReadOnlyCollection<decimal> values, int classes, ClassMethod method)
    {
        if (values.Count == 0)
        {
            return new MapClasses([]);
        }

        var sorted = values.Order().ToList();
        var (low, high) = (sorted[0], sorted[^1]);
        if (low == high)
        {
            return new MapClasses([low, high]);
        }

        var inner = Enumerable.Range(1, classes - 1).Select(i => method == ClassMethod.Equal
            ? low + ((high - low) * i / classes)
            : sorted[i * sorted.Count / classes]);
        return new MapClasses([low, .. inner.Where(b => b > low && b < high).Distinct(), high]);
    }

    /// <summary>The class that a value is in, from 1.</summary>
    public int Of(decimal value)
    {
        var above = Boundaries.Skip(1).TakeWhile(boundary => value >= boundary).Count();
        return Math.Min(above + 1, Count);
    }
}
