using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Names as StatLine writes them: in titles with signs and spaces ("Regio's", "Ontvangen meldingen (aantal)"), in keys
/// without ("RegioS", "OntvangenMeldingen_2").
/// </summary>
internal static partial class StatLineName
{
    // A table of our own: without a culture's data, String.Normalize leaves letters as they are.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinooooouuuuyy";

    /// <summary>
    /// What title and key of one thing have in common: letters and digits, small, without accents. "Regio's" and
    /// "RegioS" are both <c>regios</c>.
    /// </summary>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var unit in name)
        {
            if (char.IsLetterOrDigit(unit))
            {
                var small = char.ToLowerInvariant(unit);
                var accented = Accented.IndexOf(small, StringComparison.Ordinal);
                key.Append(accented < 0 ? small : Plain[accented]);
            }
        }

        return key.ToString();
    }

    /// <summary>
    /// A column's title and its unit: "Casussen met ontvangen melding(en) (aantal)" ends in its unit, which a space
    /// goes before; a key such as "OntvangenMeldingen_2" has none and loses its number.
    /// </summary>
    public static (string Title, string? Unit) OfMeasure(string column)
    {
        if (column.EndsWith(')') && column.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var open)
        {
            return (column[..open].TrimEnd(), column[(open + 2)..^1].Trim());
        }

        return KeyNumber().Match(column) is { Success: true, Index: var end } ? (column[..end], null) : (column, null);
    }

    /// <summary>
    /// True where a name of a mapping means this title: as a whole, or its last parts, as columns under a common head
    /// are written "Head/Title".
    /// </summary>
    public static bool Means(string wanted, string title)
    {
        var key = KeyOf(wanted);
        if (key == KeyOf(title))
        {
            return true;
        }

        for (var slash = title.IndexOf('/', StringComparison.Ordinal); slash >= 0;
            slash = title.IndexOf('/', slash + 1))
        {
            if (key == KeyOf(title[(slash + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a measure's key, which ends in a number: "OntvangenMeldingen_2".</summary>
    public static bool IsKey(string column) => KeyForm().IsMatch(column);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*_\d+\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"_\d+\z")]
    private static partial Regex KeyNumber();
}
