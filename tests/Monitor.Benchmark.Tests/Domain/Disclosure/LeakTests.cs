using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// Planted leaks, of the kinds that the Handbook on Statistical Disclosure Control names: each is a set of shown cells
/// that tells too much, and the check of a release must say so. Beside it nobody else is known but one more name.
/// </summary>
public sealed class LeakTests
{
    private const string Named = "GM9999";
    private const string Small = "UNDER_25K";
    private const string Middle = "FROM_25K_TO_50K";
    private const string Large = "OVER_100K";

    public static TheoryData<string> Leaks => [.. All().Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_planted_leak_is_found(string name)
    {
        var leak = All().Single(l => l.Name == name);

        Assert.False(Check(leak));
    }

    [Fact]
    public void At_least_twenty_leaks_are_planted() => Assert.True(All().Count() >= 20);

    [Fact]
    public void Large_groups_of_municipalities_that_differ_are_no_leak() => Assert.True(Check(new Leak(
        "none",
        [
            .. Spread(8, Small, "VT01"), .. Spread(8, Small, "VT02"),
            .. Spread(8, Large, "VT01"), .. Spread(8, Large, "VT02"),
        ],
        [
            Parts(Small), Parts(Large), Parts("VT01"), Parts("VT02"), Parts("VT01+" + Small),
            (FigureKind.Shape, Of(Small)),
        ])));

    private static IEnumerable<Leak> All() =>
    [
        // Primary suppression: the frequency rule.
        new("singleton", [.. Spread(24, Small, "VT01"), .. Spread(1, Large, "VT01")], [Parts(Large)]),
        new("group of five", [.. Spread(24, Small, "VT01"), .. Spread(5, Large, "VT01")], [Parts(Large)]),
        new("five, the total alone", [.. Spread(24, Small, "VT01"), .. Spread(5, Small, "VT02")], [Total("VT02")]),
        new("six, one of them known", [.. Spread(24, Small, "VT01"), .. Spread(6, Large, "VT01")], [Parts(Large)])
        {
            Known = 1,
        },
        new("crossing of four",
            [.. Spread(24, Small, "VT01"), .. Spread(4, Large, "VT01")], [Parts("VT01+" + Large)]),

        // Complements: margins are always shown.
        new("country less a class", [.. Spread(24, Small, "VT01"), .. Spread(3, Large, "VT01")], [Parts(Small)]),
        new("country less all regions",
            [.. Spread(8, Small, "VT01"), .. Spread(8, Small, "VT02"), .. Spread(2, Small, "VT03")],
            [Parts("VT01"), Parts("VT02")]),
        new("country less the classes: who has ended",
            [.. Spread(8, Small, "VT01"), .. Spread(8, Large, "VT01"), .. Spread(5, null, null)],
            [Parts(Small), Parts(Large)]),
        new("complement of six, one of them known",
            [.. Spread(24, Small, "VT01"), .. Spread(6, Large, "VT01")], [Parts(Small)])
        {
            Known = 1,
        },

        // Linked tables, and differencing of groups that overlap.
        new("class less a region inside it",
            [.. Spread(8, Small, "VT01"), .. Spread(2, Small, "VT02"), .. Spread(9, Large, "VT02")],
            [Parts(Small), Parts("VT01")]),
        new("region less a class inside it",
            [.. Spread(8, Small, "VT01"), .. Spread(3, Large, "VT01"), .. Spread(9, Large, "VT02")],
            [Parts(Small), Parts("VT01")]),
        new("country less a region and a class",
            [.. Spread(6, Large, "VT02"), .. Spread(1, Large, "VT01"), .. Spread(3, Small, "VT02"),
            .. Spread(2, Small, "VT01"), .. Spread(6, Middle, "VT03")], [Parts(Middle), Parts("VT02")]),
        new("class less where it crosses a region",
            [.. Spread(8, Small, "VT01"), .. Spread(2, Small, "VT02"), .. Spread(9, Large, "VT02")],
            [Parts(Small), Parts("VT01+" + Small)]),
        new("region less where it crosses a class",
            [.. Spread(8, Small, "VT01"), .. Spread(5, Large, "VT01"), .. Spread(9, Large, "VT02")],
            [Parts("VT01"), Parts("VT01+" + Small)]),
        new("two classes less a region",
            [.. Spread(6, Small, "VT01"), .. Spread(6, Large, "VT01"), .. Spread(2, Small, "VT02"),
            .. Spread(2, Large, "VT02"), .. Spread(9, Middle, "VT03")], [Parts(Small), Parts(Large), Parts("VT01")]),

        // Group disclosure: zeros, full marks, all alike.
        new("nobody of a region has reach",
            [.. Spread(16, Small, "VT01"), .. Flat(8, "VT02", (0, 25), (0, 50), (0, 0))], [Parts("VT02")]),
        new("all of a region have all of a part",
            [.. Spread(16, Small, "VT01"), .. Flat(8, "VT02", (25, 25), (0, 50), (0, 25))],
            [Parts("VT02")]),
        new("all alike in the country", [.. Flat(16, "VT01", (15, 15), (0, 50), (0, 25))], []),
        new("the hidden rest has nothing",
            [.. Spread(16, Small, "VT01"), .. Flat(8, "VT02", (0, 25), (0, 50), (0, 0))], [Parts("VT01")]),
        new("nobody has anything: even the total tells",
            [.. Spread(16, Small, "VT01"), .. Flat(8, "VT02", (0, 0), (0, 0), (0, 0))],
            [Total("VT02")]),

        // Dominance: three that pool what they know hold all of it.
        new("one has all of the reach", [.. Spread(16, Small, "VT01"), .. Dominated(1, 8, "VT02")], [Parts("VT02")]),
        new("three have all of the reach",
            [.. Spread(16, Small, "VT01"), .. Dominated(3, 8, "VT02")], [Parts("VT02")]),
        new("all but three have all of it",
            [.. Spread(16, Small, "VT01"), .. Dominated(5, 8, "VT02")], [Parts("VT02")]),
        new("the parts of the only silent class are the country's less the others'",
            [
                .. Spread(16, Small, "VT01"), .. Spread(16, Middle, "VT01"),
                .. Flat(8, "VT01", (0, 25), (0, 50), (0, 0), Large),
            ],
            [Parts(Small), Parts(Middle), Total(Large)]),

        // Shapes.
        new("median of nine",
            [.. Spread(16, Small, "VT01"), .. Spread(9, Large, "VT01")],
            [Parts(Large), (FigureKind.Shape, Of(Large))]),
        new("tenths of nineteen", [.. Spread(16, Small, "VT01"), .. Spread(19, Large, "VT01")],
            [Parts(Large), (FigureKind.Shape, Of(Large)), (FigureKind.Tenths, Of(Large))]),
        new("quartiles of those that are alike but three",
            [.. Spread(16, Small, "VT01"), .. Dominated(3, 12, "VT01", Large)],
            [Total(Large), (FigureKind.Shape, Of(Large))]),
    ];

    // The country's parts are always shown.
    private static bool Check(Leak leak) => Naming.CanBeNamed(
        [.. leak.Members.Index().Select(m => m.Item with { Municipality = $"GM{m.Index:0000}" }), AnyOther()],
        Enumerable.Range(leak.Members.Count - leak.Known, leak.Known).Select(i => $"GM{i:0000}").ToHashSet(),
        Named,
        [.. leak.Shown.Append((FigureKind.Parts, Group.Country)).Select(c => (c.Item1, c.Item2, (string?)"one"))]);

    private static Participant AnyOther() => Spread(1, null, null).Single() with { Municipality = Named };

    /// <summary>Four levels in turn, a fifth and more apart in every part: eight of these hide one another.</summary>
    private static IEnumerable<Participant> Spread(int count, string? sizeClass, string? region)
    {
        (int, int, int)[] levels = [(0, 0, 0), (5, 15, 10), (15, 30, 15), (25, 50, 25)];
        return Enumerable.Range(0, count).Select(i => Of(levels[i % 4], sizeClass, region));
    }

    /// <summary>Every other one has the first of each part, the rest the second.</summary>
    private static IEnumerable<Participant> Flat(
        int count, string region, (int, int) anchoring, (int, int) content, (int, int) reach,
        string sizeClass = Small) =>
        Enumerable.Range(0, count).Select(i => i % 2 == 0
            ? Of((anchoring.Item1, content.Item1, reach.Item1), sizeClass, region)
            : Of((anchoring.Item2, content.Item2, reach.Item2), sizeClass, region));

    /// <summary>Some have all of the reach and the others nothing; the other parts are spread.</summary>
    private static IEnumerable<Participant> Dominated(int some, int count, string region, string sizeClass = Small)
    {
        (int, int)[] levels = [(0, 0), (5, 15), (15, 30), (25, 50)];
        return Enumerable.Range(0, count).Select(i =>
            Of((levels[i % 4].Item1, levels[i % 4].Item2, i < some ? 25 : 0), sizeClass, region));
    }

    private static Participant Of(
        (int Anchoring, int Content, int Reach) points, string? sizeClass, string? region) => new(
        "", sizeClass, region,
        new Dictionary<string, ObjectiveScore>
        {
            ["one"] = new(points.Anchoring, points.Content, points.Reach, Band.Orange),
        },
        Generated: true);

    private static (FigureKind, Group) Parts(string code) => (FigureKind.Parts, Of(code));

    private static (FigureKind, Group) Total(string code) => (FigureKind.Numbers, Of(code));

    private static Group Of(string code) => DemonstrationParticipants.Groups.Single(g => g.Code == code);

    /// <summary>Members, cells shown of them beside the country, and how many of the last members are known.</summary>
    private sealed record Leak(
        string Name, IReadOnlyList<Participant> Members, IReadOnlyList<(FigureKind, Group)> Shown)
    {
        public int Known { get; init; }
    }
}
