using System.Globalization;

namespace Monitor.Benchmark.Domain;

/// <summary>Kind of period that a figure is about.</summary>
public enum PeriodKind
{
    Year,

    /// <summary>Halfjaar.</summary>
    HalfYear,

    /// <summary>Several years together.</summary>
    Years,
}

/// <summary>
/// A period: a year (<c>2017</c>), a half of one (<c>2019-H1</c>), or several years (<c>2012-2017</c>).
/// </summary>
/// <param name="Kind">What the other values mean.</param>
/// <param name="FirstYear">1900 to 2100.</param>
/// <param name="LastYear">Not before the first; the same but for several years.</param>
/// <param name="Half">1 or 2 for a half-year, else null.</param>
public sealed record Period(PeriodKind Kind, int FirstYear, int LastYear, int? Half)
{
    public DateOnly FirstDay => new(FirstYear, Half == 2 ? 7 : 1, 1);

    public DateOnly LastDay => Half == 1 ? new DateOnly(LastYear, 6, 30) : new DateOnly(LastYear, 12, 31);

    /// <summary>As it is written in columns, arguments and answers.</summary>
    public string Text { get; } = Kind switch
    {
        PeriodKind.Year => $"{FirstYear:0000}",
        PeriodKind.HalfYear => $"{FirstYear:0000}-H{Half}",
        _ => $"{FirstYear:0000}-{LastYear:0000}",
    };

    /// <summary>As a Dutch reader says it.</summary>
    public string Label => Kind switch
    {
        PeriodKind.Year => Text,
        PeriodKind.HalfYear => $"{Half}e halfjaar {FirstYear}",
        _ => $"{FirstYear} tot en met {LastYear}",
    };

    /// <summary>The two halves of a year; none of another period.</summary>
    public IReadOnlyList<Period> Halves =>
        Kind == PeriodKind.Year ? [OfHalf(FirstYear, 1), OfHalf(FirstYear, 2)] : [];

    public static Period OfYear(int year) => new(PeriodKind.Year, year, year, null);

    public static Period OfHalf(int year, int half) => new(PeriodKind.HalfYear, year, year, half);

    public static Period OfYears(int first, int last) => new(PeriodKind.Years, first, last, null);

    /// <summary>The period written so; null where it is none.</summary>
    public static Period? TryParse(string text)
    {
        if (text.Length < 4 || YearOf(text[..4]) is not { } first)
        {
            return null;
        }

        return text[4..] switch
        {
            "" => OfYear(first),
            "-H1" => OfHalf(first, 1),
            "-H2" => OfHalf(first, 2),
            ['-', .. var rest] when YearOf(rest) is { } last && last > first => OfYears(first, last),
            _ => null,
        };
    }

    /// <exception cref="FormatException">It is no period.</exception>
    public static Period Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no period: 2017, 2019-H1 or 2012-2017.");

    public override string ToString() => Text;

    private static int? YearOf(string text) =>
        text.Length == 4
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1900 and <= 2100
            ? year
            : null;
}
