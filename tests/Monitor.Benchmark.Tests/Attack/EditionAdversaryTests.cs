using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Two editions of a round attacked together: who stayed has the same points in both, and the adversary knows who
/// changed.
/// </summary>
public sealed class EditionAdversaryTests(ITestOutputHelper output)
{
    private const int Both = 3;
    private static readonly double[] ranges = [25, 50, 25, 100];

    /// <summary>Two sets of data; forty in the long form; or those that were asked for.</summary>
    public static TheoryData<int> Seeds => [.. LongForm.Sets(2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_editions_together_narrow_nothing_to_less_than_a_fifth_of_its_range(int seed)
    {
        await using var application = new CorrectedApplication(seed);
        await application.InitializeAsync();
        var random = new Random(seed);
        IReadOnlyList<PublicFigure> figures =
        [
            .. await PublicFigures.ReadAsync(application, CorrectedApplication.Year, edition: 1),
            .. await PublicFigures.ReadAsync(application, CorrectedApplication.Year, edition: 2),
        ];
        var attacks = new List<(LinearProblem Problem, IReadOnlyList<string> Names, string Where)>();
        foreach (var ofObjective in figures.GroupBy(f => f.Objective))
        {
            var members = Members.OfBoth(application.Before, application.After, ofObjective.Key);
            foreach (var (group, coalition) in Coalitions([.. ofObjective], members, random))
            {
                foreach (var onlyChanged in new[] { true, false })
                {
                    var (problem, names) = new Adversary([.. ofObjective], members, coalition, values: null)
                        .Attack(group, most: 2, onlyChanged);
                    attacks.Add((problem, names, $"{ofObjective.Key ?? "average"} {group}"));
                }
            }
        }

        var answers = await Highs.BoundsAsync([.. attacks.Select(a => a.Problem)]);
        var narrow = attacks.Zip(answers).SelectMany(a => a.First.Names.Zip(a.Second).Index()
            .Where(b => b.Item.Second![1] - b.Item.Second[0] < (ranges[b.Index % 4] / 5) - 1e-4)
            .Select(b => $"{a.First.Where}: {b.Item.First} from {b.Item.Second![0]} to {b.Item.Second[1]}")).ToList();
        var shown = figures.Where(f => f.Edition == 2 && f.Mask == 7 && f.Mean is not null).ToList();
        output.WriteLine($"{application.Before.Count} responses, {application.After.Count} after; "
            + $"{application.After.Except(application.Before).Count()} with other points");
        output.WriteLine($"the second edition shows {shown.Count} cells, "
            + $"{shown.Count(f => f.Group is { Class: null, Region: null })} of the country; "
            + $"the first {figures.Count(f => f.Edition == 1 && f.Mask == 7 && f.Mean is not null)}");
        output.WriteLine($"{attacks.Count} coalitions, {answers.Sum(a => a.Length)} values attacked");
        Assert.True(narrow.Count == 0, $"{narrow.Count}:\n{string.Join('\n', narrow.Take(40))}");
    }

    // The country, the smallest group that both tell, and one at random: three of those that changed there, or of all.
    private static IEnumerable<(AttackedGroup Group, IReadOnlyList<Member> Coalition)> Coalitions(
        IReadOnlyList<PublicFigure> figures, IReadOnlyList<Member> members, Random random)
    {
        var both = figures.Where(f => f.Mean is not null).GroupBy(f => f.Group)
            .Where(g => g.Select(f => f.Edition).Distinct().Count() == 2).Select(g => g.Key)
            .OrderBy(g => members.Count(m => g.Holds(m.Place))).ToList();
        foreach (var group in both.TakeLast(1).Concat(both.Take(1)).Concat(both.OrderBy(_ => random.Next()).Take(1)))
        {
            var part = random.Next(3);
            var inside = members.Where(m => group.Holds(m.Place)).ToList();
            var changed = inside.Where(m => m.Editions != Both).ToList();
            var codes = (changed.Count >= 3 ? changed : inside).OrderBy(m => m.Points[part]).Select(m => m.Code)
                .Distinct().ToList();
            var chosen = (random.Next(2) == 0 ? codes.Take(3) : codes.TakeLast(3)).ToHashSet();
            yield return (group, [.. members.Where(m => chosen.Contains(m.Code))]);
        }
    }
}
