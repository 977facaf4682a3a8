using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>A type and its extensions define each field once. §3.6, §3.7, §3.10</summary>
internal sealed class UniqueFieldDefinitionNames(DefinitionContext context) : DefinitionRule(context)
{
    private readonly Dictionary<(string Type, string Field), Name> known = [];

    public override void Enter(TypeSystemDefinition definition)
    {
        IEnumerable<Name> fields = definition switch
        {
            ObjectTypeDefinition type => type.Fields.Select(field => field.Name),
            InterfaceTypeDefinition type => type.Fields.Select(field => field.Name),
            InputObjectTypeDefinition type => type.Fields.Select(field => field.Name),
            _ => [],
        };
        foreach (var field in fields)
        {
            var key = (((TypeDefinition)definition).Name.Value, field.Value);
            if (!known.TryAdd(key, field))
            {
                Context.Report($"Field \"{key.Item1}.{field}\" can only be defined once.", known[key], field);
            }
        }
    }
}
