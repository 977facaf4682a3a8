using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Cost;

/// <summary>What a schema calls <c>@cost</c> and <c>@listSize</c>.</summary>
/// <remarks>
/// Without a link they have these names (IBM's specification). Federation 2.9 and its supergraphs link to them, and may
/// import them under other names; what is not imported may stand behind the name of the link.
/// </remarks>
public sealed record CostDirectiveNames(string Cost, string ListSize)
{
    private const string Federation = "https://specs.apollo.dev/federation/";
    private const string CostFeature = "https://specs.apollo.dev/cost/";

    /// <summary>The names by the links of a schema.</summary>
    /// <param name="definitions">Hold the links.</param>
    /// <param name="isDefined">Whether the schema defines a directive of a name.</param>
    public static CostDirectiveNames Of(IEnumerable<SchemaDefinition> definitions, Func<string, bool> isDefined)
    {
        foreach (var link in definitions.SelectMany(definition => definition.Directives)
            .Where(directive => directive.DirectiveName == "link"))
        {
            var url = Text(link, "url") ?? "";
            if (url.StartsWith(CostFeature, StringComparison.Ordinal))
            {
                var space = Text(link, "as") ?? "cost";
                return new(NameOf("cost", space), NameOf("listSize", $"{space}__listSize"));
            }

            if (url.StartsWith(Federation, StringComparison.Ordinal))
            {
                var space = Text(link, "as") ?? "federation";
                return new(NameOf("cost", $"{space}__cost"), NameOf("listSize", $"{space}__listSize"));
            }

            string NameOf(string name, string inSpace) =>
                Imported(link, $"@{name}") ?? (isDefined(inSpace) ? inSpace : name);
        }

        return new CostDirectiveNames("cost", "listSize");
    }

    private static string? Imported(Directive link, string name)
    {
        foreach (var import in (Argument(link, "import") as ListValue)?.Items ?? [])
        {
            switch (import)
            {
                case StringValue text when text.Text == name:
                    return name[1..];
                case ObjectValue renamed when Field(renamed, "name") == name:
                    return (Field(renamed, "as") ?? name).TrimStart('@');
            }
        }

        return null;
    }

    private static string? Text(Directive directive, string name) => (Argument(directive, name) as StringValue)?.Text;

    private static Value? Argument(Directive directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;

    private static string? Field(ObjectValue value, string name) =>
        (value.Fields.FirstOrDefault(field => field.Name.Value == name)?.Value as StringValue)?.Text;
}
