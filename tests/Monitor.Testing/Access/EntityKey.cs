using Monitor.GraphQL.Language;

namespace Monitor.Testing;

/// <summary>
/// A way to look something up at a service with <c>_entities</c>: a <c>@key</c> of a type of its schema.
/// </summary>
/// <param name="Service">Its app id.</param>
/// <param name="Type">The type that has the key.</param>
/// <param name="Selection">The key as the schema writes it: <c>id objective { id }</c>.</param>
/// <param name="Fields">What the service answers of the type, the key's own fields left out.</param>
public sealed record EntityKey(
    string Service, string Type, string Selection, IReadOnlyList<FieldDefinition> Fields)
{
    /// <summary>As docs/access.md names it: <c>scoring.Suggestion(id objective { id })</c>.</summary>
    public string Name => $"{Service}.{Type}({Selection})";

    /// <summary>
    /// Whether anyone may name one, and each field has a rule of its own: <see cref="GraphOperations.Open"/>.
    /// </summary>
    public bool IsOpen => GraphOperations.Open.Contains(Type);

    /// <summary>All that can be looked up, as the services' schemas say.</summary>
    public static IReadOnlyList<EntityKey> ReadAll() =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "services")).Order(StringComparer.Ordinal)
            .SelectMany(folder => Read(
                Path.GetFileName(folder), File.ReadAllText(Path.Combine(folder, "Graph", "schema.graphql")))),
    ];

    /// <summary>Those of one schema; a key that says <c>resolvable: false</c> leads nowhere and is none.</summary>
    public static IEnumerable<EntityKey> Read(string service, string schema) =>
        Parser.Parse(schema, ParserOptions.Schema).Definitions.OfType<TypeDefinition>()
            .GroupBy(type => type.Name.Value, StringComparer.Ordinal)
            .SelectMany(parts => parts.SelectMany(part => part.Directives).Where(IsKey).Select(SelectionOf)
                .Select(selection => new EntityKey(service, parts.Key, selection, FieldsOf(parts, selection))));

    private static bool IsKey(Directive directive) => directive.DirectiveName == "key"
        && directive.Arguments.FirstOrDefault(a => a.ArgumentName == "resolvable")?.Value
            is not BooleanValue { Value: false };

    private static string SelectionOf(Directive key) =>
        ((StringValue)key.Arguments.Single(a => a.ArgumentName == "fields").Value).Text;

    private static List<FieldDefinition> FieldsOf(IEnumerable<TypeDefinition> parts, string selection)
    {
        var key = Parser.Parse($"{{ {selection} }}").Definitions.OfType<OperationDefinition>().Single()
            .SelectionSet.Selections.OfType<Field>().Select(field => field.FieldName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. parts.SelectMany(part => part switch
            {
                ObjectTypeDefinition type => type.Fields,
                InterfaceTypeDefinition type => type.Fields,
                _ => [],
            }).Where(field => !key.Contains(field.Name.Value)
                && field.Directives.All(d => d.DirectiveName != "external")),
        ];
    }
}
