using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// What the directives say that a schema itself obeys: <c>@deprecated @specifiedBy @oneOf</c>. §3.13.3 to §3.13.5
/// </summary>
/// <remarks>
/// They mean what the specification says even where a document defines them anew. A value that they cannot take leaves
/// nothing to make a type of: it is the only fault then, as in graphql-js.
/// </remarks>
internal static class ObeyedDirectives
{
    /// <summary>Null where the element is not deprecated.</summary>
    /// <exception cref="SchemaException">The reason is no text.</exception>
    public static string? DeprecationReason(IReadOnlyList<Directive> applied) =>
        Find(applied, "deprecated") is { } directive
            ? Text(directive, "reason") ?? BuiltIns.DefaultDeprecationReason
            : null;

    /// <summary>Null where the scalar does not say.</summary>
    /// <exception cref="SchemaException">The address is no text, or not given.</exception>
    public static string? SpecifiedByUrl(IReadOnlyList<Directive> applied) =>
        Find(applied, "specifiedBy") is { } directive
            ? Text(directive, "url") ?? throw Refuse(
                "Argument \"@specifiedBy(url:)\" of required type \"String!\" was not provided.", directive)
            : null;

    public static bool IsOneOf(IReadOnlyList<Directive> applied) => Find(applied, "oneOf") is not null;

    private static Directive? Find(IReadOnlyList<Directive> applied, string name) =>
        applied.FirstOrDefault(directive => directive.Name.Value == name);

    /// <summary>Null where the argument is not given.</summary>
    private static string? Text(Directive directive, string name)
    {
        var argument = directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name);
        return argument?.Value switch
        {
            null => null,
            StringValue text => text.Text,
            NullValue => throw Refuse(
                $"Argument \"@{directive.Name}({name}:)\" has invalid value: Expected value of non-null type "
                + "\"String!\" not to be null.",
                argument.Value),
            _ => throw Refuse(
                $"Argument \"@{directive.Name}({name}:)\" has invalid value: String cannot represent a non string "
                + $"value: {MessagePrinter.Print(argument.Value)}",
                argument.Value),
        };
    }

    private static SchemaException Refuse(string message, SyntaxNode node)
    {
        var faults = new SchemaFaults();
        faults.Add(message, node);
        return faults.ToException();
    }
}
