using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation bear the same name. §5.8.1</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        foreach (var same in operation.Variables.GroupBy(v => v.Name.Value).Where(group => group.Skip(1).Any()))
        {
            Context.Report($"There can be only one variable named \"${same.Key}\".", same.Select(v => v.Name));
        }
    }
}
