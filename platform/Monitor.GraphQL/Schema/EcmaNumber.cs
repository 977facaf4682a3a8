using System.Globalization;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// Writes and reads numbers as ECMAScript does, so that clients of graphql-js and of this engine read the same text.
/// </summary>
internal static class EcmaNumber
{
    /// <summary>Bytes of the longest text of a number.</summary>
    public const int Longest = 32;

    private const int Decimals = 6;
    private const double Scale = 1e6;
    private const double Digits15 = 1e15;

    /// <summary>White space and line terminators of ECMAScript, which are no part of a number.</summary>
    private static readonly char[] space =
    [
        '\t', '\n', '\v', '\f', '\r', ' ', '\u00A0', '\u1680',
        .. Enumerable.Range(0x2000, 11).Select(code => (char)code),
        '\u2028', '\u2029', '\u202F', '\u205F', '\u3000', '\uFEFF',
    ];

    /// <summary>As <see cref="Format"/>, for messages: what is not finite has its name.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        Span<byte> text = stackalloc byte[Longest];
        return System.Text.Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>The number that a text spells, as <c>Number(text)</c> reads it; null where it is none, or too large.
    /// </summary>
    public static double? Parse(string text)
    {
        var digits = text.AsSpan().Trim(space);
        if (digits.IsEmpty)
        {
            return text.Length == 0 ? null : 0;
        }

        if (digits is ['0', var mark, _, ..] && BaseOf(mark) is { } radix)
        {
            return ParseWhole(digits[2..], radix);
        }

        return double.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    private static int? BaseOf(char mark) => mark switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => null,
    };

    private static double? ParseWhole(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0.0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
            {
                return null;
            }

            number = (number * radix) + value;
        }

        return double.IsFinite(number) ? number : null;
    }

    /// <summary>The shortest text of the number: <c>0.1</c>, <c>1000000000000000</c>, <c>1e+21</c>.</summary>
    /// <param name="value">What is not finite becomes null.</param>
    /// <param name="destination">At least 32 bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
        {
            "null"u8.CopyTo(destination);
            return 4;
        }

        if (value == 0)
        {
            destination[0] = (byte)'0';   // minus zero too
            return 1;
        }

        // A number of at most 15 digits is the shortest text of the double that is nearest to it.
        var scaled = Math.Round(value * Scale);
        if (Math.Abs(scaled) < Digits15 && scaled / Scale == value)
        {
            return FormatScaled((long)scaled, destination);
        }

        value.TryFormat(destination, out var written, default, CultureInfo.InvariantCulture);
        return destination[..written].Contains((byte)'E') ? FormatByExponent(value, destination) : written;
    }

    /// <summary>Millionths as a decimal, without the zeros at its end: most numbers are short.</summary>
    private static int FormatScaled(long scaled, Span<byte> destination)
    {
        var (whole, part) = Math.DivRem(Math.Abs(scaled), (long)Scale);
        var at = 0;
        if (scaled < 0)
        {
            destination[at++] = (byte)'-';
        }

        whole.TryFormat(destination[at..], out var written, default, CultureInfo.InvariantCulture);
        at += written;
        if (part == 0)
        {
            return at;
        }

        destination[at++] = (byte)'.';
        for (var i = Decimals - 1; i >= 0; i--)
        {
            (part, var digit) = Math.DivRem(part, 10);
            destination[at + i] = (byte)('0' + digit);
        }

        at += Decimals;
        while (destination[at - 1] == '0')
        {
            at--;
        }

        return at;
    }

    /// <summary>Number::toString of ECMAScript: as a decimal from 1e-6 to below 1e21, else with an exponent.</summary>
    private static int FormatByExponent(double value, Span<byte> destination)
    {
        // As in 1.234E+020: the digits, and where the point stands among them.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var sign = value < 0 ? "-" : "";
        var digits = text[sign.Length..mark].Replace(".", "", StringComparison.Ordinal);
        var point = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;

        var shown = point switch
        {
            > 0 and <= 21 when point >= digits.Length => digits.PadRight(point, '0'),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}"
                + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture),
        };
        return System.Text.Encoding.UTF8.GetBytes(sign + shown, destination);
    }
}
