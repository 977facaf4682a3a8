namespace Monitor.GraphQL.Language;

/// <summary>How much a document may ask of the parser.</summary>
public sealed record ParserOptions
{
    /// <summary>For what a client sends, and where no options are given.</summary>
    public static ParserOptions Request { get; } = new();

    /// <summary>For one's own schemas: as long as they need to be.</summary>
    public static ParserOptions Schema { get; } = new() { MaxTokens = int.MaxValue };

    /// <summary>Tokens read before parsing is aborted; comments and commas are free. Default 15,000.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>
    /// Levels that selection sets, lists, input objects and list types may nest, counted together. Default 200.
    /// However high it is set, the stack does not overflow.
    /// </summary>
    public int MaxDepth { get; init; } = 200;
}
