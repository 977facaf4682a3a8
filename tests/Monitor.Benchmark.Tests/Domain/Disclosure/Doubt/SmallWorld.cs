using FsCheck;
using FsCheck.Fluent;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>A few municipalities with points on one objective, and how much is told of each group.</summary>
/// <param name="Members">Everybody that answered.</param>
/// <param name="Country">The country's parts or its total alone.</param>
/// <param name="Told">Groups of which anything is told.</param>
/// <param name="Panel">Codes of those of whom the mean total is told too; none: no such mean is told.</param>
internal sealed record SmallWorld(
    IReadOnlyList<SmallMember> Members,
    Telling Country,
    IReadOnlyDictionary<Group, Telling> Told,
    IReadOnlySet<string> Panel)
{
    public const string Objective = "one";

    private static readonly Group[] classes = [.. Group.SizeClasses.Take(2)];

    private static readonly Group[] regions =
        [.. Enumerable.Range(1, 2).Select(i => new Group(GroupKind.VeiligThuis, $"VT{i:00}", $"Regio {i}"))];

    private static readonly int[][] points = [[0, 5, 15, 25], [0, 12, 27, 50], [0, 10, 15, 25]];

    public IReadOnlyList<Participant> Participants { get; } = [.. Members.Select(m => m.ToParticipant())];

    public Layer Layer => Layer.OfObjective(Objective, Participants, Panel.Count == 0 ? null : Panel);

    public Tellings Tellings
    {
        get
        {
            var tellings = new Tellings { Country = Country };
            foreach (var (group, telling) in Told)
            {
                tellings.Tell(group, telling);
            }

            return tellings;
        }
    }

    /// <summary>Worlds in which only parts are told, with few enough values to try every set of them.</summary>
    public static Gen<SmallWorld> OfParts { get; } =
        from count in Gen.Choose(9, 12)
        from members in Member(values: 2).ListOf(count)
        from told in Gen.Elements(Telling.Nothing, Telling.Nothing, Telling.Parts).ListOf(8)
        select Of(members, Telling.Parts, told, 0);

    /// <summary>Worlds of any kind: totals alone, where groups cross, and a panel.</summary>
    public static Gen<SmallWorld> Any { get; } =
        from count in Gen.Choose(14, 26)
        from values in Gen.Choose(2, 4)
        from members in Member(values).ListOf(count)
        from country in Gen.Elements(Telling.Total, Telling.Parts, Telling.Parts)
        from told in Gen.Elements(Telling.Nothing, Telling.Nothing, Telling.Total, Telling.Parts).ListOf(8)
        from panel in Gen.Elements(0, 2)
        select Of(members, country, told, panel);

    public override string ToString() =>
        $"{Country}; {string.Join(", ", Told.Select(t => $"{t.Key.Code} {t.Value}"))}; panel of {Panel.Count}; "
        + string.Join(" ", Members);

    // The largest and the smallest of each part, and those between.
    private static Gen<SmallMember> Member(int values) =>
        from sizeClass in Gen.Elements(classes)
        from region in Gen.Elements(regions)
        from anchoring in Gen.Elements(Few(0, values))
        from content in Gen.Elements(Few(1, values))
        from reach in Gen.Elements(Few(2, values))
        select new SmallMember("", sizeClass.Code!, region.Code!, [anchoring, content, reach]);

    private static int[] Few(int part, int values) => [.. points[part][^1..], .. points[part][..(values - 1)]];

    // Every so manieth is in the panel; nothing tells more than the country.
    private static SmallWorld Of(
        IReadOnlyList<SmallMember> members, Telling country, IReadOnlyList<Telling> told, int panel)
    {
        Group[] groups = [.. classes, .. regions, .. regions.SelectMany(r => classes.Select(c => c.In(r)))];
        List<SmallMember> named = [.. members.Index().Select(m => m.Item with { Code = $"GM{m.Index:00}" })];
        return new SmallWorld(
            named,
            country,
            groups.Zip(told).Where(g => g.Second != Telling.Nothing)
                .ToDictionary(g => g.First, g => country == Telling.Total ? Telling.Total : g.Second),
            panel == 0 ? new HashSet<string>()
                : named.Index().Where(m => m.Index % panel == 0).Select(m => m.Item.Code).ToHashSet());
    }
}

/// <summary>One of a small world.</summary>
/// <param name="Code">CBS code.</param>
/// <param name="SizeClass">Code of its size class.</param>
/// <param name="Region">Code of its Veilig Thuis region.</param>
/// <param name="Points">Of anchoring, content and reach.</param>
internal sealed record SmallMember(string Code, string SizeClass, string Region, IReadOnlyList<int> Points)
{
    public int Total => Points.Sum();

    public Participant ToParticipant() => new(
        Code, SizeClass, Region,
        new Dictionary<string, ObjectiveScore>
        {
            [SmallWorld.Objective] = new(Points[0], Points[1], Points[2], Band.Orange),
        },
        Generated: true);

    public override string ToString() => $"{SizeClass[..2]}/{Region} {string.Join('-', Points)}";
}
