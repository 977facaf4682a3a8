using Monitor.GraphQL.AspNetCore.Documents;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>A document that was parsed and held against the schema.</summary>
/// <param name="Document">Null where the text is not GraphQL.</param>
/// <param name="Errors">Empty where the document may be executed; each with a code.</param>
public sealed record CheckedDocument(Document? Document, IReadOnlyList<GraphQLError> Errors);

/// <summary>Parses and validates documents, and keeps the valid ones it saw last. Safe for many threads.</summary>
/// <remarks>
/// Documents with errors are not kept: they could push out the good ones. Large documents push out many small ones:
/// all texts together stay within a number of characters.
/// </remarks>
public sealed class DocumentCache(GraphQLSchema schema, GraphQLOptions options)
{
    private const int MaximumCharacters = 8_000_000;

    private readonly RecentlyUsed<CheckedDocument> known = new(options.CachedDocuments, MaximumCharacters);

    /// <summary>The document of a text, from the cache where it is known.</summary>
    public CheckedDocument Get(string text)
    {
        if (known.TryGet(text, out var document))
        {
            return document;
        }

        document = Check(text);
        if (document.Errors.Count == 0)
        {
            known.Keep(text, document, text.Length);
        }

        return document;
    }

    private CheckedDocument Check(string text)
    {
        Document document;
        try
        {
            document = Parser.Parse(text, options.Parser);
        }
        catch (SyntaxException fault)
        {
            return new CheckedDocument(null, [ErrorOf(fault)]);
        }

        var errors = Validator.Validate(schema, document, options.Validation);
        return new CheckedDocument(document, [.. errors.Select(Coded)]);
    }

    /// <summary>A limit is named where settings allow it; the parser's own limit of depth is no setting.</summary>
    private GraphQLError ErrorOf(SyntaxException fault) => fault.Exceeded switch
    {
        SyntaxLimit.Tokens => GraphQLError.Of(
            "QUERY_TOO_LARGE",
            options.ExposeLimits is true ? fault.Message : "Syntax Error: The document is too long."),
        SyntaxLimit.Depth => GraphQLError.Of(
            "QUERY_TOO_DEEP",
            options.ExposeLimits is true ? fault.Message : "Syntax Error: The document is nested too deep."),
        _ => GraphQLError.Of("GRAPHQL_PARSE_FAILED", fault.Message) with { Locations = [fault.Location] },
    };

    private static GraphQLError Coded(GraphQLError error) =>
        error.Extensions is null ? error with { Extensions = GraphQLError.Code("GRAPHQL_VALIDATION_FAILED") } : error;
}
