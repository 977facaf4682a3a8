using System.Globalization;

namespace Monitor.Benchmark.Exchange;

/// <summary>How a value stands in a file: a decimal point, days as 2017-12-31, true and false; null is empty.</summary>
internal static class CellText
{
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        bool isTrue => isTrue ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell holds this."),
    };

    /// <summary>
    /// A text that a spreadsheet would run as a formula (OWASP, CSV injection) gets an apostrophe in front; numbers are
    /// no texts, and stay.
    /// </summary>
    public static string Guarded(object? value) =>
        value is string { Length: > 0 } text && Dangerous.Contains(text[0], StringComparison.Ordinal)
            ? "'" + text
            : Of(value);
}
