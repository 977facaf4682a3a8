using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Variable Uniqueness: no two variables of an operation bear the same name. §5.8.1</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        if (operation.Variables.Count < 2)
        {
            return;
        }

        foreach (var same in Repeated.In(operation.Variables, variable => variable.Name.Value))
        {
            Context.Report(
                $"There can be only one variable named \"${same[0].Name}\".", same.Select(variable => variable.Name));
        }
    }
}
