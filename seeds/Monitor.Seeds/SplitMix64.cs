namespace Monitor.Seeds;

/// <summary>
/// A small generator of pseudorandom numbers, the same on every platform: only 64-bit integer arithmetic.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Not for secrets.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);

        // Lemire's multiplication: the high half of a product. The bias, under bound / 2^64, is of no matter here.
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Noise around 0, bell-shaped, within ± <paramref name="reach"/>: the mean of four even draws.</summary>
    public int Noise(int reach)
    {
        var sum = 0;
        for (var draw = 0; draw < 4; draw++)
        {
            sum += Below((2 * reach) + 1) - reach;
        }

        return sum / 4;
    }

    /// <summary>Puts the items in a random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var chosen = Below(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }
}
