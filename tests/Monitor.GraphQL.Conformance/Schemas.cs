using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Conformance;

/// <summary>Schemas by their text: many lines ask of the same.</summary>
internal sealed class Schemas
{
    private const int Most = 500;

    private readonly Dictionary<string, BuiltSchema> known = new(StringComparer.Ordinal);

    /// <exception cref="SyntaxException">The text is not GraphQL.</exception>
    public BuiltSchema Find(string sdl)
    {
        if (!known.TryGetValue(sdl, out var schema))
        {
            if (known.Count == Most)
            {
                known.Clear();
            }

            known.Add(sdl, schema = BuiltSchema.Of(sdl));
        }

        return schema;
    }
}

/// <summary>What became of a schema's text.</summary>
/// <param name="Faults">Empty where the schema is valid.</param>
/// <param name="Schema">Null where there is nothing to print.</param>
internal sealed record BuiltSchema(IReadOnlyList<GraphQLError> Faults, GraphQLSchema? Schema)
{
    private readonly Lazy<ExecutableSchema> executable = new(
        () => ExecutableSchema.Build(Schema!, binder => Bind(binder, Schema!)));

    /// <summary>Every field bound to rootValue. Only a valid schema has it.</summary>
    public ExecutableSchema Executable => executable.Value;

    public static BuiltSchema Of(string sdl)
    {
        var document = Parser.Parse(sdl, ParserOptions.Schema);
        var options = new SchemaOptions { Scalars = AnyScalar.AllOf(document) };
        try
        {
            return new BuiltSchema([], SchemaBuilder.Build(document, options));
        }
        catch (SchemaException refused)
        {
            return new BuiltSchema(refused.Faults, Unchecked(document, options));
        }
    }

    /// <summary>As graphql-js, which prints schemas that break rules of the type system.</summary>
    private static GraphQLSchema? Unchecked(Document document, SchemaOptions options)
    {
        try
        {
            return SchemaBuilder.Build(document, options with { AssumeValid = true });
        }
        catch (SchemaException)
        {
            return null;
        }
    }

    private static void Bind(Binder binder, GraphQLSchema schema)
    {
        binder.TypeOf(value =>
            value is Dictionary<string, object?> members && members.TryGetValue("__typename", out var name)
                ? name as string
                : null);
        var types = schema.Types.Values.OfType<ObjectType>();
        foreach (var type in types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            foreach (var coordinate in type.Fields.Keys.Select(field => $"{type.Name}.{field}"))
            {
                binder.Field<object?, object?>(coordinate, FieldData.ResolveAsync);
                if (ReferenceEquals(type, schema.SubscriptionType))
                {
                    binder.Stream<object?>(coordinate, FieldData.OpenAsync);
                }
            }
        }
    }
}
