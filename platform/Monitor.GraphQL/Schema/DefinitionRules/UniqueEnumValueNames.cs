using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>An enum and its extensions define each value once. §3.9</summary>
internal sealed class UniqueEnumValueNames(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<(string Type, string Value), Name> known = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is not EnumTypeDefinition type)
        {
            return;
        }

        foreach (var value in type.Values)
        {
            var key = (type.Name.Value, value.Name.Value);
            if (!known.TryAdd(key, value.Name))
            {
                Context.Report(
                    $"Enum value \"{type.Name}.{value.Name}\" can only be defined once.", known[key], value.Name);
            }
        }
    }
}
