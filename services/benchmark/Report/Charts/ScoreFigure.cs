using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report.Charts;

/// <summary>The mean scores of one objective in a round, whole points; a part is null where only the total is shown.
/// </summary>
internal sealed record RoundScore(int Round, int Total, int? Anchoring, int? Content, int? Reach, Band Band);

/// <summary>
/// The score figure of an objective as the report has it: the bar of the total in the colour of its band, below it the
/// three parts with their maxima, and in each a dot for every round.
/// </summary>
/// <remarks>
/// The total's track is 520 long, 5.2 a point; those of the parts are 125, 250 and 125, 5 a point, with 10 between
/// them, so that both lines end at the same place. The round before stands above a track, the last one below it.
/// </remarks>
internal static class ScoreFigure
{
    private const int Width = 560;
    private const int Height = 156;
    private const decimal Left = 20;
    private const decimal PerPoint = 5.2m;
    private const decimal PerPartPoint = 5m;

    private static readonly Track Whole = new("Totaalscore", 100, Left, PerPoint, Top: 34, Height: 22);

    private static readonly (Track Track, Func<RoundScore, int?> Points)[] Parts =
    [
        (new Track("Borging", 25, Left, PerPartPoint, Top: 116, Height: 14), s => s.Anchoring),
        (new Track("Inhoud", 50, 155, PerPartPoint, Top: 116, Height: 14), s => s.Content),
        (new Track("Bereik", 25, 415, PerPartPoint, Top: 116, Height: 14), s => s.Reach),
    ];

    /// <param name="id">Unique on the page, for the labels.</param>
    /// <param name="title">What the figure is about.</param>
    /// <param name="scores">By round, the last one is the one reported; at least one.</param>
    /// <param name="norms">Between the bands of the total, in points.</param>
    /// <param name="colours">Of the rounds.</param>
    public static Markup Of(
        string id, string title, IReadOnlyList<RoundScore> scores, Norms norms, RoundColours colours) => Html.Of($"""
        <svg class="score" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-t {id}-d">
        <title id="{id}-t">{title}</title><desc id="{id}-d">{Description(scores)}</desc>
        {Total(scores, norms, colours)}{Parts.Select(p => Part(p.Track, p.Points, scores, colours))}</svg>
        """);

    /// <summary>The place of a score on the total's track, in the figure's units.</summary>
    internal static decimal XOfTotal(decimal points) => Left + (points * PerPoint);

    private static string Description(IReadOnlyList<RoundScore> scores) => string.Join(" ", scores.Select(s =>
        $"Meting {s.Round}: totaal {s.Total} van 100, {Dutch.Of(s.Band)}; borging {Points(s.Anchoring)} van 25, "
        + $"inhoud {Points(s.Content)} van 50, bereik {Points(s.Reach)} van 25."));

    private static string Points(int? points) => points is { } shown ? $"{shown}" : "niet getoond,";

    private static Markup Total(IReadOnlyList<RoundScore> scores, Norms norms, RoundColours colours)
    {
        var last = scores[^1];
        var (red, green) = (XOfTotal(norms.RedBelow), XOfTotal(norms.GreenAbove));
        var bottom = Whole.Top + Whole.Height;
        return Html.Of($"""
            <g aria-hidden="true"><text class="name" x="{Left}" y="16">Totaalscore</text>
            <text class="value" x="540" y="16" text-anchor="end">{last.Total} van 100 · {Dutch.Of(last.Band)}</text>
            <rect class="zone-red" x="{Left}" y="{Whole.Top}" width="{red - Left}" height="{Whole.Height}"/>
            <rect class="zone-orange" x="{red}" y="{Whole.Top}" width="{green - red}" height="{Whole.Height}"/>
            <rect class="zone-green" x="{green}" y="{Whole.Top}" width="{XOfTotal(100) - green}"
            height="{Whole.Height}"/>
            <rect class="{ClassOf(last.Band)}" x="{Left}" y="{Whole.Top}" width="{last.Total * PerPoint}"
            height="{Whole.Height}"/>
            <path class="norm" d="M{red} {Whole.Top - 4}V{bottom + 4}M{green} {Whole.Top - 4}V{bottom + 4}"/>
            {Dots(Whole, s => s.Total, scores, colours)}</g>
            """);
    }

    private static Markup Part(
        Track track, Func<RoundScore, int?> points, IReadOnlyList<RoundScore> scores, RoundColours colours) =>
        Html.Of($"""
            <g aria-hidden="true"><text class="name" x="{track.Left}" y="94">{track.Name}</text>
            <text class="max" x="{track.End}" y="94" text-anchor="end">max. {track.Maximum}</text>
            <rect class="track" x="{track.Left}" y="{track.Top}" width="{track.End - track.Left}"
            height="{track.Height}"/>
            <rect class="part" x="{track.Left}" y="{track.Top}" width="{(points(scores[^1]) ?? 0) * track.PerPoint}"
            height="{track.Height}"/>
            {Dots(track, points, scores, colours)}</g>
            """);

    private static IEnumerable<Markup> Dots(
        Track track, Func<RoundScore, int?> points, IReadOnlyList<RoundScore> scores, RoundColours colours)
    {
        var middle = track.Top + (track.Height / 2m);
        foreach (var (place, score) in scores.Index())
        {
            if (points(score) is not { } shown)
            {
                continue; // the table says so
            }

            var x = track.Left + (shown * track.PerPoint);
            yield return Html.Of(
                $"""<circle class="dot" cx="{x}" cy="{middle}" r="5" fill="{colours.Of(score.Round)}"/>""");
            // 0: the last round, 1: the one before; earlier ones stand in the table alone.
            var below = scores.Count - 1 - place;
            if (below <= 1)
            {
                var y = below == 0 ? track.Top + track.Height + 15 : track.Top - 5;
                yield return Html.Of($"""
                    <text class="round" x="{Math.Clamp(x, track.Left + 30, track.End - 30)}" y="{y}"
                    text-anchor="middle" fill="{colours.Of(score.Round)}">{score.Round}: {shown}</text>
                    """);
            }
        }
    }

    private static string ClassOf(Band band) => band switch
    {
        Band.Red => "band-red",
        Band.Orange => "band-orange",
        _ => "band-green",
    };

    private sealed record Track(
        string Name, int Maximum, decimal Left, decimal PerPoint, int Top, int Height)
    {
        public decimal End => Left + (Maximum * PerPoint);
    }
}
