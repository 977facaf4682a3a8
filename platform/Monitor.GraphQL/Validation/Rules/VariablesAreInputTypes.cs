using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Variables are scalars, enums, input objects, or lists of these. §5.8.2</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(VariableDefinition variable, GraphQLType? type)
    {
        if (type is { Named.IsInput: false })
        {
            Context.Report($"Variable \"${variable.Name}\" cannot be non-input type \"{type}\".", variable.Type);
        }
    }
}
