using System.Runtime.CompilerServices;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Which built-in scalars a schema really has: those that something in it is of. GraphQL 2025 §3.5</summary>
internal static class ReferencedTypes
{
    private static readonly ConditionalWeakTable<GraphQLSchema, HashSet<ScalarType>> BySchema = [];

    /// <summary>The built-in scalars that no field, argument or input field is of; mostly none.</summary>
    public static HashSet<ScalarType> ScalarsWithoutUse(GraphQLSchema schema) =>
        BySchema.GetValue(schema, static key => Find(key));

    private static HashSet<ScalarType> Find(GraphQLSchema schema)
    {
        // Introspection itself uses String and Boolean.
        HashSet<ScalarType> unused = [.. schema.Types.Values.OfType<ScalarType>()
            .Where(scalar => scalar.Name is "Int" or "Float" or "ID")];
        foreach (var type in schema.Types.Values)
        {
            switch (type)
            {
                case ComplexType complex:
                    foreach (var field in complex.Fields.Values)
                    {
                        Remove(field.Type);
                        Remove(field.Arguments);
                    }

                    break;
                case InputObjectType input:
                    Remove(input.Fields);
                    break;
            }
        }

        foreach (var directive in schema.Directives.Values)
        {
            Remove(directive.Arguments);
        }

        return unused;

        void Remove(object referred)
        {
            switch (referred)
            {
                case GraphQLType { Named: ScalarType scalar }:
                    unused.Remove(scalar);
                    break;
                case IReadOnlyDictionary<string, InputValueType> values:
                    foreach (var value in values.Values)
                    {
                        Remove(value.Type);
                    }

                    break;
            }
        }
    }
}
