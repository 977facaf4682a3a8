namespace Monitor.GraphQL.Language;

/// <summary>A document that is not GraphQL. The message starts with <c>Syntax Error:</c> and is safe to show.</summary>
public sealed class SyntaxException(string message, Location location) : Exception(message)
{
    /// <summary>Where reading stopped.</summary>
    public Location Location { get; } = location;
}
