using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>
/// No type has the name of a built-in one and is something else. Listing a built-in type as what it is changes
/// nothing. §3.3
/// </summary>
internal sealed class NoBuiltInTypeNames(DefinitionContext context) : DefinitionRule(context)
{
    private static readonly Dictionary<string, TypeDefinition> BuiltIn =
        BuiltIns.Types.ToDictionary(type => type.Name.Value);

    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is TypeDefinition { IsExtension: false } type
            && BuiltIn.TryGetValue(type.Name.Value, out var builtIn)
            && builtIn.GetType() != type.GetType())
        {
            Context.Report($"Type \"{type.Name}\" is built in and cannot be defined anew.", type.Name);
        }
    }
}
