using System.Runtime.CompilerServices;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>The fields that every schema has without defining them. §4.1, §4.2</summary>
internal sealed class MetaFields
{
    private static readonly ConditionalWeakTable<GraphQLSchema, MetaFields> BySchema = [];

    private MetaFields(GraphQLSchema schema)
    {
        var text = new NonNullType(schema.Types["String"]);
        TypeName = new FieldType("__typename", text)
        {
            Description = "The name of the current Object type at runtime.",
        };
        Schema = new FieldType("__schema", new NonNullType(schema.Types["__Schema"]))
        {
            Description = "Access the current type schema of this server.",
        };
        Type = new FieldType("__type", schema.Types["__Type"])
        {
            Description = "Request the type information of a single type.",
            Arguments = new Dictionary<string, InputValueType> { ["name"] = new("name", text) },
        };
    }

    public FieldType TypeName { get; }

    public FieldType Schema { get; }

    public FieldType Type { get; }

    public static MetaFields Of(GraphQLSchema schema) => BySchema.GetValue(schema, static key => new MetaFields(key));

    /// <summary>
    /// A field of a composite type by name, those without definition included; null where there is none.
    /// </summary>
    public static FieldType? Find(GraphQLSchema schema, NamedType parent, string name)
    {
        if (parent is ComplexType complex && complex.Fields.TryGetValue(name, out var field))
        {
            return field;
        }

        if (!name.StartsWith("__", StringComparison.Ordinal))
        {
            return null;
        }

        return name switch
        {
            "__typename" when parent.IsComposite => Of(schema).TypeName,
            "__schema" when ReferenceEquals(parent, schema.QueryType) => Of(schema).Schema,
            "__type" when ReferenceEquals(parent, schema.QueryType) => Of(schema).Type,
            _ => null,
        };
    }
}
