using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Random rounds are released and attacked with what anybody can ask and what three municipalities know of themselves.
/// </summary>
public sealed class AdversaryTests(ITestOutputHelper output)
{
    private const int LongestSeconds = 20;
    private static readonly double[] ranges = [25, 50, 25, 100];

    /// <summary>Five sets of data; a hundred in the long form; or those that were asked for.</summary>
    public static TheoryData<int> Seeds => [.. LongForm.Sets(5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nothing_is_recovered_more_narrowly_than_a_fifth_of_its_range(int seed)
    {
        await using var application = new AttackedApplication(seed);
        await application.InitializeAsync();
        var random = new Random(seed);
        var attacks = new List<Launched>();
        var panels = await PublicFigures.PanelsAsync(application, application.Rounds[0], application.Rounds[1]);
        foreach (var round in application.Rounds)
        {
            var figures = await PublicFigures.ReadAsync(application, round.Year);
            var objectives = figures.Select(f => f.Objective).Distinct().ToList();
            var sharp = objectives[random.Next(objectives.Count)];
            foreach (var objective in objectives)
            {
                var ofObjective = figures.Where(f => f.Objective == objective).ToList();
                var members = Members.Of(round, objective);
                var occurring = objective is null ? null : Occurring(members);
                foreach (var (place, (group, coalition)) in Coalitions(ofObjective, members, random).Index())
                {
                    // With the values that occur a problem takes minutes: in the long form, of one objective a round,
                    // and given up after a while.
                    var values = LongForm.IsOn && place == 0 && objective == sharp ? occurring : null;
                    var (problem, names) = new Adversary(
                            ofObjective, members, coalition, values,
                            panels.GetValueOrDefault((round.Year, objective ?? "")))
                        .Attack(group, most: values is null ? 2 : 1);
                    attacks.Add(new Launched(
                        problem with { Seconds = values is null ? null : LongestSeconds }, names, occurring,
                        $"{round.Year} {objective ?? "average"} {group}"));
                }
            }

            Assert.All(figures.Where(f => f.Mean is not null), f => Assert.True(
                Members.Of(round, f.Objective).Count(m => f.Group.Holds(m.Place)) >= 6, $"{f} is of fewer than 6."));
            var (totals, certain) = await CountAttack.RunAsync(application, round, random, LongForm.IsOn ? 60 : 15);
            output.WriteLine($"{totals} counts of places attacked");
            Assert.True(certain.Count == 0, $"{certain.Count}:\n{string.Join('\n', certain.Take(40))}");
            var cells = figures.Count(f => f.Mask == 7 && f.Group.Region is not null && f.Mean is not null);
            output.WriteLine($"{round.Year}: {round.Responses.Count} responses, {cells} region cells");
        }

        var answers = await Highs.BoundsAsync([.. attacks.Select(a => a.Problem)]);
        var narrow = attacks.Zip(answers).SelectMany(a => a.First.Names.Zip(a.Second).Index()
            .Where(b => b.Item.Second is { } bounds
                && Width(bounds, b.Index % 4, a.First.Values) < (ranges[b.Index % 4] / 5) - 1e-4)
            .Select(b => $"{a.First.Where}: {b.Item.First} from {b.Item.Second![0]} to {b.Item.Second[1]}")).ToList();
        output.WriteLine($"{panels.Count / 2} panels");
        output.WriteLine($"{attacks.Count} coalitions, {answers.Sum(a => a.Length)} values attacked; "
            + $"not narrowed and not proven, as it took too long: {answers.Sum(a => a.Count(b => b is null))}");
        Assert.True(narrow.Count == 0, $"{narrow.Count}:\n{string.Join('\n', narrow.Take(40))}");
    }

    [Fact]
    public async Task The_adversary_wins_where_four_are_told_of()
    {
        // Three of the four know their own: the mean of anchoring, to half a point, leaves 4 points to the other.
        List<Member> members =
        [
            .. Enumerable.Range(0, 4).Select(i => new Member($"GM{i}", ("UNDER_25K", "VT01"), [5 * i, 10 * i, 5 * i])),
            .. Enumerable.Range(4, 9).Select(i => new Member($"GM{i}", ("UNDER_25K", "VT02"), [15, 30, 10])),
        ];
        var group = new AttackedGroup(null, "VT01");
        var told = JsonNode.Parse("""{ "mean": { "total": 8 }, "band": "ORANGE", "shape": { "median": null } }""")!;
        var (problem, _) = new Adversary(
            [new PublicFigure(group, "one", 1, told)], members, members[..3], values: null).Attack(group, most: 1);

        var bounds = Assert.Single(await Highs.BoundsAsync([problem]))[0]!;

        // 4 x 7.5 - 15 and 4 x 8.5 - 15.
        Assert.Equal(15, bounds[0], 3);
        Assert.Equal(19, bounds[1], 3);
    }

    [Fact]
    public async Task The_adversary_wins_where_all_but_its_own_three_tick_an_option()
    {
        var round = DemonstrationRound.Of2017;
        var option = new CountedOption("child-abuse-1", "child-abuse-1.policy", "in-policy");
        var asked = round.Responses.Where(r => PublicCounts.Counts(r, option)).ToList();
        var blank = asked.Where(r => !PublicCounts.Ticks(r, option)).Take(3).ToList();
        var place = CountAdversary.PlaceOf(asked.Except(blank).First());

        // Of the country exactly all but three, and these three know who they are; of one fewer nothing is certain.
        foreach (var (told, isCertain) in new[] { (asked.Count - 3, true), (asked.Count - 4, false) })
        {
            var counts = new[] { new PublicCount(new(null, null), told, IsHalf: false) }.GroupBy(_ => option).ToList();
            var (problem, others) = new CountAdversary(round, counts, isSingle: true, blank).Attack(0, [place]);

            var bounds = Assert.Single(await Highs.BoundsAsync([problem]))[0]!;

            Assert.Equal(isCertain, CountAttack.IsCertain(Assert.Single(others), bounds));
        }
    }

    // Of what the bounds leave, only values that occur.
    private static double Width(double[] bounds, int part, double[][]? values)
    {
        if (values is null || part == 3)
        {
            return bounds[1] - bounds[0];
        }

        var left = values[part].Where(v => v >= bounds[0] - 1e-4 && v <= bounds[1] + 1e-4).ToList();
        return left.Count == 0 ? 0 : left.Max() - left.Min();
    }

    private static double[][] Occurring(IReadOnlyList<Member> members) =>
    [
        .. Enumerable.Range(0, 3).Select(part => members.Select(m => m.Points[part]).Distinct().Order().ToArray()),
    ];

    // Of a shown group the three with most or least of something: what is left of it tells most of the others. The
    // smallest group, and one at random.
    private static IEnumerable<(AttackedGroup Group, IReadOnlyList<Member> Coalition)> Coalitions(
        IReadOnlyList<PublicFigure> figures, IReadOnlyList<Member> members, Random random)
    {
        var shown = figures.Where(f => f.Mean is not null && (f.Group.Class ?? f.Group.Region) is not null)
            .Select(f => f.Group).Distinct()
            .OrderBy(g => members.Count(m => g.Holds(m.Place))).ToList();
        foreach (var group in shown.Take(1).Concat(shown.Skip(1).OrderBy(_ => random.Next()).Take(1)))
        {
            var part = random.Next(3);
            var sorted = members.Where(m => group.Holds(m.Place)).OrderBy(m => m.Points[part]).ToList();
            yield return (group, random.Next(3) == 0 ? sorted[..3] : sorted[^3..]);
        }
    }

    private sealed record Launched(
        LinearProblem Problem, IReadOnlyList<string> Names, double[][]? Values, string Where);
}
