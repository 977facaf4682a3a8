using Monitor.Benchmark.Domain;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// Random participations, small ones mostly: no figure is about fewer than six whose values are unknown.
/// </summary>
public sealed class ThresholdPropertyTests(ITestOutputHelper output)
{
    private const int Fewest = 6;

    private static readonly FigureKind[] kinds =
        [FigureKind.Numbers, FigureKind.Parts, FigureKind.Shape, FigureKind.Tenths];

    /// <summary>Two hundred; ten thousand and more in the long form, over a number of tests.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, LongForm.IsOn ? 50 : 1)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_figure_is_about_fewer_than_six(int seed)
    {
        var shownCells = 0;
        for (var run = 0; run < 200; run++)
        {
            var random = new Random((seed * 1000) + run);
            var facts = RandomRound.Of(
                (seed * 1000) + run, participants: random.Next(1, 60), objectives: 2, regions: random.Next(1, 5));
            var known = facts.Participants.Where(_ => random.Next(8) == 0).Select(p => p.Municipality).ToHashSet();
            var shown = ReleaseComputation.Shown(facts with { Known = known });
            foreach (var group in facts.Groups.Prepend(Group.Country))
            {
                foreach (var objective in facts.Objectives.Append(null))
                {
                    var about = facts.Participants.Count(p => !known.Contains(p.Municipality) && group.Holds(p)
                        && (objective is null ? p.Scores.Count > 0 : p.Scores.ContainsKey(objective)));
                    var isShown = kinds.Any(kind => shown.Shows(kind, group, objective));
                    Assert.True(about >= Fewest || !isShown, $"{seed}/{run}: {group.Code} {objective} is of {about}.");
                    shownCells += isShown ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{shownCells} cells shown");
        Assert.True(shownCells > 100);
    }
}
