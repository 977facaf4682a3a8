using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>How a scalar's values enter and leave. §3.5</summary>
/// <remarks>
/// Coerced values are CLR values: null, bool, int, double, decimal, string, or what the scalar makes (a DateOnly);
/// for a scalar that passes through also List&lt;object?&gt; and Dictionary&lt;string, object?&gt;.
/// Each function throws <see cref="FormatException"/> with a sentence for the client where a value does not fit.
/// </remarks>
public abstract class ScalarCoercion
{
    /// <summary>Any value, unchanged.</summary>
    public static ScalarCoercion PassThrough { get; } = new PassThroughCoercion();

    /// <summary>A value of the service to one that JSON can carry.</summary>
    public abstract object? Serialize(object value);

    /// <summary>
    /// A value of a variable (already read from JSON: string, bool, int/long/decimal/double, list, dictionary).
    /// </summary>
    public abstract object? ParseValue(object value);

    /// <summary>A literal; variables inside it have been replaced.</summary>
    public abstract object? ParseLiteral(Value literal);
}

internal sealed class PassThroughCoercion : ScalarCoercion
{
    public override object? Serialize(object value) => value;

    public override object? ParseValue(object value) => value;

    public override object? ParseLiteral(Value literal) => literal switch
    {
        StringValue text => text.Text,
        BooleanValue boolean => boolean.Value,
        IntValue number => WholeNumber(number.Text),
        FloatValue number => Number(number.Text),
        EnumValue member => member.Name,
        ListValue list => list.Items.Select(ParseLiteral).ToList(),
        ObjectValue fields => Fields(fields),
        _ => null,
    };

    private static object WholeNumber(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign;
        if (int.TryParse(text, style, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return long.TryParse(text, style, CultureInfo.InvariantCulture, out var longer) ? longer : Number(text);
    }

    private static object Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : Numbers.ParseDouble(text) ?? throw new FormatException($"The number is too large: {text}");

    private Dictionary<string, object?> Fields(ObjectValue value)
    {
        var fields = new Dictionary<string, object?>();
        foreach (var field in value.Fields)
        {
            fields[field.Name.Value] = ParseLiteral(field.Value);
        }

        return fields;
    }
}
