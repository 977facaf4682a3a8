namespace Monitor.Benchmark.Domain;

/// <summary>By what a list of names is sorted; those with equal points by name.</summary>
public enum NamedOrder
{
    Name,

    /// <summary>By the points of all parts that count.</summary>
    Total,
    Anchoring,
    Content,
    Reach,
}
