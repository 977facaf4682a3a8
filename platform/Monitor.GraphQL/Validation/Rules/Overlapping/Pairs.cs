namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>Which pairs were compared, and how strictly.</summary>
internal sealed class Pairs
{
    private Dictionary<long, bool>? compared;

    public static long Key(int one, int other) => ((long)one << 32) | (uint)other;

    /// <summary>Remembers a pair; false where it was compared before, as strictly or more so.</summary>
    public bool Add(int one, int other, bool areExclusive)
    {
        compared ??= [];
        var key = Key(one, other);
        if (compared.TryGetValue(key, out var wereExclusive) && (areExclusive || !wereExclusive))
        {
            return false;
        }

        compared[key] = areExclusive;
        return true;
    }
}
