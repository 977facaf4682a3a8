using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Executable Definitions: a document to execute holds only operations and fragments. §5.1.1</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Document document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (document.Definitions[i] is TypeSystemDefinition definition)
            {
                Context.Report($"The {NameOf(definition)} definition is not executable.", definition);
            }
        }
    }

    private static string NameOf(TypeSystemDefinition definition) => definition switch
    {
        TypeDefinition type => $"\"{type.Name}\"",
        DirectiveDefinition directive => $"\"{directive.Name}\"",
        _ => "schema",
    };
}
