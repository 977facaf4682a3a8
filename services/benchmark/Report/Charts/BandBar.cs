using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report.Charts;

/// <summary>How many municipalities are in each band, as one bar in three pieces: 520 long for all of them.</summary>
internal static class BandBar
{
    private const decimal Left = 20;
    private const decimal Length = 520;

    /// <param name="id">Unique on the page, for the labels.</param>
    /// <param name="title">What the bar is about.</param>
    /// <param name="counts">Of the bands, from red to green; together above 0.</param>
    public static Markup Of(string id, string title, IReadOnlyList<BandCount> counts)
    {
        var all = counts.Sum(c => c.Count);
        var pieces = new List<Markup>();
        var x = Left;
        foreach (var (band, count) in counts.Where(c => c.Count > 0))
        {
            var length = LengthOf(count, all);
            pieces.Add(Html.Of($"""
                <rect class="band-{Name(band)}" x="{x}" y="6" width="{length}" height="26"/>
                <text class="count" x="{Middle(x, length)}" y="23" text-anchor="middle">{count}</text>
                <text x="{Middle(x, length)}" y="46" text-anchor="middle">{Dutch.Of(band)}</text>
                """));
            x += length;
        }

        var words = string.Join(", ", counts.Select(c => $"{c.Count} {Dutch.Of(c.Band)}"));
        return Html.Of($"""
            <svg class="bandbar" viewBox="0 0 560 52" role="img" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{words}.</desc><g aria-hidden="true">{pieces}</g></svg>
            """);
    }

    internal static decimal LengthOf(int count, int all) => decimal.Round(Length * count / all, 2);

    // A narrow piece at the edge keeps its words within the picture.
    private static decimal Middle(decimal x, decimal length) => Math.Clamp(x + (length / 2), 36, 524);

    private static string Name(Band band) => band switch
    {
        Band.Red => "red",
        Band.Orange => "orange",
        _ => "green",
    };
}
