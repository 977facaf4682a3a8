using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>Names that begin with two underscores belong to introspection. §4.2</summary>
internal static class ReservedNames
{
    public static void Check(string name, SyntaxNode? node, SchemaFaults faults)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            faults.Add(
                $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        }
    }
}
