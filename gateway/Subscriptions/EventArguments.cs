using System.Globalization;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Subscriptions;

/// <summary>The arguments that a client gave to a subscription.</summary>
internal static class EventArguments
{
    /// <summary>Each argument by its name, with its default; null where it is absent or null.</summary>
    /// <param name="field">As the client wrote it; it is valid.</param>
    /// <param name="definition">What the schema says of it.</param>
    /// <param name="variables">Coerced.</param>
    public static IReadOnlyDictionary<string, object?> Of(
        Field field, FieldType definition, IReadOnlyDictionary<string, object?> variables)
    {
        var values = new Dictionary<string, object?>();
        foreach (var argument in definition.Arguments.Values)
        {
            var given = field.Arguments.FirstOrDefault(a => a.ArgumentName == argument.Name)?.Value;
            values[argument.Name] = given switch
            {
                Variable variable when variables.TryGetValue(variable.Name, out var value) => value,
                Variable or null => argument.DefaultValue is { } standard ? Plain(standard) : null,
                _ => Plain(given),
            };
        }
        return values;
    }

    /// <summary>A literal as a client would have sent it in a variable; null for null.</summary>
    public static object? Plain(Value literal) => literal switch
    {
        StringValue text => text.Text,
        EnumValue name => name.Name,
        BooleanValue truth => truth.Value,
        IntValue number when long.TryParse(number.Text, CultureInfo.InvariantCulture, out var whole) => whole,
        FloatValue number when decimal.TryParse(
            number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        ListValue list => list.Items.Select(Plain).ToList(),
        ObjectValue value => value.Fields.ToDictionary(field => field.FieldName, field => Plain(field.Value)),
        _ => null,
    };
}
