namespace Monitor.Benchmark.Domain;

/// <summary>A circumstance in which children are at more risk.</summary>
/// <param name="Id">Such as <c>single-parent</c>.</param>
/// <param name="Title">In Dutch.</param>
/// <param name="Weight">How many times as likely; 1: no weight is public.</param>
/// <param name="Shares">By municipality, the share of its children (0 to 1) in this circumstance.</param>
public sealed record RiskFactor(
    string Id, string Title, decimal Weight, IReadOnlyDictionary<string, decimal> Shares);

/// <summary>A range and its middle, in whole children.</summary>
public readonly record struct EstimatedRange(decimal Low, decimal Middle, decimal High)
{
    public static EstimatedRange operator +(EstimatedRange left, EstimatedRange right) =>
        new(left.Low + right.Low, left.Middle + right.Middle, left.High + right.High);
}

/// <summary>
/// Spreads a national range over municipalities by their children, weighted with risk factors, in whole numbers that
/// add up to it exactly. Method and what it is not: docs/estimates.md.
/// </summary>
public static class LocalEstimate
{
    /// <param name="national">Of the whole country; its middle is the mean of its ends, rounded down.</param>
    /// <param name="children">By code of the municipality; at least one has children.</param>
    /// <param name="factors">Each with a weight other than 1 must know the share of every municipality.</param>
    /// <exception cref="ArgumentException">A factor that counts lacks a municipality.</exception>
    public static IReadOnlyDictionary<string, EstimatedRange> Spread(
        (int Low, int High) national, IReadOnlyDictionary<string, decimal> children, IReadOnlyList<RiskFactor> factors)
    {
        var weights = children
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => (Code: c.Key, Weight: c.Value * factors.Aggregate(1m, (m, f) => m * TimesOf(f, c.Key))))
            .ToList();
        var low = LargestRemainder(national.Low, weights);
        var middle = LargestRemainder((national.Low + national.High) / 2, weights);
        var high = LargestRemainder(national.High, weights);
        return weights.Select((w, i) => (w.Code, Range: new EstimatedRange(low[i], middle[i], high[i])))
            .ToDictionary(r => r.Code, r => r.Range, StringComparer.Ordinal);
    }

    // How much more likely a child of this municipality is affected than where nobody is in this circumstance.
    private static decimal TimesOf(RiskFactor factor, string municipality) =>
        factor.Weight == 1
            ? 1
            : factor.Shares.TryGetValue(municipality, out var share)
                ? 1 + (share * (factor.Weight - 1))
                : throw new ArgumentException(
                    $"The risk factor {factor.Id} has a weight, and no share of {municipality}.", nameof(factor));

    /// <summary>
    /// Whole parts of a total in proportion to weights, which add up to it: each is rounded down, and what is left goes
    /// to the largest remainders, of equal ones to those that stand first.
    /// </summary>
    public static IReadOnlyList<int> LargestRemainder(int total, IReadOnlyList<(string Code, decimal Weight)> weights)
    {
        var sum = weights.Sum(w => w.Weight);
        var exact = weights.Select(w => total * w.Weight / sum).ToList();
        var whole = exact.Select(e => (int)decimal.Floor(e)).ToArray();
        var left = total - whole.Sum();
        foreach (var place in exact.Select((e, i) => (Remainder: e - whole[i], Place: i))
            .OrderByDescending(r => r.Remainder).ThenBy(r => r.Place).Take(left).Select(r => r.Place))
        {
            whole[place]++;
        }

        return whole;
    }
}
