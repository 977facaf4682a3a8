namespace Monitor.GraphQL.Validation;

/// <summary>Limits of validation.</summary>
public sealed record ValidationOptions
{
    public static ValidationOptions Default { get; } = new();

    /// <summary>Validation stops after this many errors. At least 1; default 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>How many fields may lie within one another, introspection apart. At least 1; default 32.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>How many fields an operation may select once its fragments are spread. Default 10,000.</summary>
    public int MaxFields { get; init; } = 10_000;
}
