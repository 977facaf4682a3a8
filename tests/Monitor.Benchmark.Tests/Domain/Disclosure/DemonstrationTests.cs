using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>What is shown of the checked-in rounds: the national and size-class tables survive.</summary>
public sealed class DemonstrationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void The_country_is_shown_whole_on_every_objective(int year)
    {
        var shown = Shown(year);

        foreach (var objective in DemonstrationParticipants.Objectives.Prepend(null))
        {
            Assert.All(
                (FigureKind[])[FigureKind.Numbers, FigureKind.Parts, FigureKind.Shape, FigureKind.Tenths],
                kind => Assert.True(shown.Shows(kind, Group.Country, objective), $"{kind} of {objective}"));
        }
    }

    [Theory]
    [InlineData(2014, 38)] // of four classes on ten objectives; objective 10 hides two
    [InlineData(2017, 33)] // 5 and 7 hide two, 10 hides three
    public void Size_classes_are_shown_on_nearly_every_objective(int year, int cells)
    {
        var shown = Shown(year);

        Assert.Equal(4, Count(shown, GroupKind.SizeClass, FigureKind.Numbers, null));
        Assert.Equal(
            cells,
            DemonstrationParticipants.Objectives.Sum(o => Count(shown, GroupKind.SizeClass, FigureKind.Numbers, o)));
    }

    [Theory]
    [InlineData(2014, 19)]
    [InlineData(2017, 20)]
    public void Regions_with_six_or_more_are_shown_on_the_average_and_many_on_objectives(int year, int regions)
    {
        var shown = Shown(year);

        Assert.Equal(regions, Count(shown, GroupKind.VeiligThuis, FigureKind.Numbers, null));
        var cells = DemonstrationParticipants.Objectives
            .Select(o => Count(shown, GroupKind.VeiligThuis, FigureKind.Numbers, o)).ToList();
        output.WriteLine($"{year}: region cells on objectives 1 to 10: {string.Join(' ', cells)}; "
            + $"hidden by rule: {string.Join(' ', shown.Suppressed.OrderBy(s => s.Key))}");
        Assert.True(cells.Sum() >= 80);
    }

    [Fact]
    public void The_country_is_compared_with_itself_on_most_objectives()
    {
        var (then, now) = (Shown(2014), DemonstrationParticipants.Of(DemonstrationRound.Of2017));
        var shown = ShownCells.Of(
            new ReleaseCase(now, DemonstrationParticipants.Objectives, DemonstrationParticipants.Groups)
            {
                Earlier = [Earlier(then)],
            });

        var compared = DemonstrationParticipants.Objectives.Append(null)
            .Where(o => shown.Shows(FigureKind.Panel, Group.Country, o, 2014)).ToList();

        output.WriteLine($"compared: {string.Join(' ', compared.Select(o => o ?? "average"))}");
        Assert.True(compared.Count >= 6);
    }

    private static EarlierRound Earlier(ShownCells shown) => new(
        2014,
        "2014-1",
        [
            .. DemonstrationParticipants.Of(DemonstrationRound.Of2014).Select(p => new ReleaseMember(
                "2014-1", p.Municipality, p.SizeClass, p.VeiligThuis,
                p.Scores.ToDictionary(
                    s => s.Key, s => new MemberScore(s.Value.Anchoring, s.Value.Content, s.Value.Reach)))),
        ])
    {
        Shown =
        [
            .. DemonstrationParticipants.Groups.Prepend(Group.Country)
                .SelectMany(
                    g => DemonstrationParticipants.Objectives.Append(null).Select(o => (Group: g, Objective: o)))
                .SelectMany(c => ((FigureKind[])[FigureKind.Numbers, FigureKind.Parts])
                    .Where(kind => shown.Shows(kind, c.Group, c.Objective))
                    .Select(kind => (kind, c.Group, c.Objective))),
        ],
    };

    private static ShownCells Shown(int year) => ShownCells.Of(
        DemonstrationParticipants.Of(year == 2014 ? DemonstrationRound.Of2014 : DemonstrationRound.Of2017),
        DemonstrationParticipants.Objectives,
        DemonstrationParticipants.Groups);

    private static int Count(ShownCells shown, GroupKind groups, FigureKind kind, string? objective) =>
        DemonstrationParticipants.Groups.Count(g => g.Kind == groups && shown.Shows(kind, g, objective));
}
