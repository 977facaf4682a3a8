using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema.DefinitionRules;
using Monitor.GraphQL.Schema.TypeRules;

namespace Monitor.GraphQL.Schema;

/// <summary>Makes a schema of its definition language. GraphQL 2025 §3.</summary>
/// <remarks>
/// Every schema also holds the built-in directives, the introspection types and those built-in scalars that it uses.
/// Extensions are merged into what they extend, wherever in the document they stand.
/// </remarks>
public static class SchemaBuilder
{
    /// <exception cref="SyntaxException">The text is not GraphQL.</exception>
    /// <exception cref="SchemaException">The schema breaks a rule; lists every fault of the first stage that found
    /// any: of the definitions as written, then of the types made of them.</exception>
    /// <exception cref="ArgumentException">The options coerce a built-in scalar.</exception>
    public static GraphQLSchema Build(string sdl, SchemaOptions? options = null) =>
        Build(Parser.Parse(sdl, ParserOptions.Schema), options);

    /// <exception cref="SchemaException">The schema breaks a rule, as above.</exception>
    /// <exception cref="ArgumentException">The options coerce a built-in scalar.</exception>
    public static GraphQLSchema Build(Document document, SchemaOptions? options = null)
    {
        options ??= new SchemaOptions();
        options.Check();
        var faults = new SchemaFaults();
        DefinitionWalk.Check(document, faults);
        faults.ThrowIfAny();

        var schema = new SchemaAssembler(document, options).Assemble();
        if (!options.AssumeValid)
        {
            SchemaRules.Check(schema, faults);
            faults.ThrowIfAny();
        }

        return schema;
    }
}
