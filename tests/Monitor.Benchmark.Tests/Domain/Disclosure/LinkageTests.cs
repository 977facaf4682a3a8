using Monitor.Benchmark.Domain;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>What adding and subtracting shown figures of both partitions can tell.</summary>
public sealed class LinkageTests
{
    [Fact]
    public void A_size_class_less_a_region_inside_it_is_about_those_outside_the_region()
    {
        // Ten small ones, eight of them in VT01, which has nobody else: the class less the region is about two.
        Participant[] members =
        [
            .. Members(8, "UNDER_25K", "VT01"),
            .. Members(2, "UNDER_25K", "VT02"),
            .. Members(9, "OVER_100K", "VT02"),
        ];

        var smallest = Smallest(members, "UNDER_25K", "OVER_100K", "VT01", "VT02")!.Value;

        Assert.Equal(2, smallest.About);
        Assert.Equal((0, 0), Telling(members, ShownOf(members)));
    }

    [Fact]
    public void The_country_less_a_region_and_a_class_can_be_about_those_hidden_in_both()
    {
        // Shown are FROM_25K_TO_50K and VT02 alone: the country less both is about the three in VT01.
        Participant[] members =
        [
            .. Members(6, "OVER_100K", "VT02"), .. Members(1, "OVER_100K", "VT01"),
            .. Members(3, "UNDER_25K", "VT02"), .. Members(2, "UNDER_25K", "VT01"),
            .. Members(6, "FROM_25K_TO_50K", "VT03"),
        ];

        var smallest = Smallest(members, "FROM_25K_TO_50K", "VT02")!.Value;

        Assert.Equal(3, smallest.About);
        Assert.Equal((0, 0), Telling(members, ShownOf(members)));
    }

    [Fact]
    public void Partitions_that_cross_well_tell_no_more_than_their_smallest_group()
    {
        Participant[] members =
        [
            .. Members(5, "UNDER_25K", "VT01"), .. Members(5, "OVER_100K", "VT01"),
            .. Members(5, "UNDER_25K", "VT02"), .. Members(5, "OVER_100K", "VT02"),
        ];

        var smallest = Smallest(members, "UNDER_25K", "OVER_100K", "VT01", "VT02")!.Value;

        Assert.Equal(10, smallest.About);
        Assert.Equal(["OVER_100K", "UNDER_25K", "VT01", "VT02"], Shown(members));
    }

    [Theory]
    [InlineData(1, "OVER_100K VT02")] // 1 remains beside the classes, and beside the regions: the smallest hide
    [InlineData(5, "OVER_100K VT02")]
    [InlineData(6, "OVER_100K UNDER_25K VT01 VT02")]
    public void Those_in_no_class_and_no_region_are_a_figure_of_their_own(int ended, string shown)
    {
        Participant[] members =
        [
            .. Members(6, "UNDER_25K", "VT01"), .. Members(6, "UNDER_25K", "VT02"),
            .. Members(6, "OVER_100K", "VT01"), .. Members(7, "OVER_100K", "VT02"),
            .. Members(ended, null, null),
        ];

        Assert.Equal(shown.Split(' '), Shown(members));
        Assert.Equal((0, 0), Telling(members, ShownOf(members)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_is_computed_from_shown_sums_is_about_none_or_6_and_more(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < LongForm.Times(150); run++)
        {
            var members = Participation(random);

            var shown = ShownOf(members);

            Assert.True((0, 0) == Telling(members, shown), Describe(members, shown));
        }
    }

    private static IEnumerable<string?> Shown(IReadOnlyList<Participant> members)
    {
        return ShownOf(members).Where(g => g.Crossed is null).Select(g => g.Code).Order(StringComparer.Ordinal);
    }

    private static string Describe(List<Participant> members, IReadOnlySet<Group> shown) =>
        string.Join(' ', members.GroupBy(m => (m.SizeClass, m.VeiligThuis)).Select(g => $"{g.Key}={g.Count()}"))
        + " shows " + string.Join(' ', Groups.Where(shown.Contains).Select(g => g.Code));

    [Fact]
    public void The_smallest_cut_is_what_row_reduction_finds()
    {
        var random = new Random(7);
        for (var run = 0; run < LongForm.Times(150); run++)
        {
            var members = Participation(random);
            string[] crossing = run % 2 == 0 ? ["VT01+UNDER_25K"] : [];
            string[] shown = ["UNDER_25K", "OVER_100K", "VT01", "VT02", .. crossing];

            var smallest = Smallest(members, shown);

            var rows = Rows(members, shown.Contains);
            for (var size = 1; size <= 3; size++)
            {
                var found = Subsets(members.Count, size).Any(subset => Tells(rows, subset));
                Assert.Equal(smallest?.About <= size, found);
            }
        }
    }

    /// <summary>
    /// How many single ones, and how many sets of up to three, some combination of shown sums is about: found by row
    /// reduction, without knowing anything of cuts.
    /// </summary>
    private static (int Single, int Few) Telling(IReadOnlyList<Participant> members, IReadOnlySet<Group> shown)
    {
        var rows = Rows(members, code => Groups.Any(g => g.Code == code && shown.Contains(g)));
        return (
            Subsets(members.Count, 1).Count(s => Tells(rows, s)),
            Subsets(members.Count, 2).Concat(Subsets(members.Count, 3)).Count(s => Tells(rows, s)));
    }

    /// <summary>
    /// A combination of rows is 0 outside the subset and not 0 within it, if the rows lose rank without its columns.
    /// </summary>
    private static bool Tells(List<int[]> rows, IReadOnlyList<int> subset) =>
        Rank(rows, Enumerable.Range(0, rows[0].Length).Except(subset))
            < Rank(rows, Enumerable.Range(0, rows[0].Length));

    private static List<int[]> Rows(IReadOnlyList<Participant> members, Func<string, bool> isShown) =>
    [
        [.. members.Select(_ => 1)],
        .. Groups.Where(g => isShown(g.Code!)).Select(g => members.Select(m => g.Holds(m) ? 1 : 0).ToArray()),
    ];

    private static int Rank(List<int[]> rows, IEnumerable<int> columns)
    {
        var left = rows.Select(r => columns.Select(c => (double)r[c]).ToArray()).ToList();
        var rank = 0;
        for (var column = 0; left.Count > 0 && column < left[0].Length; column++)
        {
            if (left.Find(r => Math.Abs(r[column]) > 1e-9) is not { } pivot)
            {
                continue;
            }

            left.Remove(pivot);
            rank++;
            foreach (var row in left)
            {
                var factor = row[column] / pivot[column];
                for (var i = column; i < row.Length; i++)
                {
                    row[i] -= factor * pivot[i];
                }
            }
        }

        return rank;
    }

    private static IEnumerable<int[]> Subsets(int count, int size, int from = 0) =>
        size == 0
            ? [[]]
            : Enumerable.Range(from, Math.Max(0, count - from))
                .SelectMany(i => Subsets(count, size - 1, i + 1).Select(rest => (int[])[i, .. rest]));

    private static List<Participant> Participation(Random random)
    {
        // Mostly along the diagonal: then classes and regions nearly cover each other, which is what tells most.
        string[] classes = ["UNDER_25K", "OVER_100K", "FROM_25K_TO_50K"];
        string[] regions = ["VT01", "VT02", "VT03"];
        return
        [
            .. Enumerable.Range(0, random.Next(8, 25)).SelectMany(_ =>
            {
                // Some have ended since, and are in no class and no region of today.
                var i = random.Next(3);
                return random.Next(6) == 0
                    ? Members(1, null, null)
                    : Members(1, classes[i], regions[random.Next(4) == 0 ? random.Next(3) : i]);
            }),
        ];
    }

    private static readonly IReadOnlyList<Group> Regions =
        [.. Enumerable.Range(1, 3).Select(i => new Group(GroupKind.VeiligThuis, $"VT{i:00}", $"Regio {i}"))];

    private static readonly IReadOnlyList<Group> Groups =
    [
        .. Group.SizeClasses,
        .. Regions,
        .. Regions.SelectMany(r => Group.SizeClasses.Select(c => c.In(r))),
    ];

    private static IReadOnlySet<Group> ShownOf(IEnumerable<Participant> members) =>
        Structure.Of(Atoms(members), Groups).Shown;

    private static (int About, IReadOnlyList<Group> Groups)? Smallest(
        IEnumerable<Participant> members, params string[] shown) =>
        new Linkage(Atoms(members), Groups.Where(g => shown.Contains(g.Code)).ToHashSet()).Smallest();

    private static Dictionary<(string, string), int> Atoms(IEnumerable<Participant> members) => members
        .GroupBy(m => (m.SizeClass ?? Layer.None, m.VeiligThuis ?? Layer.None))
        .ToDictionary(g => g.Key, g => g.Count());

    private static IEnumerable<Participant> Members(int count, string? sizeClass, string? region) =>
        Enumerable.Range(0, count).Select(_ => new Participant(
            "GM0000", sizeClass, region, new Dictionary<string, ObjectiveScore>(), Generated: true));
}
