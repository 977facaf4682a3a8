using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>An operation, or a fragment that it spreads, uses each variable. §5.8.4</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Document document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinition>())
        {
            var used = Context.VariableUsesOf(operation).Select(use => use.Node.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.Variables.Where(variable => !used.Contains(variable.Name.Value)))
            {
                var within = operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
                Context.Report($"Variable \"${variable.Name}\" is never used{within}.", variable);
            }
        }
    }
}
