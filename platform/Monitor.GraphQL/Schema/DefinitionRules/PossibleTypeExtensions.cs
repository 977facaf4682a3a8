using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>
/// Extensions extend a type of their kind that the document defines; built-in types are not extended. §3.4.3
/// </summary>
internal sealed class PossibleTypeExtensions(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(TypeSystemDefinition definition)
    {
        if (definition is not TypeDefinition { IsExtension: true, Name: var name })
        {
            return;
        }

        if (!Context.Types.TryGetValue(name.Value, out var type))
        {
            Context.Report(
                $"Cannot extend type \"{name}\" because it is not defined."
                + Suggestions.DidYouMean(name.Value, Context.Types.Keys),
                name);
        }
        else if (type.GetType() != definition.GetType())
        {
            Context.Report($"Cannot extend non-{KindOf(definition)} type \"{name}\".", type, definition);
        }
    }

    private static string KindOf(TypeSystemDefinition definition) => definition switch
    {
        ScalarTypeDefinition => "scalar",
        ObjectTypeDefinition => "object",
        InterfaceTypeDefinition => "interface",
        UnionTypeDefinition => "union",
        EnumTypeDefinition => "enum",
        _ => "input object",
    };
}
