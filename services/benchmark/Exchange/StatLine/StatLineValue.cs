using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>What a cell holds.</summary>
internal enum StatLineValueKind
{
    Number,

    /// <summary>A point: unknown, unreliable or secret.</summary>
    Suppressed,

    /// <summary>Nothing: a number cannot occur there.</summary>
    Impossible,
}

/// <summary>A cell of StatLine.</summary>
/// <param name="Kind">What the other values mean.</param>
/// <param name="Number">Of a number, as published; else 0.</param>
/// <param name="Status">What asterisks behind the number say; null without.</param>
internal readonly partial record struct StatLineValue(
    StatLineValueKind Kind, decimal Number = 0, FigureStatus? Status = null)
{
    /// <summary>Reads a cell of the download with titles: decimal comma, points or spaces between thousands.</summary>
    public static StatLineValue? TryParseTitled(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.TrimEnd('*');
        FigureStatus? status = (trimmed.Length - digits.Length) switch
        {
            0 => null,
            1 => FigureStatus.Provisional,
            _ => FigureStatus.RevisedProvisional,
        };
        return trimmed.Length - digits.Length > 2 ? null
            : SignOf(digits) is { } sign && status is null ? sign
            : Dutch().IsMatch(digits) ? NumberOf(digits.Replace(".", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal)
                .Replace(',', '.'), status)
            : null;
    }

    /// <summary>Reads a cell as the download in codes writes it: decimal point, nothing between thousands.</summary>
    public static StatLineValue? TryParseCoded(string text)
    {
        var trimmed = text.Trim();
        return SignOf(trimmed) ?? (Plain().IsMatch(trimmed) ? NumberOf(trimmed, status: null) : null);
    }

    private static StatLineValue? SignOf(string text) => text switch
    {
        "" => new StatLineValue(StatLineValueKind.Impossible),
        "." => new StatLineValue(StatLineValueKind.Suppressed),
        _ => null,
    };

    private static StatLineValue? NumberOf(string text, FigureStatus? status) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number)
            ? new StatLineValue(StatLineValueKind.Number, number, status)
            : null;

    [GeneratedRegex(@"^-?(\d{1,18}|\d{1,3}(\.\d{3}){1,5}|\d{1,3}([ \u00A0]\d{3}){1,5})(,\d{1,9})?\z")]
    private static partial Regex Dutch();

    [GeneratedRegex(@"^-?\d{1,18}(\.\d{1,9})?\z")]
    private static partial Regex Plain();
}
