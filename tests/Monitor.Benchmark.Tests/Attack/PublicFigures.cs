using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>Everything that the graph tells anybody of a round's scores: asked without a token.</summary>
internal static class PublicFigures
{
    public static readonly IReadOnlyList<string> Parts = ["ANCHORING", "CONTENT", "REACH"];

    private const int All = 7;

    private const string Selection =
        "mean { anchoring total } band shape { lowerQuartile median upperQuartile bands { count } tenths { count } }";

    private static readonly string[] classes = ["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "OVER_100K"];

    /// <summary>All groups: the country, the classes, the regions, and where these cross.</summary>
    public static IReadOnlyList<AttackedGroup> Groups { get; } =
    [
        new(null, null),
        .. classes.Select(c => new AttackedGroup(c, null)),
        .. Regions.Select(r => new AttackedGroup(null, r)),
        .. Regions.SelectMany(r => classes.Select(c => new AttackedGroup(c, r))),
    ];

    private static IEnumerable<string> Regions => Enumerable.Range(1, 26).Select(i => $"VT{i:00}");

    /// <summary>Means, shapes and reasons of every group, objective and combination of parts.</summary>
    /// <param name="application">The service.</param>
    /// <param name="round">Year.</param>
    /// <param name="edition">Its number; null: the newest.</param>
    public static async Task<IReadOnlyList<PublicFigure>> ReadAsync(
        BenchmarkApplication application, int round, int? edition = null)
    {
        var figures = new List<PublicFigure>();
        foreach (var group in Groups)
        {
            // All parts together first: where that tells of no part, no other combination is told.
            var whole = await AskAsync(application, round, edition, group, [All]);
            figures.AddRange(whole);
            if (whole.Any(f => f.Told["mean"]?["anchoring"] is not null))
            {
                figures.AddRange(await AskAsync(application, round, edition, group, [.. Enumerable.Range(1, All - 1)]));
            }
        }

        return figures;
    }

    /// <summary>
    /// Of those that answered both rounds: what is told of an objective ('' for the average), in each of the rounds.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(int Round, string Objective), PublicPanel>> PanelsAsync(
        BenchmarkApplication application, ServedRound earlier, ServedRound later)
    {
        var change = $"change(since: {earlier.Year}) {{ onSame {{ n before {{ total }} after {{ total }} }} }}";
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = later.Year }, "Round",
            $"benchmark {{ average {{ {change} }} objectives {{ objective {{ id }} {change} }} }}");
        var country = answer.Entity["benchmark"]!;
        var panels = new Dictionary<(int, string), PublicPanel>();
        foreach (var cell in country["objectives"]!.AsArray().Append(country["average"]))
        {
            var objective = cell!["objective"]?["id"]?.GetValue<string>();
            if (cell["change"]!["onSame"] is { } same && same["n"] is not null)
            {
                var codes = Members.Of(earlier, objective).Select(m => m.Code)
                    .Intersect(Members.Of(later, objective).Select(m => m.Code)).ToHashSet();
                Assert.Equal(codes.Count, same["n"]!.GetValue<int>());
                panels[(earlier.Year, objective ?? "")] = new(codes, same["before"]!["total"]!.GetValue<int>());
                panels[(later.Year, objective ?? "")] = new(codes, same["after"]!["total"]!.GetValue<int>());
            }
        }

        return panels;
    }

    private static async Task<IReadOnlyList<PublicFigure>> AskAsync(
        BenchmarkApplication application, int round, int? edition, AttackedGroup group, IReadOnlyList<int> masks)
    {
        var asked = string.Join('\n', masks.Select(mask => $$"""
            c{{mask}}: benchmark(group: {{group.Input}}, components: [{{PartsOf(mask)}}]) {
              average { {{Selection}} }
              objectives { objective { id } {{Selection}} }
            }
            """));
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = round }, "Round",
            edition is null ? asked : $"release(id: \"{round}-{edition}\") {{ {asked} }}");
        var told = edition is null ? answer.Entity : answer.Entity["release"]!;
        return
        [
            .. masks.SelectMany(mask => Read(group, mask, told[$"c{mask}"]!))
                .Select(f => f with { Edition = 1 << ((edition ?? 1) - 1) }),
        ];
    }

    private static string PartsOf(int mask) => string.Join(' ', Parts.Where((_, i) => (mask >> i & 1) == 1));

    private static IEnumerable<PublicFigure> Read(AttackedGroup group, int mask, JsonNode aggregate)
    {
        if (aggregate["average"] is { } average)
        {
            yield return new PublicFigure(group, null, mask, average);
        }

        foreach (var objective in aggregate["objectives"]?.AsArray() ?? [])
        {
            yield return new PublicFigure(group, objective!["objective"]!["id"]!.GetValue<string>(), mask, objective);
        }
    }
}

/// <summary>A group; null: not by this division.</summary>
internal sealed record AttackedGroup(string? Class, string? Region)
{
    public string Input => (Class, Region) switch
    {
        (null, null) => "{ kind: COUNTRY }",
        ({ } sizeClass, null) => $"{{ kind: SIZE_CLASS, code: \"{Named(sizeClass)}\" }}",
        (null, { } region) => $"{{ kind: VEILIG_THUIS, code: \"{region}\" }}",
        ({ } sizeClass, { } region) =>
            $"{{ kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"{region}\", sizeClass: \"{Named(sizeClass)}\" }}",
    };

    public bool Holds((string? Class, string? Region) place) =>
        (Class is null || Class == place.Class) && (Region is null || Region == place.Region);

    // The graph names the two largest classes by either of theirs.
    private static string Named(string sizeClass) => sizeClass == "OVER_100K" ? "OVER_250K" : sizeClass;
}

/// <summary>Who answered both rounds, which is public, and the mean of their totals in one of them.</summary>
internal sealed record PublicPanel(IReadOnlySet<string> Codes, int Mean);

/// <summary>What is told of a group on an objective (null: the average) for a combination of parts, as bits.</summary>
internal sealed record PublicFigure(AttackedGroup Group, string? Objective, int Mask, JsonNode Told)
{
    /// <summary>The edition that tells it, as a bit.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>Whether the figure is about a member.</summary>
    public bool IsAbout(Member member) => IsAbout(member.Place, member.Editions);

    /// <summary>Whether the figure is about those of a place that are in these editions.</summary>
    public bool IsAbout((string? Class, string? Region) place, int editions) =>
        Group.Holds(place) && (editions & Edition) != 0;

    /// <summary>The mean of the combination in whole points; null where withheld.</summary>
    public int? Mean => Told["mean"]?["total"]?.GetValue<int>();
}
