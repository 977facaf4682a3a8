using System.Numerics;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Every figure of random rounds beside the same worked out the plain way, one cell at a time.</summary>
public sealed class AggregationPropertyTests
{
    // Divided by each number of objectives from 1 to 10, in hundredths of a point.
    private const long Unit = 2520 * 100;

    [Theory]
    [InlineData(1, 40, 3)]
    [InlineData(2, 90, 10)]
    [InlineData(3, 250, 5)]
    [InlineData(4, 400, 7)]
    [InlineData(5, 7, 4)]
    public void Each_cell_is_what_its_members_come_to(int seed, int participants, int objectives)
    {
        var facts = RandomRound.Of(seed, participants, objectives);
        var shown = ReleaseComputation.Shown(facts);
        var cells = new Aggregation(facts, shown).All().Cells.ToDictionary(c => (c.Group, c.Objective, c.Components));
        var expected = 0;
        foreach (var group in facts.Groups.Prepend(Group.Country))
        {
            foreach (var objective in facts.Objectives.Append(null))
            {
                foreach (var components in Components.Every)
                {
                    var values = Values(facts.Participants.Where(group.Holds), objective, components);
                    if (IsShown(shown, group, objective, components, values.Count))
                    {
                        expected++;
                        Check(cells[(group, objective, components)], values, shown);
                    }
                }
            }
        }

        Assert.Equal(expected, cells.Count);
    }

    private static bool IsShown(
        ShownCells shown, Group group, string? objective, Components components, int size) =>
        size >= 6 && shown.Shows(
            components == Components.All ? FigureKind.Numbers : FigureKind.Parts, group, objective);

    private static List<BigInteger> Values(
        IEnumerable<Participant> members, string? objective, Components components)
    {
        BigInteger Points(ObjectiveScore s) =>
            new(components.PointsOf(s.Anchoring, s.Content, s.Reach) * Unit);
        return
        [
            .. members
                .Select(m => objective is null ? [.. m.Scores.Values]
                    : m.Scores.TryGetValue(objective, out var score) ? (ObjectiveScore[])[score] : [])
                .Where(scores => scores.Length > 0)
                .Select(scores => scores.Aggregate(BigInteger.Zero, (sum, s) => sum + Points(s)) / scores.Length)
                .Order(),
        ];
    }

    private static void Check(CellScore cell, List<BigInteger> values, ShownCells shown)
    {
        var sum = values.Aggregate(BigInteger.Zero, (total, v) => total + v);
        var all = values.Count * Unit;
        Assert.Equal(shown.Count(values.Count, cell.Group, cell.Objective), cell.N);
        Assert.Equal(Whole(sum, all), cell.Mean);
        Assert.Equal(BandOf(sum, all, cell.Components.Maximum), cell.Band);
        Assert.Equal(shown.Shows(FigureKind.Shape, cell.Group, cell.Objective), cell.Shape is not null);
        if (cell.Shape is { } shape)
        {
            Check(shape, cell, values, shown);
        }
    }

    private static void Check(ScoreShape shape, CellScore cell, List<BigInteger> values, ShownCells shown)
    {
        int Shown(int exact) => shown.Count(exact, cell.Group, cell.Objective);
        var maximum = cell.Components.Maximum;
        Assert.Equal(Quartile(values, 1), shape.LowerQuartile);
        Assert.Equal(Quartile(values, 2), shape.Median);
        Assert.Equal(Quartile(values, 3), shape.UpperQuartile);
        Assert.Equal(
            Enum.GetValues<Band>().Select(b => Shown(values.Count(v => BandOf(v, Unit, maximum) == b))),
            shape.Bands);
        Assert.Equal(shown.Shows(FigureKind.Tenths, cell.Group, cell.Objective), shape.Tenths is not null);
        if (shape.Tenths is not null)
        {
            Assert.Equal(
                Enumerable.Range(0, 10).Select(
                    t => Shown(values.Count(v => BigInteger.Min(9, v * 10 / (maximum * Unit)) == t))),
                shape.Tenths);
        }
    }

    private static int Quartile(List<BigInteger> values, int quarter)
    {
        var place = (values.Count - 1) * quarter;
        var (before, rest) = (values[place / 4], place % 4);
        var after = values[Math.Min((place / 4) + 1, values.Count - 1)];
        return Whole((before * (4 - rest)) + (after * rest), 4 * Unit);
    }

    // Halves away from zero.
    private static int Whole(BigInteger number, BigInteger of) => (int)(((2 * number) + of) / (2 * of));

    private static Band BandOf(BigInteger number, BigInteger of, int maximum) =>
        number * 100 < 25 * maximum * of ? Band.Red
        : number * 100 > 75 * maximum * of ? Band.Green
        : Band.Orange;
}
