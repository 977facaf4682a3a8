using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A period as StatLine writes it: a title ("1e halfjaar 2020", "2020*") or a code ("2020HJ01", "2020JJ00").
/// </summary>
/// <param name="Period">Null for a kind that is not kept here: quarters, months, weeks, school years.</param>
/// <param name="Status">What asterisks of a title say, none being definite; null for a code, which cannot say.</param>
internal sealed partial record StatLinePeriod(Period? Period, FigureStatus? Status)
{
    /// <summary>Null where it is no period at all.</summary>
    public static StatLinePeriod? TryParse(string text)
    {
        var trimmed = text.Trim();
        if (Code().Match(trimmed) is { Success: true } code)
        {
            return new StatLinePeriod(OfCode(YearOf(code), code.Groups["rest"].Value), Status: null);
        }

        var title = trimmed.TrimEnd('*');
        if (StatusOf(trimmed.Length - title.Length) is not { } status)
        {
            return null;
        }

        title = title.TrimEnd();
        if (HalfFirst().Match(title) is { Success: true } first)
        {
            return new StatLinePeriod(Period.OfHalf(YearOf(first), HalfOf(first)), status);
        }

        if (HalfLast().Match(title) is { Success: true } last)
        {
            return new StatLinePeriod(Period.OfHalf(YearOf(last), HalfOf(last)), status);
        }

        return Period.TryParse(title) is { } period ? new StatLinePeriod(period, status)
            : Other().IsMatch(title) ? new StatLinePeriod(Period: null, status)
            : null;
    }

    private static FigureStatus? StatusOf(int asterisks) => asterisks switch
    {
        0 => FigureStatus.Definite,
        1 => FigureStatus.Provisional,
        2 => FigureStatus.RevisedProvisional,
        _ => null,
    };

    private static Period? OfCode(int year, string rest) => rest switch
    {
        "JJ00" => Period.OfYear(year),
        "HJ01" => Period.OfHalf(year, 1),
        "HJ02" => Period.OfHalf(year, 2),
        _ => null,
    };

    private static int YearOf(Match match) => int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);

    private static int HalfOf(Match match) => match.Groups["half"].ValueSpan[0] - '0';

    [GeneratedRegex(@"^(?<year>(19|20)\d\d)(?<rest>[A-Z]{2}\d\d|[A-Z]\d{3})\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?<half>[12])e halfjaar (?<year>(19|20)\d\d)\z")]
    private static partial Regex HalfFirst();

    [GeneratedRegex(@"^(?<year>(19|20)\d\d) (?<half>[12])e halfjaar\z")]
    private static partial Regex HalfLast();

    // "1e kwartaal 2020", "2020 januari", "2019/'20": known to be periods, of kinds without figures here.
    [GeneratedRegex(@"^([1-4]e kwartaal (19|20)\d\d|(19|20)\d\d( [1-4]e kwartaal| [a-z]+|/'\d\d| week \d.*))\z")]
    private static partial Regex Other();
}
