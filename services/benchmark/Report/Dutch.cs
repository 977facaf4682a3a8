using System.Globalization;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report;

/// <summary>The words and numbers that people read on paper, which the graph leaves to its clients.</summary>
internal static class Dutch
{
    // Not the machine's culture: a report reads the same wherever it is made.
    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NumberGroupSizes = [3],
    };

    private static readonly string[] Months =
    [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ];

    /// <summary>At most two decimals: <c>1.234,5</c>.</summary>
    public static string Number(decimal number) => number.ToString("#,##0.##", Numbers);

    /// <summary>With its sign, for a change: <c>+12</c>, <c>−3</c>, <c>0</c>.</summary>
    public static string Change(decimal number) => number switch
    {
        > 0 => $"+{Number(number)}",
        < 0 => $"−{Number(-number)}",
        _ => "0",
    };

    /// <summary>Exactly one decimal, as marks have: <c>5,6</c>.</summary>
    public static string Mark(decimal mark) =>
        Math.Round(mark, 1, MidpointRounding.AwayFromZero).ToString("0.0", Numbers);

    public static string Date(DateOnly date) =>
        FormattableString.Invariant($"{date.Day} {Months[date.Month - 1]} {date.Year}");

    public static string Of(Band band) => band switch
    {
        Band.Red => "rood",
        Band.Orange => "oranje",
        _ => "groen",
    };

    public static string Of(SuppressionReason reason) => reason switch
    {
        SuppressionReason.NotReleased => "nog niet vrijgegeven",
        SuppressionReason.TooFew => "te weinig gemeenten",
        SuppressionReason.NotInRelease => "niet in deze vrijgave",
        SuppressionReason.NotAsked => "toen niet gevraagd",
        _ => "wordt voor dit soort regio niet vrijgegeven",
    };

    /// <summary>How sure a published figure is, by its name in the graph.</summary>
    public static string Status(string? status) => status switch
    {
        "PROVISIONAL" => "voorlopig",
        "REVISED_PROVISIONAL" => "nader voorlopig",
        "DEFINITE" => "definitief",
        _ => "–",
    };

    /// <summary>A kind of region, by its name in the graph.</summary>
    public static string RegionKind(string kind) => kind switch
    {
        "VEILIG_THUIS" => "Veilig Thuis-regio",
        "CENTRE_AREA" => "centrumregio",
        "SAFETY_REGION" => "veiligheidsregio",
        "PROVINCE" => "provincie",
        _ => "regio",
    };

    /// <summary>The five size classes of the response table.</summary>
    public static string SizeClass(string sizeClass) => sizeClass switch
    {
        "UNDER_25K" => "Minder dan 25.000 inwoners",
        "FROM_25K_TO_50K" => "25.000 tot 50.000 inwoners",
        "FROM_50K_TO_100K" => "50.000 tot 100.000 inwoners",
        "FROM_100K_TO_250K" => "100.000 tot 250.000 inwoners",
        "OVER_250K" => "250.000 inwoners of meer",
        _ => sizeClass,
    };

    /// <summary>One after the other, with "en" before the last.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.SkipLast(1))} en {items[^1]}",
    };
}
