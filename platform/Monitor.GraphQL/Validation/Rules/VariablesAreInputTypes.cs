using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Variables Are Input Types: they are scalars, enums, input objects, or lists of these. §5.8.2
/// </summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(VariableDefinition variable)
    {
        if (Context.FindType(variable.Type) is { Named.IsInput: false } type)
        {
            Context.Report($"Variable \"${variable.Name}\" cannot be non-input type \"{type}\".", variable.Type);
        }
    }
}
