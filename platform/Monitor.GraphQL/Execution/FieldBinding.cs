using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>A field of an object type and what answers it.</summary>
internal sealed class FieldBinding(ObjectType parent, FieldType field, FieldResolver resolver)
{
    public ObjectType Parent { get; } = parent;

    public FieldType Field { get; } = field;

    public FieldResolver Resolver { get; } = resolver;

    /// <summary>What opens the events of a subscription field; null where nothing does.</summary>
    public SourceCall? Source { get; init; }

    /// <summary>What <c>@cacheControl</c> says of this field.</summary>
    public CacheRule Cache { get; init; }

    /// <summary>Whether this is the field by which other subgraphs ask for entities.</summary>
    public bool IsEntities { get; init; }

    /// <summary>How its leaves are kept and written, if it has any.</summary>
    public LeafCodec Leaf { get; } =
        field.Type.Named.IsLeaf ? LeafCodecs.Of(field.Type, resolver.ValueType) : AnyCodec.Instance;

    /// <summary>As written in errors: <c>Municipality.name</c>.</summary>
    public string Coordinate { get; } = $"{parent.Name}.{field.Name}";
}
