using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Three municipalities that pool their own points, with all that the graph tells anybody. Knows nothing of how figures
/// are hidden: it writes every published number as a constraint, with its rounding, and asks a solver for the least and
/// the most that each other municipality can have.
/// </summary>
/// <remarks>
/// Municipalities in the same class and region are told apart by nothing, so one of each such place stands for all and
/// the others are one variable together. Per part, the values that occur are variables too: how many have each.
/// </remarks>
internal sealed class Adversary
{
    private static readonly double[] maxima = [25, 50, 25];
    private readonly IReadOnlyList<PublicFigure> figures;
    private readonly IReadOnlyList<Member> members;
    private readonly List<Member> coalition;
    private readonly PublicPanel? panel;
    private readonly List<(string? Class, string? Region)> places;
    private readonly List<bool> inPanel;
    private readonly List<int> editions;
    private readonly List<int> counts;
    private readonly double[][]? values;
    private readonly StringBuilder rows = new();
    private readonly StringBuilder bounds = new();

    /// <param name="figures">Of one objective, or of the average.</param>
    /// <param name="members">All that answered it.</param>
    /// <param name="coalition">Three of them.</param>
    /// <param name="values">Points that can occur, by part; null where any can.</param>
    /// <param name="panel">What is told of those that answered both rounds; null: nothing.</param>
    public Adversary(
        IReadOnlyList<PublicFigure> figures, IReadOnlyList<Member> members, IEnumerable<Member> coalition,
        double[][]? values, PublicPanel? panel = null)
    {
        this.figures = figures;
        this.members = members;
        this.coalition = [.. coalition];
        this.values = values;
        this.panel = panel;
        var others = members.Except(this.coalition)
            .GroupBy(m => (m.Place, InPanel: panel?.Codes.Contains(m.Code) == true, m.Editions)).ToList();
        places = [.. others.Select(g => g.Key.Place)];
        inPanel = [.. others.Select(g => g.Key.InPanel)];
        editions = [.. others.Select(g => g.Key.Editions)];
        counts = [.. others.Select(g => g.Count())];
    }

    /// <summary>Everything known, and what is wanted: of those in this group each part, and the total.</summary>
    /// <param name="group">Whose.</param>
    /// <param name="most">How many places of it.</param>
    /// <param name="onlyChanged">Only those whose points are not in every edition.</param>
    public (LinearProblem Problem, IReadOnlyList<string> Names) Attack(
        AttackedGroup group, int most, bool onlyChanged = false)
    {
        WriteValues();
        foreach (var figure in figures)
        {
            WriteMean(figure);
            WriteShape(figure);
        }

        WritePanel();
        var all = figures.Aggregate(0, (bits, f) => bits | f.Edition);
        var targets = places.Index()
            .Where(p => group.Holds(p.Item) && (!onlyChanged || editions[p.Index] != all))
            .OrderBy(p => counts[p.Index]).Take(most).ToList();
        return (
            new LinearProblem(
                $"Subject To\n{rows}Bounds\n{bounds}",
                [.. targets.Select(t => $"x{t.Index}p").SelectMany(x => (string[])
                    [$"{x}0", $"{x}1", $"{x}2", $"{x}0 + {x}1 + {x}2"])]),
            [.. targets.SelectMany(t => ((string[])["anchoring", "content", "reach", "total"])
                .Select(part => $"{part} of one in {t.Item}"))]);
    }

    private void WriteValues()
    {
        foreach (var (place, count) in counts.Index())
        {
            for (var part = 0; part < 3; part++)
            {
                bounds.Append(Invariant($" 0 <= x{place}p{part} <= {maxima[part]}\n"));
                bounds.Append(Invariant($" 0 <= y{place}p{part} <= {maxima[part] * (count - 1)}\n"));
                if (values is not null)
                {
                    WriteOccurring($"x{place}p{part}", values[part], 1);
                    WriteOccurring($"y{place}p{part}", values[part], count - 1);
                }
            }
        }
    }

    // The points are those of as many as there are, each with one of the values.
    private void WriteOccurring(string name, double[] occurring, int count)
    {
        var all = string.Join(" + ", occurring.Select((_, i) => $"{name}v{i}"));
        var sum = string.Concat(occurring.Index().Where(v => v.Item > 0)
            .Select(v => Invariant($" - {v.Item} {name}v{v.Index}")));
        rows.Append(Invariant($" {all} = {count}\n {name}{sum} = 0\n"));
    }

    private void WriteMean(PublicFigure figure)
    {
        if (figure.Mean is not { } mean)
        {
            return;
        }

        var (n, known) = (members.Count(figure.IsAbout), Known(figure));
        var sum = SumOf(figure);
        WriteBetween(sum, (n * (mean - 0.5)) - known, (n * (mean + 0.5)) - known);
        var maximum = maxima.Where((_, part) => (figure.Mask >> part & 1) == 1).Sum();
        var (least, most) = figure.Told["band"]?.GetValue<string>() switch
        {
            "RED" => (0, 0.25),
            "ORANGE" => (0.25, 0.75),
            "GREEN" => (0.75, 1),
            _ => (0.0, 1.0),
        };
        WriteBetween(sum, (n * least * maximum) - known, (n * most * maximum) - known);
    }

    private void WritePanel()
    {
        if (panel is null)
        {
            return;
        }

        var (n, known) = (
            panel.Codes.Count, coalition.Where(m => panel.Codes.Contains(m.Code)).Sum(m => m.Sum(mask: 7)));
        var sum = string.Join(" + ", places.Index().Where(p => inPanel[p.Index]).SelectMany(p =>
            Enumerable.Range(0, 3).SelectMany(part => (string[])[$"x{p.Index}p{part}", $"y{p.Index}p{part}"])));
        WriteBetween(sum, (n * (panel.Mean - 0.5)) - known, (n * (panel.Mean + 0.5)) - known);
    }

    // Of single parts: how many of the values that occur lie in each tenth and band, and beside the quartiles.
    private void WriteShape(PublicFigure figure)
    {
        var part = Array.IndexOf([1, 2, 4], figure.Mask);
        if (values is null || part < 0 || figure.Told["shape"]?["median"] is null)
        {
            return;
        }

        var shape = figure.Told["shape"]!;
        var n = members.Count(figure.IsAbout);
        var slack = figure.Group is { Class: null, Region: null } ? 0 : 2;
        var tenths = shape["tenths"]?.AsArray() ?? [];
        foreach (var (i, tenth) in tenths.Index())
        {
            WriteCount(figure, part, v => (int)Math.Min(9, v / maxima[part] * 10) == i, CountOf(tenth!), slack);
        }

        foreach (var (i, band) in shape["bands"]!.AsArray().Index())
        {
            WriteCount(figure, part, v => BandOf(v / maxima[part]) == i, CountOf(band!), slack);
        }

        foreach (var (quarter, name) in ((string[])["lowerQuartile", "median", "upperQuartile"]).Index())
        {
            var shown = shape[name]!.GetValue<int>();
            var before = (n - 1) * (quarter + 1) / 4;
            WriteBetween(CountOf(figure, part, v => v <= shown + 0.5, out var below), before + 1 - below, n);
            WriteBetween(
                CountOf(figure, part, v => v >= shown - 0.5, out var above),
                n - Math.Min(before + 1, n - 1) - above, n);
        }
    }

    private static int BandOf(double share) => share < 0.25 ? 0 : share > 0.75 ? 2 : 1;

    private static int CountOf(JsonNode counted) => counted["count"]!.GetValue<int>();

    private void WriteCount(PublicFigure figure, int part, Func<double, bool> isIn, int count, int slack)
    {
        var sum = CountOf(figure, part, isIn, out var known);
        WriteBetween(sum, count - slack - known, count + slack - known);
    }

    private string CountOf(PublicFigure figure, int part, Func<double, bool> isIn, out int known)
    {
        known = coalition.Count(m => figure.IsAbout(m) && isIn(m.Points[part]));
        var occurring = values![part].Index().Where(v => isIn(v.Item)).Select(v => v.Index).ToList();
        return string.Join(" + ", places.Index().Where(p => figure.IsAbout(p.Item, editions[p.Index])).SelectMany(p =>
            occurring.SelectMany(v => (string[])[$"x{p.Index}p{part}v{v}", $"y{p.Index}p{part}v{v}"])));
    }

    private double Known(PublicFigure figure) =>
        coalition.Where(figure.IsAbout).Sum(m => m.Sum(figure.Mask));

    private string SumOf(PublicFigure figure) => string.Join(" + ", places.Index()
        .Where(p => figure.IsAbout(p.Item, editions[p.Index]))
        .SelectMany(p => Enumerable.Range(0, 3).Where(part => (figure.Mask >> part & 1) == 1)
            .SelectMany(part => (string[])[$"x{p.Index}p{part}", $"y{p.Index}p{part}"])));

    private void WriteBetween(string sum, double least, double most)
    {
        if (sum.Length > 0)
        {
            rows.Append(Invariant($" {sum} >= {least - 1e-6}\n {sum} <= {most + 1e-6}\n"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
