using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Exchange;

/// <summary>Numbers and moments as people and spreadsheets write them.</summary>
internal static partial class CellValues
{
    private static readonly string[] localForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss",
        "d-M-yyyy", "d-M-yyyy H:mm", "d-M-yyyy H:mm:ss",
    ];

    private static readonly string[] exactForms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly TimeZoneInfo dutch = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>A number with a comma or a point before its decimals, and nothing between its thousands.</summary>
    public static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        if (!NumberForm().IsMatch(text))
        {
            return false;
        }

        number = Shortest(decimal.Parse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>A number as a Dutch spreadsheet reads it: with a comma.</summary>
    public static string Number(decimal number) =>
        Shortest(number).ToString(CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>
    /// ISO 8601 with its offset, or a date with or without a time as clocks in the Netherlands show it
    /// (<c>2017-10-31</c>, <c>31-10-2017 12:00</c>); a date alone is its noon.
    /// </summary>
    public static bool TryMoment(string text, out DateTimeOffset moment)
    {
        if (text.Contains('T', StringComparison.Ordinal)
            && OffsetForm().IsMatch(text)
            && DateTimeOffset.TryParseExact(
                text, exactForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment))
        {
            return true;
        }

        moment = default;
        if (!DateTime.TryParseExact(text, localForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is 1 or 9999   // in UTC it may lie beyond all years
            || dutch.IsInvalidTime(local))
        {
            return false;
        }

        var shown = text.Contains(':', StringComparison.Ordinal) ? local : local.AddHours(12);
        moment = new DateTimeOffset(shown, dutch.GetUtcOffset(shown));
        return true;
    }

    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    // Without the zeros at the end of its decimals: 7 for 7,0.
    private static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;

    [GeneratedRegex(@"^[+-]?[0-9]{1,15}([.,][0-9]{1,9})?$")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex OffsetForm();
}
