using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// All Variable Uses Defined: an operation defines each variable that it or its fragments use. §5.8.3
/// </summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        var uses = Context.Uses.VariablesOf(operation);
        if (uses.Count == 0)
        {
            return;
        }

        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            defined.Add(variable.Name.Value);
        }

        for (var i = 0; i < uses.Count; i++)
        {
            if (!defined.Contains(uses[i].Node.Name))
            {
                var by = operation.Name is null ? "" : $" by operation \"{operation.Name}\"";
                Context.Report($"Variable \"${uses[i].Node.Name}\" is not defined{by}.", uses[i].Node, operation);
            }
        }
    }
}
