using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Exchange;

/// <summary>
/// The score bars (scorebalken) of an objective as SVG: the total and the three parts with their maxima, a dot for each
/// round, and the targets. One point is as long everywhere. Colours never stand alone: each band has a letter and a
/// pattern, each round a shape and its year, each bar its number.
/// </summary>
internal static class ScoreBars
{
    private const int Left = 96;
    private const decimal PerPoint = 4.4m;
    private const int Width = 660;
    private const int BarHeight = 14;
    private const int LaneHeight = 13;

    private static readonly string[] Shades = ["#1f4e9e", "#1b6e3c", "#6a1b9a", "#7a3b00"];

    /// <summary>The patterns that all bars use: once a page.</summary>
    public static Markup Patterns { get; } = Html.Of($"""
        <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
        <pattern id="band-red" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="#b3261e"/>
        <path d="M0 6 6 0M-1 1 1-1M5 7 7 5" stroke="#fff" stroke-width="1.2"/></pattern>
        <pattern id="band-orange" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="#b45f06"/><circle cx="3" cy="3" r="1.2" fill="#fff"/></pattern>
        <pattern id="band-green" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill="#1b6e3c"/></pattern>
        </defs></svg>
        """);

    /// <summary>The bars of one objective.</summary>
    /// <param name="index">Tells the figures of a page apart.</param>
    /// <param name="title">What the objective is called.</param>
    /// <param name="scores">Its scores by round, in order.</param>
    /// <param name="targets">Those of its goals.</param>
    /// <param name="norms">Between the bands.</param>
    public static Markup Of(
        int index,
        string title,
        IReadOnlyList<(int Round, RoundObjective Score)> scores,
        IReadOnlyList<(Part? Part, decimal Points)> targets,
        Norms norms)
    {
        var rows = new List<Markup>();
        var top = 16;
        foreach (var part in (Part?[])[null, Part.Anchoring, Part.Content, Part.Reach])
        {
            var named = targets.Where(t => t.Part == part).Select(t => t.Points).ToList();
            rows.Add(Row(top, part, scores, named, norms));
            top += BarHeight + (LaneHeight * Math.Max(1, scores.Count)) + (part is null ? 14 : 8);
        }

        return Html.Of($"""
            <svg class="bars" viewBox="0 0 {Width} {top}" role="img"
            aria-labelledby="bars-{index}-title bars-{index}-desc">
            <title id="bars-{index}-title">Scorebalken van {title}</title>
            <desc id="bars-{index}-desc">{Description(scores, targets)}</desc>
            {Zones(norms)}{rows}</svg>
            """);
    }

    private static string Description(
        IReadOnlyList<(int Round, RoundObjective Score)> scores, IReadOnlyList<(Part? Part, decimal Points)> targets)
    {
        var rounds = scores.Select(s =>
            $"Meting {s.Round}: totaal {Dutch.Number(s.Score.Total)} van 100, {Dutch.Of(s.Score.Band)}; "
            + $"borging {Dutch.Number(s.Score.Anchoring)} van 25, inhoud {Dutch.Number(s.Score.Content)} van 50, "
            + $"bereik {Dutch.Number(s.Score.Reach)} van 25.");
        var aims = targets.Select(t => $"Doel: {Dutch.Of(t.Part)} {Dutch.Number(t.Points)}.");
        return string.Join(" ", scores.Count == 0 ? ["Nog geen score."] : rounds.Concat(aims));
    }

    // The bands of the total, named above its bar.
    private static Markup Zones(Norms norms) => Html.Of($"""
        <g class="zones" aria-hidden="true">
        <text x="{X(norms.RedBelow / 2)}" y="10" text-anchor="middle">R rood</text>
        <text x="{X((norms.RedBelow + norms.GreenAbove) / 2)}" y="10" text-anchor="middle">O oranje</text>
        <text x="{X((norms.GreenAbove + 100) / 2)}" y="10" text-anchor="middle">G groen</text>
        <path d="M{X(norms.RedBelow)} 2V{16 + BarHeight}M{X(norms.GreenAbove)} 2V{16 + BarHeight}" stroke="#595959"/>
        </g>
        """);

    private static Markup Row(
        int top,
        Part? part,
        IReadOnlyList<(int Round, RoundObjective Score)> scores,
        IReadOnlyList<decimal> targets,
        Norms norms)
    {
        var maximum = Targets.MaximumOf(part);
        var weight = part is null ? "700" : "400";
        var latest = scores.Count == 0 ? null : scores[^1].Score;
        return Html.Of($"""
            <g aria-hidden="true"><text x="0" y="{top + 11}" font-weight="{weight}">{Capital(Dutch.Of(part))}</text>
            <rect x="{Left}" y="{top}" width="{maximum * PerPoint}" height="{BarHeight}" fill="#fff" stroke="#595959"/>
            {(latest is null ? Markup.Empty : Bar(top, part, latest, norms))}
            <text x="{X(maximum) + 12}" y="{top + 11}" font-weight="{weight}">{Number(part, latest, maximum)}</text>
            {targets.Select(t => Target(top, t))}
            {scores.Select((s, i) => Dot(LaneAt(top, i), i, s.Round, PointsOf(s.Score, part)))}</g>
            """);
    }

    private static int LaneAt(int top, int index) => top + BarHeight + (LaneHeight * index) + 7;

    // The parts have no bands of their own: they are drawn in the band of the total.
    private static Markup Bar(int top, Part? part, RoundObjective score, Norms norms)
    {
        var band = norms.BandOf(score.Total) switch
        {
            Band.Red => "band-red",
            Band.Orange => "band-orange",
            _ => "band-green",
        };
        return Html.Of($"""
            <rect x="{Left}" y="{top}" width="{PointsOf(score, part) * PerPoint}" height="{BarHeight}"
            fill="url(#{band})" stroke="#1a1a1a"/>
            """);
    }

    private static string Number(Part? part, RoundObjective? score, decimal maximum)
    {
        if (score is null)
        {
            return $"– van {Dutch.Number(maximum)}";
        }

        var points = $"{Dutch.Number(PointsOf(score, part))} van {Dutch.Number(maximum)}";
        return part is null ? $"{points} ({Letter(score.Band)})" : points;
    }

    private static Markup Target(int top, decimal points) => Html.Of($"""
        <path d="M{X(points)} {top - 4}V{top + BarHeight + 4}" stroke="#1a1a1a"
        stroke-width="2.5" stroke-dasharray="3 2"/>
        <path d="M{X(points) - 5} {top - 4}h10l-5 6z" fill="#1a1a1a"/>
        """);

    private static Markup Dot(int y, int index, int round, decimal points)
    {
        var x = X(points);
        var shade = Shades[index % Shades.Length];
        var shape = (index % 4) switch
        {
            0 => Html.Of($"""<circle cx="{x}" cy="{y}" r="4" fill="{shade}"/>"""),
            1 => Html.Of($"""<rect x="{x - 3.6m}" y="{y - 3.6m}" width="7.2" height="7.2" fill="{shade}"/>"""),
            2 => Html.Of($"""<path d="M{x} {y - 4.6m}l4.6 8.4h-9.2z" fill="{shade}"/>"""),
            _ => Html.Of($"""<path d="M{x} {y - 5}l5 5-5 5-5-5z" fill="{shade}"/>"""),
        };
        return Html.Of(
            $"""{shape}<text class="year" x="{x + 8}" y="{y + 3.5m}">{round}: {Dutch.Number(points)}</text>""");
    }

    internal static string Letter(Band band) => band switch
    {
        Band.Red => "R",
        Band.Orange => "O",
        _ => "G",
    };

    internal static decimal PointsOf(RoundObjective score, Part? part) => part switch
    {
        Part.Anchoring => score.Anchoring,
        Part.Content => score.Content,
        Part.Reach => score.Reach,
        _ => score.Total,
    };

    private static decimal X(decimal points) => decimal.Round(Left + (points * PerPoint), 2);

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
