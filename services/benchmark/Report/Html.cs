using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Monitor.Benchmark.Report;

/// <summary>HTML that may be written as it is.</summary>
public readonly record struct Markup(string Text)
{
    public static Markup Empty { get; } = new("");
}

/// <summary>
/// Makes HTML of interpolated text. Whatever is put in is encoded, in text and within quotes of an attribute, unless it
/// is <see cref="Markup"/> already; so nothing that people wrote can become an element, and nobody can forget it.
/// </summary>
public static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static Markup Of(FormattableString html) => new(string.Format(
        CultureInfo.InvariantCulture,
        html.Format,
        [.. html.GetArguments().Select(a => (object)Encode(a))]));

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Text)));

    private static string Encode(object? argument) => argument switch
    {
        null => "",
        Markup markup => markup.Text,
        IEnumerable<Markup> several => Join(several).Text,
        decimal number => number.ToString("0.##", CultureInfo.InvariantCulture), // a place in a drawing
        IFormattable number => Encoder.Encode(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Encoder.Encode(argument.ToString()!),
    };
}
