using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>A type implements interfaces, each once, and all that these implement. §3.6, §3.7</summary>
internal static class Interfaces
{
    public static void Check(ComplexType type, GraphQLSchema schema, SchemaFaults faults)
    {
        var checkedBefore = new HashSet<InterfaceType>();
        var declared = Declared(type, schema);
        foreach (var named in declared)
        {
            if (named is not InterfaceType @interface)
            {
                faults.Add(
                    $"Type {type} must only implement Interface types, it cannot implement {named}.",
                    NodesOf(type, named));
            }
            else if (type == @interface)
            {
                faults.Add(
                    $"Type {type} cannot implement itself because it would create a circular reference.",
                    NodesOf(type, @interface));
            }
            else if (!checkedBefore.Add(@interface))
            {
                faults.Add($"Type {type} can only implement {@interface} once.", NodesOf(type, @interface));
            }
            else
            {
                CheckAncestors(type, declared, @interface, schema, faults);
                Implementations.Check(type, @interface, faults);
            }
        }
    }

    private static void CheckAncestors(
        ComplexType type,
        List<NamedType> declared,
        InterfaceType @interface,
        GraphQLSchema schema,
        SchemaFaults faults)
    {
        foreach (var ancestor in Declared(@interface, schema).Where(ancestor => !declared.Contains(ancestor)))
        {
            faults.Add(
                ancestor == type
                    ? $"Type {type} cannot implement {@interface} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {@interface}.",
                [.. NodesOf(@interface, ancestor), .. NodesOf(type, @interface)]);
        }
    }

    /// <summary>All that a type says it implements, whatever it is and however often.</summary>
    private static List<NamedType> Declared(ComplexType type, GraphQLSchema schema) =>
        [.. Nodes(type).Select(node => schema.Types[node.Name])];

    private static IEnumerable<NamedTypeNode> NodesOf(ComplexType type, NamedType implemented) =>
        Nodes(type).Where(node => node.Name == implemented.Name);

    private static IEnumerable<NamedTypeNode> Nodes(ComplexType type) => type.Definitions.SelectMany(part => part switch
    {
        ObjectTypeDefinition one => one.Interfaces,
        InterfaceTypeDefinition one => one.Interfaces,
        _ => [],
    });
}
