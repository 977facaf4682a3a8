namespace Monitor.GraphQL.Language;

/// <summary>Reads GraphQL, September 2025 edition: executable documents and the type system language.</summary>
public static class Parser
{
    /// <summary>Reads a whole document.</summary>
    /// <param name="source">The text; a byte order mark is ignored.</param>
    /// <param name="options"><see cref="ParserOptions.Request"/> where absent; a schema takes
    /// <see cref="ParserOptions.Schema"/>.</param>
    /// <exception cref="SyntaxException">The text is not GraphQL, or larger than the options allow.</exception>
    public static Document Parse(string source, ParserOptions? options = null) =>
        new DocumentParser(source, options ?? ParserOptions.Request).ParseDocument();

    /// <summary>Reads one value; variables are allowed in it.</summary>
    /// <exception cref="SyntaxException">The text is not one value.</exception>
    public static Value ParseValue(string source) =>
        new DocumentParser(source, ParserOptions.Request).ParseWholeValue();

    /// <summary>Reads one reference to a type: <c>[Int!]</c>.</summary>
    /// <exception cref="SyntaxException">The text is not one type.</exception>
    public static TypeNode ParseType(string source) =>
        new DocumentParser(source, ParserOptions.Request).ParseWholeType();
}
