namespace Monitor.Benchmark.Report.Charts;

/// <summary>How a round is drawn: as in the printed report 2014 is blue and 2017 green, wherever it appears.</summary>
/// <remarks>Each pair is told apart by lightness too, and white text can be read on each of them.</remarks>
internal sealed class RoundColours(IEnumerable<int> years)
{
    private static readonly string[] Shades = ["#1f5fae", "#1b6e3c", "#6a1b9a", "#8a4b00", "#00697a", "#7a1f4b"];

    private readonly List<int> years = [.. years.Distinct().Order()];

    /// <summary>The colour of a round by its place among all released rounds.</summary>
    public string Of(int year) => Shades[Math.Max(0, years.IndexOf(year)) % Shades.Length];
}
