using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>The features that a supergraph links to, and what it calls their directives. @link 1.0, @core 0.2</summary>
internal sealed class LinkedFeatures
{
    private readonly List<Link> links;

    private LinkedFeatures(List<Link> links) => this.links = links;

    public static LinkedFeatures Of(Document supergraph) => new([.. supergraph.Definitions
        .OfType<SchemaDefinition>()
        .SelectMany(schema => schema.Directives)
        .Where(directive => directive.Name.Value is "link" or "core")
        .Select(LinkOf)]);

    /// <summary>The name of a feature's directive without its sign; null where the feature is not linked to.</summary>
    /// <param name="feature">The URL before its version: <c>https://specs.apollo.dev/authenticated</c>.</param>
    /// <param name="directive">Its name in the feature's specification.</param>
    public string? DirectiveOf(string feature, string directive)
    {
        var link = links.FirstOrDefault(link => link.Feature == feature);
        if (link is null)
        {
            return null;
        }
        var space = link.As ?? NameOf(feature);
        return link.Imports.TryGetValue(directive, out var imported) ? imported
            : directive == NameOf(feature) ? space
            : $"{space}__{directive}";
    }

    /// <summary>Whoever does not know a feature of this purpose may not serve the graph. @link 1.0, Purpose</summary>
    /// <returns>The URLs of such features that are not among <paramref name="known"/>.</returns>
    public IReadOnlyList<string> UnknownForSecurity(IReadOnlyCollection<string> known) =>
        [.. links.Where(link => link.Purpose == "SECURITY" && !known.Contains(link.Feature)).Select(link => link.Url)];

    private static Link LinkOf(Directive directive)
    {
        var url = directive.Text("url") ?? directive.Text("feature") ?? "";
        var version = url.LastIndexOf("/v", StringComparison.Ordinal);
        return new Link(
            url,
            version < 0 ? url : url[..version],
            directive.Text("as"),
            directive.Enum("for"),
            Imports(directive));
    }

    private static Dictionary<string, string> Imports(Directive link)
    {
        var names = new Dictionary<string, string>();
        var list = link.Arguments.FirstOrDefault(argument => argument.Name.Value == "import")?.Value as ListValue;
        foreach (var import in list?.Items ?? [])
        {
            var (name, known) = import switch
            {
                StringValue text => (text.Text, text.Text),
                ObjectValue renamed when Member(renamed, "name") is { } of => (of, Member(renamed, "as") ?? of),
                _ => ("", ""),
            };
            if (name.StartsWith('@'))
            {
                names[name[1..]] = known.TrimStart('@');
            }
        }
        return names;
    }

    private static string? Member(ObjectValue value, string name) =>
        (value.Fields.FirstOrDefault(field => field.Name.Value == name)?.Value as StringValue)?.Text;

    private static string NameOf(string feature) => feature[(feature.LastIndexOf('/') + 1)..];

    private sealed record Link(
        string Url, string Feature, string? As, string? Purpose, IReadOnlyDictionary<string, string> Imports);
}
