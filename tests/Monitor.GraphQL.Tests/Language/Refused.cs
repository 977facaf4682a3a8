using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>How the parser refuses a text.</summary>
internal static class Refused
{
    /// <summary><c>line:column message</c>, without the "Syntax Error: " that every message starts with.</summary>
    public static string By(string source, ParserOptions? options = null)
    {
        var refused = Assert.Throws<SyntaxException>(() => Parser.Parse(source, options));
        Assert.StartsWith("Syntax Error: ", refused.Message, StringComparison.Ordinal);
        return $"{refused.Location.Line}:{refused.Location.Column} {refused.Message["Syntax Error: ".Length..]}";
    }
}
