using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Makes a schema of its definition language. GraphQL 2025 §3.</summary>
/// <remarks>
/// Every schema also holds the built-in scalars and directives and the introspection types. Extensions are merged into
/// what they extend, wherever in the document they stand.
/// </remarks>
public static class SchemaBuilder
{
    /// <exception cref="SyntaxException">The text is not GraphQL.</exception>
    /// <exception cref="SchemaException">The schema breaks a rule; lists every fault.</exception>
    public static GraphQLSchema Build(string sdl, SchemaOptions? options = null) =>
        Build(Parser.Parse(sdl, ParserOptions.Schema), options);

    /// <exception cref="SchemaException">The schema breaks a rule; lists every fault.</exception>
    public static GraphQLSchema Build(Document document, SchemaOptions? options = null)
    {
        options ??= new SchemaOptions();
        var faults = new SchemaFaults();
        var schema = new SchemaAssembler(document, options, faults).Assemble();
        if (!options.AssumeValid)
        {
            AppliedDirectiveRules.Check(document, schema, faults);
            RootTypeRules.Check(schema, faults);
            DirectiveDefinitionRules.Check(schema, faults);
            TypeRules.Check(schema, faults);
            InterfaceRules.Check(schema, faults);
            InputCycleRules.Check(schema, faults);
        }

        faults.ThrowIfAny();
        return schema;
    }
}
