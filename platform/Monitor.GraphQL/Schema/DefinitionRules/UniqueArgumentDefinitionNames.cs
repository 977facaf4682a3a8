using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>A field or directive defines each argument once. §3.6.1, §3.13</summary>
internal sealed class UniqueArgumentDefinitionNames(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(TypeSystemDefinition definition)
    {
        switch (definition)
        {
            case ObjectTypeDefinition type:
                Check(type.Name, type.Fields);
                break;
            case InterfaceTypeDefinition type:
                Check(type.Name, type.Fields);
                break;
            case DirectiveDefinition directive:
                Check($"@{directive.Name}", directive.Arguments);
                break;
        }
    }

    private void Check(Name type, IReadOnlyList<FieldDefinition> fields)
    {
        foreach (var field in fields)
        {
            Check($"{type}.{field.Name}", field.Arguments);
        }
    }

    private void Check(string owner, IReadOnlyList<InputValueDefinition> arguments)
    {
        foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Count() > 1))
        {
            Context.Report(
                $"Argument \"{owner}({same.Key}:)\" can only be defined once.", same.Select(argument => argument.Name));
        }
    }
}
