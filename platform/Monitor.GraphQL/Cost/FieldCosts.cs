using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Cost;

/// <summary>What one answer of a field costs, apart from what it answers. GraphQL Cost Directives §5.3.2.2</summary>
internal sealed class FieldCosts(CostSchema costs, GivenInput input)
{
    /// <summary>The field with its arguments and directives; never less than nothing.</summary>
    public double Of(FieldType field, Field node)
    {
        var sum = costs.WeightOf(field);
        foreach (var argument in node.Arguments)
        {
            if (field.Arguments.TryGetValue(argument.ArgumentName, out var definition))
            {
                sum += Argument(definition, argument.Value);
            }
        }

        foreach (var directive in node.Directives)
        {
            sum += Directive(directive);
        }

        return Math.Max(sum, 0);
    }

    private double Directive(Directive directive)
    {
        var sum = 0d;
        if (costs.Schema.Directives.TryGetValue(directive.DirectiveName, out var type))
        {
            foreach (var argument in directive.Arguments)
            {
                if (type.Arguments.TryGetValue(argument.ArgumentName, out var definition))
                {
                    sum += Argument(definition, argument.Value);
                }
            }
        }

        return sum;
    }

    /// <summary>The argument and the input fields used in it. A variable without a value uses nothing.</summary>
    private double Argument(InputValueType argument, Value value) => input.Of(value) is { } given
        ? costs.WeightOf(argument) + InputFields(argument.Type, given)
        : 0;

    private double InputFields(GraphQLType type, object? value)
    {
        if (type.Named is not InputObjectType inputType)
        {
            return 0;
        }

        var sum = 0d;
        if (type.Nullable is ListType list)
        {
            foreach (var item in input.Items(value))
            {
                sum += InputFields(list.Item, item);
            }

            return sum;
        }

        foreach (var (name, given) in input.Fields(value))
        {
            if (given is not null && inputType.Fields.TryGetValue(name, out var field))
            {
                sum += costs.WeightOf(field) + InputFields(field.Type, given);
            }
        }

        return sum;
    }
}
