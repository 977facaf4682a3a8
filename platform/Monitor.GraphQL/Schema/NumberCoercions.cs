using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Whole numbers of 32 bits, as <see cref="int"/>. GraphQL 2025 §3.5.1</summary>
/// <remarks>Out go whole numbers of any CLR type, booleans as 1 and 0, and strings that spell a whole number.</remarks>
internal sealed class IntCoercion : ScalarCoercion
{
    public override object? Serialize(object value) => value switch
    {
        int => value,
        bool boolean => boolean ? 1 : 0,
        string text => Whole(Numbers.ParseDouble(text), text),
        _ => ParseValue(value),
    };

    public override object? ParseValue(object value)
    {
        if (value is decimal exact && exact != decimal.Truncate(exact))
        {
            throw NotWhole(value);
        }

        return Whole(Numbers.ToDouble(value), value);
    }

    public override object? ParseLiteral(Value literal)
    {
        if (literal is not IntValue number)
        {
            throw new FormatException($"Int cannot represent non-integer value: {MessagePrinter.Print(literal)}");
        }

        return int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var result)
            ? result
            : throw new FormatException($"Int cannot represent non 32-bit signed integer value: {number.Text}");
    }

    private static int Whole(double? number, object value)
    {
        if (number is null || number != Math.Truncate(number.Value))
        {
            throw NotWhole(value);
        }

        return number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new FormatException(
                $"Int cannot represent non 32-bit signed integer value: {ValueText.Of(value)}");
    }

    private static FormatException NotWhole(object value) =>
        new($"Int cannot represent non-integer value: {ValueText.Of(value)}");
}

/// <summary>Finite double-precision numbers. GraphQL 2025 §3.5.2</summary>
/// <remarks>
/// In come <see cref="double"/>s. Out go numbers of any CLR type, booleans as 1 and 0, and strings that spell a number.
/// A decimal keeps its digits, but not its trailing zeros: 70.00 and 70 are one number, and are written alike.
/// </remarks>
internal sealed class FloatCoercion : ScalarCoercion
{
    // Dividing by 1 with as many decimals as there can be leaves the shortest form of the same number.
    private const decimal One = 1.0000000000000000000000000000m;

    public override object? Serialize(object value) => value switch
    {
        decimal number => number / One,
        int or long => value,
        bool boolean => boolean ? 1 : 0,
        string text => Numbers.ParseDouble(text) ?? throw NotNumeric(value),
        _ => ParseValue(value),
    };

    public override object? ParseValue(object value) => Numbers.ToDouble(value) ?? throw NotNumeric(value);

    public override object? ParseLiteral(Value literal) => literal switch
    {
        IntValue number => OfText(number.Text),
        FloatValue number => OfText(number.Text),
        _ => throw new FormatException($"Float cannot represent non numeric value: {MessagePrinter.Print(literal)}"),
    };

    private static double OfText(string text) =>
        Numbers.ParseDouble(text) ?? throw new FormatException($"Float cannot represent non numeric value: {text}");

    private static FormatException NotNumeric(object value) =>
        new($"Float cannot represent non numeric value: {ValueText.Of(value)}");
}

/// <summary>Numbers of any CLR type as one.</summary>
internal static class Numbers
{
    /// <summary>Null where the value is no finite number.</summary>
    public static double? ToDouble(object value) => value switch
    {
        double number => double.IsFinite(number) ? number : null,
        float number => ParseDouble(number.ToString("R", CultureInfo.InvariantCulture)),   // 0.1f is 0.1
        decimal number => (double)number,
        sbyte or byte or short or ushort or int or uint or long or ulong =>
            Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    public static double? ParseDouble(string text) => EcmaNumber.Parse(text);
}
