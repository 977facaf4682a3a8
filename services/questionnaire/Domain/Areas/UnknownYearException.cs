using System.Globalization;

namespace Monitor.Questionnaire.Domain;

/// <summary>Something is asked of a year of which it is not known; the message names the years that are.</summary>
public sealed class UnknownYearException(string what, int year, IEnumerable<int> known) : ClientException(
    "UNKNOWN_YEAR",
    string.Create(CultureInfo.InvariantCulture, $"There is no {what} of {year}; there is one of {Named(known)}."))
{
    /// <summary>There is no list of municipalities of <paramref name="year"/>.</summary>
    public static UnknownYearException OfLists(int year, IEnumerable<int> known) =>
        new("list of municipalities", year, known);

    /// <summary>The members of regions, of one kind or of any, are not known of <paramref name="year"/>.</summary>
    public static UnknownYearException OfMemberships(RegionKind? kind, int year, IEnumerable<int> known) =>
        new(
            kind is { } asked ? $"division into regions of the kind {asked.Text()}" : "division into regions",
            year,
            known);

    private static string Named(IEnumerable<int> years) =>
        string.Join(", ", years.Order().Select(y => y.ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } text
            ? text
            : "no year yet";
}
