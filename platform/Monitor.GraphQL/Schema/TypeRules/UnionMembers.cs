using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>A union has members: objects, each once. §3.8</summary>
internal static class UnionMembers
{
    public static void Check(UnionType union, GraphQLSchema schema, SchemaFaults faults)
    {
        var nodes = union.Definitions.Cast<UnionTypeDefinition>().SelectMany(part => part.Members).ToList();
        if (nodes.Count == 0)
        {
            faults.Add($"Union type {union} must define one or more member types.", union.Definitions);
        }

        var included = new HashSet<string>();
        foreach (var node in nodes)
        {
            var same = nodes.Where(other => other.Name == node.Name);
            if (!included.Add(node.Name))
            {
                faults.Add($"Union type {union} can only include type {node.Name} once.", same);
            }
            else if (schema.Types[node.Name] is not ObjectType)
            {
                faults.Add(
                    $"Union type {union} can only include Object types, it cannot include {node.Name}.", same);
            }
        }
    }
}
