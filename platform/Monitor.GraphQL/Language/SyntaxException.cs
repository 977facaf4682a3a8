namespace Monitor.GraphQL.Language;

/// <summary>A document that is not GraphQL. The message starts with <c>Syntax Error:</c> and is safe to show.</summary>
public sealed class SyntaxException(string message, Location location) : Exception(message)
{
    /// <summary>Where reading stopped.</summary>
    public Location Location { get; } = location;

    /// <summary>
    /// What it has too much of, where it is larger than <see cref="ParserOptions"/> allow; the message names the limit.
    /// Null where it is simply wrong.
    /// </summary>
    public SyntaxLimit? Exceeded { get; init; }
}

/// <summary>What <see cref="ParserOptions"/> limit.</summary>
public enum SyntaxLimit
{
    Tokens,
    Depth,
}
