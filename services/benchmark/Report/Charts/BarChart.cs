namespace Monitor.Benchmark.Report.Charts;

/// <summary>A bar: how far it reaches, and what stands at its end. No value: only the text, in place of the
/// bar.</summary>
internal sealed record ChartBar(string Series, decimal? Value, string Text, string Colour);

/// <summary>A row of bars with one label.</summary>
internal sealed record ChartRow(string Label, IReadOnlyList<ChartBar> Bars);

/// <summary>Lying bars in groups, a colour for each series, with the number at the end of each.</summary>
/// <remarks>
/// Labels take 208 at the left, bars run from 216 to 500 at the most. A bar is 11 high and 14 from the next; a label
/// that is longer than 31 characters takes more lines, and its row is as high as that needs.
/// </remarks>
internal static class BarChart
{
    private const int Width = 560;
    private const decimal Left = 216;
    private const decimal Longest = 284;
    private const int BarHeight = 11;
    private const int BarStep = 14;
    private const int LineStep = 13;
    private const int RowGap = 9;
    private const int LegendHeight = 22;
    private const int LabelLength = 31;

    /// <param name="id">Unique on the page, for the labels.</param>
    /// <param name="title">What the chart is about.</param>
    /// <param name="description">What it shows, in words; the numbers stand in the table beside it.</param>
    /// <param name="rows">From top to bottom.</param>
    /// <param name="maximum">The value of the longest bar possible, above 0.</param>
    public static Markup Of(
        string id, string title, string description, IReadOnlyList<ChartRow> rows, decimal maximum)
    {
        var series = rows.SelectMany(r => r.Bars).Select(b => (b.Series, b.Colour)).Distinct().ToList();
        var drawn = new List<Markup>();
        decimal top = series.Count > 1 ? LegendHeight : 4;
        if (series.Count > 1)
        {
            drawn.AddRange(series.Select((s, i) => Legend(s.Series, s.Colour, i)));
        }

        foreach (var row in rows)
        {
            drawn.Add(Row(row, top, maximum));
            top += HeightOf(row);
        }

        return Html.Of($"""
            <svg class="bars" viewBox="0 0 {Width} {top}" role="img" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>
            <path class="axis" aria-hidden="true" d="M{Left} {(series.Count > 1 ? LegendHeight - 4 : 0)}V{top - 4}"/>
            {drawn}</svg>
            """);
    }

    /// <summary>How long a bar is, in the chart's units.</summary>
    internal static decimal LengthOf(decimal value, decimal maximum) => decimal.Round(value / maximum * Longest, 2);

    /// <summary>A label in lines of at most 31 characters, broken between words; at most four.</summary>
    internal static IReadOnlyList<string> Lines(string label)
    {
        var lines = new List<string>();
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && (lines[^1].Length + 1 + word.Length <= LabelLength || lines.Count == 4))
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static int HeightOf(ChartRow row) =>
        Math.Max(row.Bars.Count * BarStep, Lines(row.Label).Count * LineStep) + RowGap;

    private static Markup Legend(string series, string colour, int index) => Html.Of($"""
        <g aria-hidden="true"><rect x="{Left + (index * 90)}" y="2" width="11" height="11" fill="{colour}"/>
        <text x="{Left + (index * 90) + 16}" y="11.5">{series}</text></g>
        """);

    private static Markup Row(ChartRow row, decimal top, decimal maximum) => Html.Of($"""
        <g aria-hidden="true"><text x="208" y="{top + 10}" text-anchor="end">{Lines(row.Label).Select((line, i) =>
            Html.Of($"""<tspan x="208" dy="{(i == 0 ? 0 : LineStep)}">{line}</tspan>"""))}</text>
        {row.Bars.Select((bar, i) => Bar(bar, top + (i * BarStep), maximum))}</g>
        """);

    private static Markup Bar(ChartBar bar, decimal y, decimal maximum)
    {
        var length = bar.Value is { } value ? LengthOf(value, maximum) : 0;
        var drawn = bar.Value is null ? Markup.Empty : Html.Of(
            $"""<rect x="{Left}" y="{y}" width="{length}" height="{BarHeight}" fill="{bar.Colour}"/>""");
        return Html.Of(
            $"""{drawn}<text class="number" x="{Left + length + 5}" y="{y + 9.5m}">{bar.Text}</text>""");
    }
}
