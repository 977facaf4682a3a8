using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Types that are named are defined or built in. §3.3</summary>
internal sealed class KnownTypeNames(DefinitionContext context) : DefinitionRule(context)
{
    private static readonly List<string> BuiltIn = [.. BuiltIns.Types.Select(type => type.Name.Value)];

    public override void Enter(NamedTypeNode type)
    {
        if (!Context.Types.ContainsKey(type.Name) && !BuiltIn.Contains(type.Name))
        {
            var names = BuiltIn.Concat(Context.Types.Keys).Distinct();
            Context.Report($"Unknown type \"{type.Name}\"." + Suggestions.DidYouMean(type.Name, names), type);
        }
    }
}
