using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>All Variable Usages Are Allowed: they fit the types of the places where they are used. §5.8.5</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(OperationDefinition operation)
    {
        var uses = Context.Uses.VariablesOf(operation);
        if (uses.Count == 0 || operation.Variables.Count == 0)
        {
            return;
        }

        var defined = new Dictionary<string, (VariableDefinition Node, GraphQLType? Type)>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            defined[variable.Name.Value] = (variable, Context.FindType(variable.Type));
        }

        for (var i = 0; i < uses.Count; i++)
        {
            if (defined.TryGetValue(uses[i].Node.Name, out var definition) && definition.Type is { } type)
            {
                Judge(definition.Node, type, uses[i]);
            }
        }
    }

    private void Judge(VariableDefinition definition, GraphQLType type, VariableUse use)
    {
        if (use.Type is not { } expected)
        {
            return;
        }

        if (!IsAllowed(type, definition.DefaultValue, expected, use.HasDefault))
        {
            Context.Report(
                $"Variable \"${use.Node.Name}\" of type \"{type}\" used in position expecting type \"{expected}\".",
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
