using System.Collections;
using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>Replaces variables within a literal, for custom scalars that take lists and objects.</summary>
internal static class VariableReplacement
{
    public static Value Replace(Value literal, IReadOnlyDictionary<string, object?> variables) => literal switch
    {
        Variable variable => ToLiteral(variables.GetValueOrDefault(variable.Name)),
        ListValue list => new ListValue([.. list.Items.Select(item => Replace(item, variables))])
        {
            Location = list.Location,
        },
        ObjectValue @object => new ObjectValue([.. FieldsOf(@object, variables)]) { Location = @object.Location },
        _ => literal,
    };

    private static IEnumerable<ObjectField> FieldsOf(
        ObjectValue literal, IReadOnlyDictionary<string, object?> variables) => literal.Fields
            .Where(field => field.Value is not Variable variable || variables.ContainsKey(variable.Name))
            .Select(field => new ObjectField(field.Name, Replace(field.Value, variables))
            {
                Location = field.Location,
            });

    private static Value ToLiteral(object? value) => value switch
    {
        null => new NullValue(),
        string text => new StringValue(text),
        bool truth => new BooleanValue(truth),
        int or long => new IntValue(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        decimal or double or float => new FloatValue(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        IReadOnlyDictionary<string, object?> map => new ObjectValue(
            [.. map.Select(entry => new ObjectField(new Name(entry.Key), ToLiteral(entry.Value)))]),
        InputObject input => ToLiteral(input.Fields),
        IEnumerable list => new ListValue([.. list.Cast<object?>().Select(ToLiteral)]),
        _ => new StringValue(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
