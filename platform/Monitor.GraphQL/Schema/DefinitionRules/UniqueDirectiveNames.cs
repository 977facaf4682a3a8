using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Each directive is defined once. §3.13</summary>
internal sealed class UniqueDirectiveNames(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<string, Name> known = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is DirectiveDefinition { Name: var name } && !known.TryAdd(name.Value, name))
        {
            Context.Report($"There can be only one directive named \"@{name}\".", known[name.Value], name);
        }
    }
}
