using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Each type is defined once. §3.3</summary>
internal sealed class UniqueTypeNames(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<string, Name> known = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is TypeDefinition { IsExtension: false } type && !known.TryAdd(type.Name.Value, type.Name))
        {
            Context.Report($"There can be only one type named \"{type.Name}\".", known[type.Name.Value], type.Name);
        }
    }
}
