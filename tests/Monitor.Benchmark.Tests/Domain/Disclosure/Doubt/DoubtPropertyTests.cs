using FsCheck;
using FsCheck.Fluent;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Tests.Attack;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// What the checker takes to be in doubt is in doubt: held against every possible set of values, or against somebody
/// else's solver.
/// </summary>
public sealed class DoubtPropertyTests(ITestOutputHelper output)
{
    private const ulong Seed = 2017;
    private static readonly int[] needed = [5, 10, 5, 20];

    [Fact]
    public void Three_that_try_every_set_of_values_leave_in_doubt_what_the_checker_takes_to_be()
    {
        var open = 0;
        Prop.ForAll(SmallWorld.OfParts.ToArbitrary(), world =>
        {
            var members = OpenMembers(world, default);
            open += members.Count;
            List<List<int[]>> sets =
                members.Count == 0 ? [] : [.. Enumerable.Range(0, 3).Select(part => SameSums(world, part))];
            return members.All(m => Triples(world.Members.Count, m).All(three => IsInDoubt(world, sets, m, three)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(LongForm.Times(60)));
        output.WriteLine($"{open} in doubt");
        Assert.True(open > 0);
    }

    [Fact]
    public async Task Totals_crossings_and_panels_leave_in_doubt_what_the_checker_takes_to_be()
    {
        var random = new Random((int)Seed);
        var asked = SmallWorld.Any.Sample(50, new Rnd(Seed), LongForm.Times(200))
            .SelectMany(world => OpenMembers(world, SlackOf(world))
                .OrderBy(_ => random.Next()).Take(1)
                .Select(m => (World: world, Member: m, Three: Near(world, m, random))))
            .GroupBy(a => (a.World.Country, HasPanel: a.World.Panel.Count > 0))
            .SelectMany(kind => kind.Take(LongForm.Times(4)))
            .ToList();

        var answers = await Highs.BoundsAsync(
            [.. asked.Select(a => new ExactDoubt(a.World, a.Three).Of(a.Member))]);

        var narrow = asked.Zip(answers).Where(a => a.Second.Zip(needed)
            .Any(bound => bound.First![1] - bound.First[0] < bound.Second - 1e-6));
        output.WriteLine($"{asked.Count} in doubt; {asked.Count(a => a.World.Panel.Count > 0)} beside a panel, "
            + $"{asked.Count(a => a.World.Country == Telling.Total)} of totals alone");
        Assert.True(asked.Count(a => a.World.Panel.Count > 0) >= 4 && asked.Count >= 12);
        Assert.Empty(narrow.Select(a => $"GM{a.First.Member:00} by {string.Join(' ', a.First.Three)} in "
            + $"{a.First.World}: {string.Join(' ', a.Second.Select(b => $"{b![0]}..{b[1]}"))}"));
    }

    private static List<int> OpenMembers(SmallWorld world, (int Down, int Up) slack)
    {
        var layer = world.Layer;
        var freedom = new Freedom(layer, world.Tellings, slack);
        var open = layer.Buckets.Index().Where(b => freedom.IsOpen(b.Index)).Select(b => b.Item).ToList();
        return
        [
            .. world.Members.Index().Where(m => open.Exists(b =>
                layer.Atoms[b.Atom] == (m.Item.SizeClass, m.Item.Region)
                && layer.InPanel[b.Atom] == world.Panel.Contains(m.Item.Code)
                && Enumerable.Range(0, 3).All(part => b.Profile[part] == m.Item.Points[part] * 1000)))
                .Select(m => m.Index),
        ];
    }

    // Less a point, as the checker has it.
    private static (int Down, int Up) SlackOf(SmallWorld world)
    {
        var panel = world.Members.Where(m => world.Panel.Contains(m.Code)).ToList();
        if (panel.Count == 0)
        {
            return default;
        }

        var sum = panel.Sum(m => m.Total);
        var shown = Rounding.Whole((decimal)sum / panel.Count) * panel.Count;
        var half = panel.Count / 2m;
        return ((int)Math.Max(0, (sum - shown + half - 1) * 1000), (int)Math.Max(0, (shown + half - sum - 1) * 1000));
    }

    /// <summary>
    /// Every set of values of a part, by whom it is not the one that is: those with the same told sums.
    /// </summary>
    private static List<int[]> SameSums(SmallWorld world, int part)
    {
        var occurring = world.Members.Select(m => m.Points[part]).Distinct().ToArray();
        var groups = world.Told.Keys
            .Select(g => world.Participants.Index().Where(p => g.Holds(p.Item)).Select(p => p.Index).ToArray())
            .Append([.. Enumerable.Range(0, world.Members.Count)]).ToList();
        var sums = groups.Select(g => g.Sum(m => world.Members[m].Points[part])).ToList();
        var sets = new List<int[]>();
        var set = new int[world.Members.Count];
        Fill(0);
        return sets;

        void Fill(int member)
        {
            if (member == set.Length)
            {
                if (groups.Zip(sums).All(g => g.First.Sum(m => set[m]) == g.Second))
                {
                    sets.Add([.. set]);
                }

                return;
            }

            foreach (var value in occurring)
            {
                set[member] = value;
                Fill(member + 1);
            }
        }
    }

    private static bool IsInDoubt(SmallWorld world, List<List<int[]>> sets, int member, int[] three)
    {
        var widths = sets.Select((ofPart, part) =>
        {
            var left = ofPart.Where(s => three.All(t => s[t] == world.Members[t].Points[part]))
                .Select(s => s[member]).ToList();
            return left.Max() - left.Min();
        }).ToList();
        return widths.Append(widths.Sum()).Zip(needed).All(w => w.First >= w.Second);
    }

    private static IEnumerable<int[]> Triples(int count, int but) =>
        from a in Enumerable.Range(0, count)
        from b in Enumerable.Range(a + 1, count - a - 1)
        from c in Enumerable.Range(b + 1, count - b - 1)
        where a != but && b != but && c != but
        select (int[])[a, b, c];

    // Those of its own place first: they are who could hide it.
    private static int[] Near(SmallWorld world, int member, Random random)
    {
        var own = world.Members[member];
        return
        [
            .. world.Members.Index().Where(m => m.Index != member)
                .OrderByDescending(m => (m.Item.Region == own.Region ? 1 : 0)
                    + (m.Item.SizeClass == own.SizeClass ? 1 : 0) + random.NextDouble())
                .Take(3).Select(m => m.Index),
        ];
    }
}
