using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Variables fit the types of the places where they are used. §5.8.5</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Document document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinition>())
        {
            var defined = new Dictionary<string, VariableDefinition>(StringComparer.Ordinal);
            foreach (var variable in operation.Variables)
            {
                defined[variable.Name.Value] = variable;
            }

            foreach (var use in Context.VariableUsesOf(operation))
            {
                if (defined.TryGetValue(use.Node.Name, out var definition))
                {
                    Judge(definition, use);
                }
            }
        }
    }

    private void Judge(VariableDefinition definition, VariableUse use)
    {
        if (use.Type is null || Context.Schema.Find(definition.Type) is not { } type)
        {
            return;
        }

        if (!IsAllowed(type, definition.DefaultValue, use.Type, use.HasDefault))
        {
            Context.Report(
                $"Variable \"${use.Node.Name}\" of type \"{type}\" used in position expecting type \"{use.Type}\".",
                definition,
                use.Node);
        }

        if (use.ParentType is { IsOneOf: true } && !type.IsNonNull)
        {
            Context.Report(
                $"Variable \"${use.Node.Name}\" is of type \"{type}\" but must be non-nullable to be used for"
                + $" OneOf Input Object \"{use.ParentType}\".",
                definition,
                use.Node);
        }
    }

    /// <summary>§5.8.5 IsVariableUsageAllowed</summary>
    private static bool IsAllowed(GraphQLType type, Value? defaultValue, GraphQLType expected, bool expectedHasDefault)
    {
        if (!expected.IsNonNull || type.IsNonNull)
        {
            return type.IsSubtypeOf(expected);
        }

        return (defaultValue is not (null or NullValue) || expectedHasDefault) && type.IsSubtypeOf(expected.Nullable);
    }
}
