using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>The definitions that a federation 2 subgraph uses without writing them.</summary>
/// <remarks>
/// Source: the specification of federation 2.7 (specs.apollo.dev/federation/v2.7), of its cost directives, which came
/// with 2.9, and of @link 1.0. Names that the schema imports stand as imported, the others as
/// <c>federation__name</c>.
/// </remarks>
internal static class FederationDefinitions
{
    private const string FederationUrl = "https://specs.apollo.dev/federation/";
    private const string OnAnyDefinition =
        "FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE"
        + " | INPUT_OBJECT | INPUT_FIELD_DEFINITION";

    private const string OnAccess = "FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM";

    /// <summary>Since federation 2.9; who links to an older one may define them, as IBM does.</summary>
    private static readonly (string Name, string Definition)[] CostDirectives =
    [
        ("cost", "(weight: Int!) on"
            + " ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR"),
        ("listSize", "(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],"
            + " requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION"),
    ];

    private static readonly string[] ScalarNames = ["FieldSet", "Scope", "Policy"];

    /// <summary>
    /// Name, then the rest of the definition; <c>%Name%</c> stands for a scalar of the specification.
    /// </summary>
    private static readonly (string Name, string Definition)[] Directives =
    [
        ("key", "(fields: %FieldSet%!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE"),
        ("requires", "(fields: %FieldSet%!) on FIELD_DEFINITION"),
        ("provides", "(fields: %FieldSet%!) on FIELD_DEFINITION"),
        ("external", "(reason: String) on OBJECT | FIELD_DEFINITION"),
        ("shareable", " repeatable on OBJECT | FIELD_DEFINITION"),
        ("extends", " on OBJECT | INTERFACE"),
        ("override", "(from: String!, label: String) on FIELD_DEFINITION"),
        ("tag", $"(name: String!) repeatable on {OnAnyDefinition} | SCHEMA"),
        ("inaccessible", $" on {OnAnyDefinition}"),
        ("composeDirective", "(name: String!) repeatable on SCHEMA"),
        ("interfaceObject", " on OBJECT"),
        ("authenticated", $" on {OnAccess}"),
        ("requiresScopes", $"(scopes: [[%Scope%!]!]!) on {OnAccess}"),
        ("policy", $"(policies: [[%Policy%!]!]!) on {OnAccess}"),
    ];

    /// <summary>The text of all definitions that <paramref name="written"/> lacks.</summary>
    public static string For(Document written)
    {
        var links = LinksOf(written).ToList();
        var federation = links.FirstOrDefault(link => link.Url.StartsWith(FederationUrl, StringComparison.Ordinal));
        var names = federation?.Names ?? new Dictionary<string, string>();
        var sdl = new StringBuilder();

        AddLink(sdl, written);
        foreach (var scalar in ScalarNames)
        {
            AddType(sdl, written, $"scalar {ScalarName(scalar, names)}", ScalarName(scalar, names));
        }

        foreach (var (name, rest) in HasCost(federation) ? [.. Directives, .. CostDirectives] : Directives)
        {
            AddDirective(sdl, written, DirectiveName(name, names), WithScalars(rest, names));
        }

        if (links.Any(link => link.Names.ContainsKey("@cacheControl")))
        {
            AddDirective(
                sdl,
                written,
                "cacheControl",
                "(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)"
                + " on FIELD_DEFINITION | OBJECT | INTERFACE | UNION");
            AddType(sdl, written, "enum CacheControlScope { PUBLIC PRIVATE }", "CacheControlScope");
        }

        AddRootFields(sdl, written, DirectiveName("key", names));
        return sdl.ToString();
    }

    private static bool HasCost(Link? federation) =>
        Version.TryParse(federation?.Url[FederationUrl.Length..].TrimStart('v'), out var version)
        && version >= new Version(2, 9);

    private static void AddLink(StringBuilder sdl, Document written)
    {
        AddDirective(
            sdl,
            written,
            "link",
            "(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA");
        AddType(sdl, written, "scalar link__Import", "link__Import");
        AddType(sdl, written, "enum link__Purpose { SECURITY EXECUTION }", "link__Purpose");
    }

    private static void AddRootFields(StringBuilder sdl, Document written, string key)
    {
        var query = written.Definitions.OfType<SchemaDefinition>()
            .SelectMany(definition => definition.OperationTypes)
            .FirstOrDefault(operation => operation.Operation == OperationType.Query)?.Type.Name ?? "Query";
        var hasQuery = written.Definitions.OfType<ObjectTypeDefinition>().Any(type => type.Name.Value == query);

        sdl.AppendLine("scalar _Any").AppendLine("type _Service { sdl: String! }");
        sdl.Append(hasQuery ? "extend " : "").AppendLine($"type {query} {{ _service: _Service!");
        var entities = EntityNames(written, key);
        if (entities.Count > 0)
        {
            sdl.AppendLine("_entities(representations: [_Any!]!): [_Entity]!");
        }

        sdl.AppendLine("}");
        if (entities.Count > 0)
        {
            sdl.AppendLine($"union _Entity = {string.Join(" | ", entities)}");
        }
    }

    private static List<string> EntityNames(Document written, string key) => [.. written.Definitions
        .OfType<ObjectTypeDefinition>()
        .Where(type => type.Directives.Any(d => d.Name.Value == key && !IsUnresolvable(d)))
        .Select(type => type.Name.Value)
        .Distinct()];

    private static bool IsUnresolvable(Directive directive) =>
        directive.Arguments.Any(a => a.Name.Value == "resolvable" && a.Value is BooleanValue { Value: false });

    private static void AddDirective(StringBuilder sdl, Document written, string name, string rest)
    {
        if (!written.Definitions.OfType<DirectiveDefinition>().Any(definition => definition.Name.Value == name))
        {
            sdl.AppendLine($"directive @{name}{rest}");
        }
    }

    private static void AddType(StringBuilder sdl, Document written, string definition, string name)
    {
        if (!written.Definitions.OfType<TypeDefinition>().Any(type => type.Name.Value == name))
        {
            sdl.AppendLine(definition);
        }
    }

    private static string WithScalars(string rest, IReadOnlyDictionary<string, string> names) => ScalarNames.Aggregate(
        rest,
        (text, scalar) => text.Replace($"%{scalar}%", ScalarName(scalar, names), StringComparison.Ordinal));

    private static string ScalarName(string name, IReadOnlyDictionary<string, string> names) =>
        names.GetValueOrDefault(name, $"federation__{name}");

    private static string DirectiveName(string name, IReadOnlyDictionary<string, string> names) =>
        names.GetValueOrDefault("@" + name, $"@federation__{name}")[1..];

    private static IEnumerable<Link> LinksOf(Document written) => written.Definitions
        .OfType<SchemaDefinition>()
        .SelectMany(definition => definition.Directives)
        .Where(directive => directive.Name.Value == "link")
        .Select(Read);

    private static Link Read(Directive link)
    {
        var url = (link.Arguments.FirstOrDefault(a => a.Name.Value == "url")?.Value as StringValue)?.Text ?? "";
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var imports = link.Arguments.FirstOrDefault(a => a.Name.Value == "import")?.Value as ListValue;
        foreach (var import in imports?.Items ?? [])
        {
            if (import is StringValue name)
            {
                names[name.Text] = name.Text;
            }
            else if (import is ObjectValue renamed && Text(renamed, "name") is { } original)
            {
                names[original] = Text(renamed, "as") ?? original;
            }
        }

        return new Link(url, names);
    }

    private static string? Text(ObjectValue value, string field) =>
        (value.Fields.FirstOrDefault(candidate => candidate.Name.Value == field)?.Value as StringValue)?.Text;

    /// <param name="Url">What is imported from.</param>
    /// <param name="Names">Names as used in this schema by their names in the specification, with the <c>@</c>.</param>
    private sealed record Link(string Url, IReadOnlyDictionary<string, string> Names);
}
