using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>
/// A directive that is not repeatable stands once at a place; a type and its extensions are one place, as is all of the
/// schema. §3.13
/// </summary>
internal sealed class UniqueDirectivesPerLocation(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<string, Directive> ofSchema = [];
    private readonly Dictionary<string, Dictionary<string, Directive>> ofTypes = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        switch (definition)
        {
            case SchemaDefinition schema:
                Check(schema.Directives, ofSchema);
                break;
            case TypeDefinition type:
                if (!ofTypes.TryGetValue(type.Name.Value, out var seen))
                {
                    ofTypes.Add(type.Name.Value, seen = []);
                }

                Check(type.Directives, seen);
                break;
        }
    }

    public override void EnterPart(IReadOnlyList<Directive> directives) => Check(directives, []);

    private void Check(IReadOnlyList<Directive> directives, Dictionary<string, Directive> seen)
    {
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (Context.Directives.TryGetValue(name, out var definition)
                && !definition.IsRepeatable
                && !seen.TryAdd(name, directive))
            {
                Context.Report(
                    $"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }
}
