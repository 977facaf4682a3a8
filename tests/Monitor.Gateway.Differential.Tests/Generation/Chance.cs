namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>Choices that a seed decides: the same seed always chooses the same.</summary>
internal sealed class Chance(int seed)
{
    // The numbers of a seeded Random are the same on every .NET, and need not be unpredictable.
#pragma warning disable CA5394
    private readonly Random random = new(seed);

    /// <summary>From 0 up to, but not including, <paramref name="end"/>.</summary>
    public int Below(int end) => random.Next(end);

    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool In100(int percent) => Below(100) < percent;
#pragma warning restore CA5394

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Some of the items, each once, in their order.</summary>
    public List<T> Some<T>(IEnumerable<T> items, int percent) => [.. items.Where(_ => In100(percent))];
}
