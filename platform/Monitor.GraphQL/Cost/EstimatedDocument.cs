using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Cost;

/// <summary>What is known of the cost of one document's operations, and the variables that it depends on.</summary>
internal sealed class EstimatedDocument
{
    private readonly HashSet<string> deciding = new(StringComparer.Ordinal);
    private readonly CostSchema costs;

    public EstimatedDocument(Document document, CostSchema costs)
    {
        this.costs = costs;
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    FindDeciding(operation.SelectionSet);
                    break;
                case FragmentDefinition fragment:
                    Fragments[fragment.Name.Value] = fragment;
                    FindDeciding(fragment.SelectionSet);
                    break;
            }
        }
    }

    public Dictionary<string, FragmentDefinition> Fragments { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<(OperationDefinition, string), CostEstimate> Estimates { get; } = new();

    /// <summary>
    /// The values that decide about the estimate, as a text; null where there are too many of them to tell apart.
    /// </summary>
    public string? KeyOf(OperationDefinition operation, GivenInput input)
    {
        if (operation.Variables.Count == 0)
        {
            return "";
        }

        var key = new StringBuilder();
        foreach (var variable in operation.Variables)
        {
            if (costs.Schema.Find(variable.Type)?.Named is InputObjectType)
            {
                return null;
            }

            if (deciding.Contains(variable.Name.Value))
            {
                Append(key, input.Of(new Variable(variable.Name.Value)));
            }
            else
            {
                // Whether it is given at all: what is not given has no weight.
                key.Append(input.Of(new Variable(variable.Name.Value)) is null ? '-' : '+');
            }
        }

        return key.ToString();
    }

    private static void Append(StringBuilder key, object? value)
    {
        if (GivenInput.Number(value) is { } number)
        {
            key.Append(CultureInfo.InvariantCulture, $"{number} ");
        }
        else if (value is not null && GivenInput.Truth(value) is { } truth)
        {
            key.Append(truth ? 't' : 'f');
        }
        else
        {
            key.Append(CultureInfo.InvariantCulture, $"[{GivenInput.Length(value)}]");
        }
    }

    private void FindDeciding(SelectionSet selections)
    {
        foreach (var selection in selections.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                AddVariables(directive.Arguments, _ => true);
            }

            switch (selection)
            {
                case Field field:
                    AddVariables(field.Arguments, name => costs.IsSlicing(name) || field.FieldName == "_entities");
                    if (field.SelectionSet is { } inner)
                    {
                        FindDeciding(inner);
                    }

                    break;
                case InlineFragment inline:
                    FindDeciding(inline.SelectionSet);
                    break;
            }
        }
    }

    private void AddVariables(IReadOnlyList<Argument> arguments, Func<string, bool> decides)
    {
        foreach (var argument in arguments)
        {
            if (argument.Value is Variable variable && decides(argument.ArgumentName))
            {
                deciding.Add(variable.Name);
            }
        }
    }
}
