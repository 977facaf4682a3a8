using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>A union has members: objects, each once. §3.8</summary>
internal static class UnionMembers
{
    public static void Check(UnionType union, SchemaFaults faults)
    {
        if (union.NamedMembers.Count == 0)
        {
            faults.Add($"Union type {union} must define one or more member types.", union.Definitions);
        }

        var included = new HashSet<NamedType>();
        foreach (var member in union.NamedMembers)
        {
            if (!included.Add(member))
            {
                faults.Add($"Union type {union} can only include type {member} once.", NodesOf(union, member));
            }
            else if (member is not ObjectType)
            {
                faults.Add(
                    $"Union type {union} can only include Object types, it cannot include {member}.",
                    NodesOf(union, member));
            }
        }
    }

    private static IEnumerable<NamedTypeNode> NodesOf(UnionType union, NamedType member) => union.Definitions
        .OfType<UnionTypeDefinition>()
        .SelectMany(part => part.Members)
        .Where(node => node.Name == member.Name);
}
