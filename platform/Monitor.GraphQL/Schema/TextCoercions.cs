using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Text. GraphQL 2025 §3.5.3</summary>
/// <remarks>In come strings alone; out also go booleans, numbers and Guids, as text.</remarks>
internal sealed class StringCoercion : ScalarCoercion
{
    public override object? Serialize(object value) => value switch
    {
        string => value,
        bool boolean => boolean ? "true" : "false",
        char character => character.ToString(),
        Guid guid => guid.ToString(),
        double or float => Numbers.ToDouble(value) is { } number
            ? EcmaNumber.Text(number)
            : throw new FormatException($"String cannot represent value: {ValueText.Of(value)}"),
        _ when Numbers.ToDouble(value) is not null => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"String cannot represent value: {ValueText.Of(value)}"),
    };

    public override object? ParseValue(object value) =>
        value is string
            ? value
            : throw new FormatException($"String cannot represent a non string value: {ValueText.Of(value)}");

    public override object? ParseLiteral(Value literal) =>
        literal is StringValue text
            ? text.Text
            : throw new FormatException($"String cannot represent a non string value: {MessagePrinter.Print(literal)}");
}

/// <summary>True or false. GraphQL 2025 §3.5.4</summary>
internal sealed class BooleanCoercion : ScalarCoercion
{
    public override object? Serialize(object value) =>
        value is bool ? value : Numbers.ToDouble(value) is { } number ? number != 0 : throw NotBoolean(value);

    public override object? ParseValue(object value) => value is bool ? value : throw NotBoolean(value);

    public override object? ParseLiteral(Value literal) =>
        literal is BooleanValue boolean
            ? boolean.Value
            : throw new FormatException(
                $"Boolean cannot represent a non boolean value: {MessagePrinter.Print(literal)}");

    private static FormatException NotBoolean(object value) =>
        new($"Boolean cannot represent a non boolean value: {ValueText.Of(value)}");
}

/// <summary>Identifiers, always as strings. GraphQL 2025 §3.5.5</summary>
/// <remarks>In come strings and whole numbers; out also go Guids.</remarks>
internal sealed class IdCoercion : ScalarCoercion
{
    public override object? Serialize(object value) => value is Guid guid ? guid.ToString() : ParseValue(value);

    public override object? ParseValue(object value) => value switch
    {
        string => value,
        double number when double.IsFinite(number) && number == Math.Truncate(number) =>
            EcmaNumber.Text(number),
        decimal number when number == decimal.Truncate(number) =>
            decimal.Truncate(number).ToString(CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong =>
            Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"ID cannot represent value: {ValueText.Of(value)}"),
    };

    public override object? ParseLiteral(Value literal) => literal switch
    {
        StringValue text => text.Text,
        IntValue number => number.Text,
        _ => throw new FormatException(
            $"ID cannot represent a non-string and non-integer value: {MessagePrinter.Print(literal)}"),
    };
}
