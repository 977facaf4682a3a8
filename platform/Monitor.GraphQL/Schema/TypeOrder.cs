using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// The types of a schema in the order in which introspection and printing show them, which is graphql-js': as defined,
/// built-in ones where they are first used. A built-in scalar that is not used is left out. GraphQL 2025 §3.5
/// </summary>
internal sealed class TypeOrder
{
    private readonly HashSet<string> defined;
    private readonly Dictionary<string, NamedType> ordered = [];

    private TypeOrder(Document document)
    {
        defined = [.. document.Definitions
            .OfType<TypeDefinition>()
            .Where(type => !type.IsExtension)
            .Select(type => type.Name.Value)];
    }

    public static IReadOnlyDictionary<string, NamedType> Of(
        Document document,
        IReadOnlyDictionary<string, NamedType> types,
        IEnumerable<NamedType> roots,
        IEnumerable<DirectiveType> directives)
    {
        var order = new TypeOrder(document);
        foreach (var name in order.defined)
        {
            order.Add(types[name]);
        }

        var arguments = directives.SelectMany(directive => directive.Arguments.Values);
        foreach (var used in roots.Concat(arguments.Select(argument => argument.Type.Named)).Append(types["__Schema"]))
        {
            order.Use(used);
        }

        return order.ordered;
    }

    private void Use(NamedType type)
    {
        if (!defined.Contains(type.Name) && !ordered.ContainsKey(type.Name))
        {
            Add(type);
        }
    }

    private void Add(NamedType type)
    {
        ordered.Add(type.Name, type);
        foreach (var used in UsedBy(type))
        {
            Use(used);
        }
    }

    private static IEnumerable<NamedType> UsedBy(NamedType type) => type switch
    {
        UnionType union => union.NamedMembers,
        ComplexType complex => complex.NamedInterfaces
            .Concat(complex.Fields.Values.SelectMany(field =>
                field.Arguments.Values.Select(argument => argument.Type.Named).Prepend(field.Type.Named))),
        InputObjectType input => input.Fields.Values.Select(field => field.Type.Named),
        _ => [],
    };
}
