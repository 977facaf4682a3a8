using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>An operation defines each variable that it or its fragments use. §5.8.3</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Document document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinition>())
        {
            var defined = operation.Variables.Select(v => v.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var use in Context.VariableUsesOf(operation).Where(use => !defined.Contains(use.Node.Name)))
            {
                var by = operation.Name is null ? "" : $" by operation \"{operation.Name}\"";
                Context.Report($"Variable \"${use.Node.Name}\" is not defined{by}.", use.Node, operation);
            }
        }
    }
}
