using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Trends;

/// <summary>
/// Scores through the rounds of 2014 and 2017. Bussum (30,000) and Muiden (10,000) answered 2014 and are Gooise Meren
/// since, with a third (10,000) that did not answer.
/// </summary>
public sealed class TrendTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Enschede = "GM0153";   // answered both rounds
    private const string Losser = "GM0168";     // answered 2017
    private const string Bussum = "GM0381";
    private const string GooiseMeren = "GM1942";

    private const string Points = """
        { objective { id } components maximum points {
            round { year } release live generated n reason points band change comparable incomparable
            viaSuccession { rule kind predecessors { code } coveredShare } } }
        """;

    [Theory]
    [InlineData("", "average", 100)]
    [InlineData("(objective: \"child-abuse-4\")", "child-abuse-4", 100)]
    [InlineData("(objective: \"child-abuse-4\", components: [ANCHORING])", "child-abuse-4 anchoring", 25)]
    public async Task A_municipality_sees_its_own_rounds_as_released(string arguments, string what, int maximum)
    {
        var trend = await OwnAsync(Enschede, arguments);

        var points = trend["points"]!.AsArray();
        Assert.Equal(maximum, trend["maximum"]!.GetValue<int>());
        Assert.Equal(["2014-1", "2017-1"], points.Select(p => p!["release"]!.GetValue<string>()));
        var before = Scored(DemonstrationRound.Of2014, Enschede, what);
        var after = Scored(DemonstrationRound.Of2017, Enschede, what);
        Assert.Equal([Shown(before), Shown(after)], points.Select(p => Number(p!, "points")));
        Assert.Equal(Shown(after - before), Number(points[1]!, "change"), 2);
        Assert.All(points, p =>
        {
            Assert.True(p!["comparable"]!.GetValue<bool>());
            Assert.False(p["live"]!.GetValue<bool>());
            Assert.Null(p["viaSuccession"]);
            Assert.Null(p["n"]);
        });
    }

    [Fact]
    public async Task A_round_before_the_merger_is_derived_and_says_from_whom()
    {
        var trend = await OwnAsync(GooiseMeren, "(objective: \"child-abuse-1\")");

        var point = Assert.Single(trend["points"]!.AsArray())!;
        var bussum = Scored(DemonstrationRound.Of2014, Bussum, "child-abuse-1");
        var muiden = Scored(DemonstrationRound.Of2014, "GM0424", "child-abuse-1");
        Assert.Equal(Shown(((3 * bussum) + muiden) / 4), Number(point, "points"), 2);
        Assert.Equal(
            """{"rule":"succession-1","kind":"MERGE","predecessors":[{"code":"GM0381"},{"code":"GM0424"}],"""
            + "\"coveredShare\":0.8}",
            point["viaSuccession"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_answered_itself_once_has_one_point() => Assert.Equal(
        [2017], (await OwnAsync(Losser, ""))["points"]!.AsArray().Select(p => p!["round"]!["year"]!.GetValue<int>()));

    [Fact]
    public async Task An_objective_that_was_never_asked_has_the_reason()
    {
        var points = (await OwnAsync(Enschede, "(objective: \"other-1\")"))["points"]!.AsArray();

        Assert.All(points, p => Assert.Equal("NOT_ASKED", p!["reason"]!.GetValue<string>()));
        Assert.All(points, p => Assert.Null(p!["points"]));
    }

    [Theory]
    [InlineData(Enschede, Losser, "NOT_YOURS")]
    [InlineData(Bussum, GooiseMeren, "NOT_YOURS")]   // though its scores are in the trend of the one who asks
    [InlineData("GM9999", Losser, "NOT_YOURS")]
    [InlineData(Enschede, null, "UNAUTHENTICATED")]
    public async Task Anothers_trend_is_not_to_be_seen(string of, string? reader, string code)
    {
        var answer = await application.AskOfAsync(Municipality(of), "Municipality", $"trend {Points}", reader);

        Assert.Equal([code], answer.Codes);
        Assert.Contains("no-store", answer.CacheControl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("institute")]
    [InlineData("researcher")]
    [InlineData("regional-coordinator")]
    [InlineData("administrator")]
    public async Task No_role_sees_anothers_trend(string role)
    {
        var answer = await application.AskAsAsync(role, Losser, $$"""
            { _entities(representations: [{ __typename: "Municipality", code: "GM0153" }]) {
                ... on Municipality { trend {{Points}} } } }
            """);

        Assert.Equal(["NOT_YOURS"], answer.Codes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("(group: { kind: SIZE_CLASS, code: \"UNDER_25K\" })")]
    [InlineData("(group: { kind: VEILIG_THUIS, code: \"VT05\" })")]
    [InlineData("(group: { kind: VEILIG_THUIS, code: \"VT24\" })")]
    public async Task A_groups_trend_is_made_of_the_figures_of_the_releases(string arguments)
    {
        var answer = await application.AskAsync($"{{ trend{arguments} {Points} }}");

        var points = answer.Data["trend"]!["points"]!.AsArray();
        Assert.Equal([2014, 2017], points.Select(p => p!["round"]!["year"]!.GetValue<int>()));
        foreach (var point in points)
        {
            var answered = await application.AskOfAsync(
                new { __typename = "Round", year = point!["round"]!["year"]!.GetValue<int>() }, "Round",
                $"benchmark{arguments} {{ reason average {{ n reason mean {{ total }} band }} }}");
            var released = answered.Entity["benchmark"]!;
            var average = released["average"];
            Assert.Equal(average?["mean"]?["total"]?.GetValue<decimal>(), point["points"]?.GetValue<decimal>());
            Assert.Equal(average?["n"]?.GetValue<int>(), point["n"]?.GetValue<int>());
            Assert.Equal(average?["band"]?.GetValue<string>(), point["band"]?.GetValue<string>());
            Assert.Equal(
                (released["reason"] ?? average?["reason"])?.GetValue<string>(), point["reason"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_groups_trend_is_stored_until_any_of_its_rounds_is_released_again()
    {
        var answer = await application.AskAsync($"{{ trend {Points} }}");

        Assert.Equal("public, max-age=300", answer.CacheControl);
        Assert.Equal("\"release-2014\", \"release-2017\", \"release-2018\", \"rounds\"", answer.CacheGroups);
    }

    [Fact]
    public async Task The_trend_of_a_region_is_that_of_its_group()
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Region", code = "VT05" }, "Region", $"trend(objective: \"child-abuse-2\") {Points}");
        var asGroup = await application.AskAsync(
            $"{{ trend(group: {{ kind: VEILIG_THUIS, code: \"VT05\" }}, objective: \"child-abuse-2\") {Points} }}");

        Assert.Equal(asGroup.Data["trend"]!.ToJsonString(), answer.Entity["trend"]!.ToJsonString());
    }

    [Fact]
    public async Task Of_other_kinds_nothing_is_released_in_any_round()
    {
        var trend = (await application.AskOfAsync(
            new { __typename = "Region", code = "PV23" }, "Region", $"trend {Points}")).Entity["trend"]!;

        Assert.Equal(2, trend["points"]!.AsArray().Count);
        Assert.All(
            trend["points"]!.AsArray(),
            p => Assert.Equal("NOT_RELEASED_FOR_KIND", p!["reason"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("{ kind: VEILIG_THUIS, code: \"VT99\" }", "UNKNOWN_REGION")]
    [InlineData("{ kind: PROVINCE, code: \"VT05\" }", "UNKNOWN_REGION")]
    [InlineData("{ kind: SIZE_CLASS }", "BAD_USER_INPUT")]
    public async Task A_group_that_there_is_not_is_refused(string group, string code) =>
        Assert.Equal([code], (await application.AskAsync($"{{ trend(group: {group}) {Points} }}")).Codes);

    [Fact]
    public async Task Lineage_is_kept_until_the_areas_change()
    {
        const string path = "/internal/lineage?from=2013";
        await OwnAsync(Losser, "");
        var before = application.Sidecar.Calls("questionnaire", path);

        await OwnAsync(GooiseMeren, "");
        Assert.Equal(before, application.Sidecar.Calls("questionnaire", path));

        await application.DeliverAsync("areas.published", "questionnaire", new { edition = "next" });
        await OwnAsync(GooiseMeren, "");
        Assert.Equal(before + 1, application.Sidecar.Calls("questionnaire", path));
    }

    // The exact points that scoring gave, of the objective or on average.
    private static decimal Scored(ServedRound round, string municipality, string what)
    {
        var scores = JsonNode.Parse(round.Responses.Single(r => r.Municipality == municipality).Scores)!;
        if (what == "average")
        {
            return scores["average"]!.GetValue<decimal>();
        }

        var objective = scores["objectives"]!.AsArray()
            .Single(o => what.StartsWith(o!["objective"]!.GetValue<string>() + " ", StringComparison.Ordinal)
                || what == o["objective"]!.GetValue<string>())!;
        return objective[what.Contains("anchoring", StringComparison.Ordinal) ? "anchoring" : "total"]!
            .GetValue<decimal>();
    }

    private static decimal Shown(decimal exact) => Math.Round(exact, 2, MidpointRounding.AwayFromZero);

    private async Task<JsonNode> OwnAsync(string municipality, string arguments) =>
        (await application.AskOfAsync(
            Municipality(municipality), "Municipality", $"trend{arguments} {Points}", municipality)).Entity["trend"]!;

    private static object Municipality(string code) => new { __typename = "Municipality", code };

    private static decimal Number(JsonNode node, string name) => node[name]!.GetValue<decimal>();
}
