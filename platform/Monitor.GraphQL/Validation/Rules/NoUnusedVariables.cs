using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// All Variables Used: an operation, or a fragment that it spreads, uses each variable that it defines. §5.8.4
/// </summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        var uses = Context.Uses.VariablesOf(operation);
        if (operation.Variables.Count == 0)
        {
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < uses.Count; i++)
        {
            used.Add(uses[i].Node.Name);
        }

        foreach (var variable in operation.Variables)
        {
            if (!used.Contains(variable.Name.Value))
            {
                var within = operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
                Context.Report($"Variable \"${variable.Name}\" is never used{within}.", variable);
            }
        }
    }
}
