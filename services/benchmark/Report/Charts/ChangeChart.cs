namespace Monitor.Benchmark.Report.Charts;

/// <summary>A row of the chart: a total for each round, whole points from 0 to 100.</summary>
internal sealed record ChangeRow(string Label, IReadOnlyList<(int Round, int Total)> Totals);

/// <summary>Totals of several objectives beside each other: a dot for each round, and a line between the first and
/// the last.
/// </summary>
/// <remarks>The scale runs from 240 (0 points) to 540 (100), 3 a point; a row is 34 high and its label has two
/// lines.</remarks>
internal static class ChangeChart
{
    private const int Width = 560;
    private const decimal Left = 240;
    private const decimal PerPoint = 3;
    private const int First = 34;
    private const int RowHeight = 34;

    private static readonly int[] Scale = [0, 25, 50, 75, 100];

    /// <param name="id">Unique on the page, for the labels.</param>
    /// <param name="title">What the chart is about.</param>
    /// <param name="rows">From top to bottom.</param>
    /// <param name="colours">Of the rounds.</param>
    public static Markup Of(string id, string title, IReadOnlyList<ChangeRow> rows, RoundColours colours)
    {
        var rounds = rows.SelectMany(r => r.Totals).Select(t => t.Round).Distinct().Order().ToList();
        var bottom = First + (rows.Count * RowHeight);
        return Html.Of($"""
            <svg class="change" viewBox="0 0 {Width} {bottom + 6}" role="img" aria-labelledby="{id}-t {id}-d">
            <title id="{id}-t">{title}</title><desc id="{id}-d">{Description(rows)}</desc>
            {rounds.Select((round, i) => Legend(round, i, colours))}
            {Scale.Select(points => Line(points, bottom))}
            {rows.Select((row, i) => Row(row, First + (i * RowHeight) + (RowHeight / 2), colours))}</svg>
            """);
    }

    internal static decimal X(decimal points) => Left + (points * PerPoint);

    private static string Description(IReadOnlyList<ChangeRow> rows) => string.Join(" ", rows.Select(r =>
        $"{r.Label}: {string.Join(", ", r.Totals.Select(t => $"{t.Total} in {t.Round}"))}."));

    private static Markup Legend(int round, int index, RoundColours colours) => Html.Of($"""
        <g aria-hidden="true"><circle cx="{6 + (index * 60)}" cy="9" r="5" fill="{colours.Of(round)}"/>
        <text x="{16 + (index * 60)}" y="13">{round}</text></g>
        """);

    private static Markup Line(int points, int bottom) => Html.Of($"""
        <g aria-hidden="true"><path class="grid" d="M{X(points)} 24V{bottom}"/>
        <text class="scale" x="{X(points)}" y="18" text-anchor="middle">{points}</text></g>
        """);

    private static Markup Row(ChangeRow row, int y, RoundColours colours)
    {
        var line = row.Totals.Count < 2 ? Markup.Empty : Html.Of($"""
            <path class="between" d="M{X(row.Totals[0].Total)} {y}H{X(row.Totals[^1].Total)}"/>
            """);
        return Html.Of($"""
            <g aria-hidden="true">{Label(row.Label, y)}{line}
            {row.Totals.Select(t => Html.Of($"""
                <circle class="dot" cx="{X(t.Total)}" cy="{y}" r="5.5" fill="{colours.Of(t.Round)}"/>
                """))}</g>
            """);
    }

    private static Markup Label(string label, int y)
    {
        var lines = BarChart.Lines(label);
        return Html.Of($"""
            <text x="0" y="{y + 4 - (6 * (lines.Count - 1))}">{lines.Select((line, i) => Html.Of(
                $"""<tspan x="0" dy="{(i == 0 ? 0 : 13)}">{line}</tspan>"""))}</text>
            """);
    }
}
