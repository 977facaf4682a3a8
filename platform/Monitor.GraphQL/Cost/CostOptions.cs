namespace Monitor.GraphQL.Cost;

/// <summary>How operations are judged by their cost.</summary>
public sealed record CostOptions
{
    /// <summary>What field cost and type cost each may be. Default 20,000.</summary>
    public double MaxCost { get; init; } = 20_000;

    /// <summary>What a slicing argument may ask for. Default 1,000.</summary>
    public int MaxListSize { get; init; } = 1_000;

    /// <summary>Items of a list of which nothing is known. Default 10.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Whether messages name numbers. Default true.</summary>
    public bool ExposeLimits { get; init; } = true;
}
