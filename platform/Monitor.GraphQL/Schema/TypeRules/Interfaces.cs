using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>A type implements interfaces, each once, and all that these implement. §3.6, §3.7</summary>
internal static class Interfaces
{
    public static void Check(ComplexType type, SchemaFaults faults)
    {
        var checkedBefore = new HashSet<InterfaceType>();
        foreach (var named in type.NamedInterfaces)
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
                CheckAncestors(type, @interface, faults);
                Implementations.Check(type, @interface, faults);
            }
        }
    }

    private static void CheckAncestors(ComplexType type, InterfaceType @interface, SchemaFaults faults)
    {
        foreach (var ancestor in @interface.NamedInterfaces.Where(ancestor => !type.NamedInterfaces.Contains(ancestor)))
        {
            faults.Add(
                ancestor == type
                    ? $"Type {type} cannot implement {@interface} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {@interface}.",
                [.. NodesOf(@interface, ancestor), .. NodesOf(type, @interface)]);
        }
    }

    /// <summary>Where a type says that it implements the other.</summary>
    private static IEnumerable<NamedTypeNode> NodesOf(ComplexType type, NamedType implemented) => type.Definitions
        .SelectMany(part => part switch
        {
            ObjectTypeDefinition one => one.Interfaces,
            InterfaceTypeDefinition one => one.Interfaces,
            _ => [],
        })
        .Where(node => node.Name == implemented.Name);
}
