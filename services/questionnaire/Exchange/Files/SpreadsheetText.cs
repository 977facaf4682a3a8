using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// Text in a cell that a spreadsheet would take for a formula. An apostrophe in front makes it text, and is taken away
/// when the file comes back: so nothing that was written is lost, and nothing that was written runs.
/// </summary>
/// <remarks>
/// The characters are those of OWASP (CSV injection): = + - @, tab, line ends, and the wide forms that some settings of
/// Excel read alike. Apostrophes before one of them are counted in, or a text that already has one would lose it. A
/// negative number is a number, and stays as it is.
/// </remarks>
public static partial class SpreadsheetText
{
    private const char Apostrophe = '\'';
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text as it goes into a cell.</summary>
    public static string Guard(string text) =>
        StartsDangerously(text) && !NegativeNumber().IsMatch(text) ? Apostrophe + text : text;

    /// <summary>The text of a cell; the reverse of <see cref="Guard"/>.</summary>
    public static string Read(string cell) =>
        cell is [Apostrophe, ..] && StartsDangerously(cell) ? cell[1..] : cell;

    private static bool StartsDangerously(string text)
    {
        var first = text.AsSpan().TrimStart(Apostrophe);
        return first.Length > 0 && Dangerous.Contains(first[0], StringComparison.Ordinal);
    }

    [GeneratedRegex("^-[0-9]+([.,][0-9]+)?$")]
    private static partial Regex NegativeNumber();
}
