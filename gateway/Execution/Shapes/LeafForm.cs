using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>What JSON a leaf is. GraphQL 2025 §3.5</summary>
internal enum LeafKind
{
    /// <summary>A custom scalar, or a field that no client asked for.</summary>
    Any,

    Int,
    Float,
    Text,
    Boolean,

    /// <summary>A string; subgraphs may write whole numbers too, clients get strings.</summary>
    Id,

    Enum,
}

/// <summary>What clients may get in a field without fields of its own.</summary>
/// <param name="Kind">What each value is.</param>
/// <param name="ListDepth">Lists around it; 0 for none.</param>
/// <param name="Values">The values of an enum that clients may see; else null.</param>
internal sealed record LeafForm(LeafKind Kind, int ListDepth, NameTable? Values)
{
    /// <summary>Any JSON at all.</summary>
    public static LeafForm Any { get; } = new(LeafKind.Any, 0, null);

    public static LeafForm Of(GraphQLType type)
    {
        var depth = 0;
        for (var inner = type.Nullable; inner is ListType list; inner = list.Item.Nullable)
        {
            depth++;
        }
        return type.Named is EnumType values
            ? new LeafForm(LeafKind.Enum, depth, new NameTable([.. values.Values.Keys]))
            : new LeafForm(KindOf(type.Named.Name), depth, null);
    }

    private static LeafKind KindOf(string scalar) => scalar switch
    {
        "Int" => LeafKind.Int,
        "Float" => LeafKind.Float,
        "String" => LeafKind.Text,
        "Boolean" => LeafKind.Boolean,
        "ID" => LeafKind.Id,
        _ => LeafKind.Any,
    };
}
