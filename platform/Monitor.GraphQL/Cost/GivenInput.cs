using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Cost;

/// <summary>
/// What an operation was given: literals, and variables as they were read from JSON, before they are coerced. A value
/// is a <see cref="Value"/> of the document or what JSON became; null where nothing is given.
/// </summary>
internal sealed class GivenInput(OperationDefinition operation, IReadOnlyDictionary<string, object?>? variables)
{
    private static readonly object Null = new NullValue();

    /// <summary>A value with its variable replaced; null where that has no value.</summary>
    public object? Of(Value value)
    {
        if (value is not Variable variable)
        {
            return value;
        }

        if (variables is not null && variables.TryGetValue(variable.Name, out var given))
        {
            return given ?? Null;
        }

        foreach (var definition in operation.Variables)
        {
            if (definition.Name.Value == variable.Name)
            {
                return definition.DefaultValue;
            }
        }

        return null;
    }

    /// <summary>The number that a value is, however it is written; null for anything else.</summary>
    public static double? Number(object? value) => value switch
    {
        IntValue literal => double.Parse(literal.Text, CultureInfo.InvariantCulture),
        int number => number,
        long number => number,
        decimal number => (double)number,
        double number => number,
        _ => null,
    };

    public static bool? Truth(object value) => value switch
    {
        BooleanValue literal => literal.Value,
        bool given => given,
        _ => null,
    };

    /// <summary>How many items a list has; what is no list is a list of one. GraphQL 2025 §3.11</summary>
    public static int Length(object? value) => value switch
    {
        null or NullValue => 0,
        ListValue list => list.Items.Count,
        IReadOnlyList<object?> list => list.Count,
        _ => 1,
    };

    /// <summary>The items of a list, or the value itself.</summary>
    public IEnumerable<object?> Items(object? value) => value switch
    {
        null or NullValue => [],
        ListValue list => list.Items.Select(Of),
        IReadOnlyList<object?> list => list,
        _ => [value],
    };

    /// <summary>The fields that an input object is given, with their values.</summary>
    public IEnumerable<(string Name, object? Value)> Fields(object? value) => value switch
    {
        ObjectValue literal => literal.Fields.Select(field => (field.Name.Value, Of(field.Value))),
        IReadOnlyDictionary<string, object?> given => given.Select(field => (field.Key, field.Value)),
        _ => [],
    };
}
