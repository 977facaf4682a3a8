using System.Collections.Concurrent;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Access;

/// <summary>
/// What the supergraph's <c>@authenticated</c>, <c>@requiresScopes</c> and <c>@policy</c> ask for each field.
/// </summary>
/// <remarks>
/// A field asks for what stands on itself, on its parent, and on the type that it gives. What is asked of an interface
/// is asked of any of its types, so there it is all that they ask together; a fragment on one of them asks for that
/// one's alone.
/// </remarks>
internal sealed class AccessRules
{
    private const string Specifications = "https://specs.apollo.dev/";

    /// <summary>Features that protect data, and that this gateway knows.</summary>
    private static readonly string[] known =
    [
        $"{Specifications}authenticated", $"{Specifications}requiresScopes", $"{Specifications}policy",
        $"{Specifications}inaccessible",
    ];

    private static readonly IReadOnlyList<AccessCondition> none = [];

    private readonly Dictionary<string, IReadOnlyList<AccessCondition>> types = [];
    private readonly Dictionary<(string Type, string Field), FieldRule> fields = [];
    private readonly Dictionary<string, List<string>> implementations = [];
    private readonly ConcurrentDictionary<(string Type, string Field), IReadOnlyList<AccessCondition>> found = new();

    private AccessRules()
    {
    }

    /// <summary>Of a graph that anyone may ask for all of.</summary>
    public static AccessRules None { get; } = new();

    /// <summary>Whether nothing asks for anything.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Names of all policies, as the supergraph writes them.</summary>
    public IReadOnlySet<string> Policies { get; private set; } = new HashSet<string>();

    /// <exception cref="SupergraphException">
    /// A directive has the wrong form; or the supergraph links to a feature for security that this gateway does not
    /// know, so that it would show what should be kept.
    /// </exception>
    public static AccessRules Of(Document supergraph)
    {
        var features = LinkedFeatures.Of(supergraph);
        if (features.UnknownForSecurity(known) is [var unknown, ..])
        {
            throw new SupergraphException($"The supergraph needs {unknown} for its security: it is not known here.");
        }
        var rules = new AccessRules();
        var reader = new AccessDirectives(features);
        foreach (var type in supergraph.Definitions.OfType<TypeDefinition>())
        {
            rules.Add(type, reader);
        }
        var all = rules.types.Values
            .Concat(rules.fields.Values.Select(rule => rule.Own)).SelectMany(own => own).ToList();
        rules.IsEmpty = all.Count == 0;
        rules.Policies = all.Where(condition => condition.Kind == AccessKind.Policies)
            .SelectMany(condition => condition.AnyOf).SelectMany(set => set).ToHashSet();
        return rules;
    }

    /// <summary>What must be met to ask for a field; empty for nothing.</summary>
    /// <param name="type">The type that the document asks it of: an interface, where that is it.</param>
    /// <param name="field">Its name; <c>__typename</c> asks for nothing.</param>
    public IReadOnlyList<AccessCondition> Of(string type, string field) =>
        field.StartsWith("__", StringComparison.Ordinal) ? none : found.GetOrAdd((type, field), Find);

    private IReadOnlyList<AccessCondition> Find((string Type, string Field) place)
    {
        var conditions = new List<AccessCondition>();
        foreach (var type in implementations.GetValueOrDefault(place.Type, []).Prepend(place.Type))
        {
            conditions.AddRange(types.GetValueOrDefault(type, none));
            if (fields.TryGetValue((type, place.Field), out var rule))
            {
                conditions.AddRange(rule.Own);
                conditions.AddRange(types.GetValueOrDefault(rule.Gives, none));
            }
        }
        return conditions.Count == 0 ? none : [.. conditions.Distinct()];
    }

    private void Add(TypeDefinition type, AccessDirectives reader)
    {
        var name = type.Name.Value;
        types[name] = reader.Read(name, type.Directives);
        var (own, interfaces) = type switch
        {
            ObjectTypeDefinition definition => (definition.Fields, definition.Interfaces),
            InterfaceTypeDefinition definition => (definition.Fields, []),
            _ => ([], []),
        };
        foreach (var field in own)
        {
            fields[(name, field.Name.Value)] = new FieldRule(
                reader.Read($"{name}.{field.Name.Value}", field.Directives), NamedTypeOf(field.Type));
        }
        foreach (var implemented in interfaces)
        {
            implementations.TryAdd(implemented.Name, []);
            implementations[implemented.Name].Add(name);
        }
    }

    private static string NamedTypeOf(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => NamedTypeOf(nonNull.Inner),
        ListTypeNode list => NamedTypeOf(list.Item),
        _ => ((NamedTypeNode)type).Name,
    };

    /// <param name="Own">What stands on the field.</param>
    /// <param name="Gives">The named type of its value.</param>
    private sealed record FieldRule(IReadOnlyList<AccessCondition> Own, string Gives);
}
