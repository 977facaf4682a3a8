using System.Text.Json.Nodes;
using Monitor.Benchmark.Domain;
using static Monitor.Benchmark.Tests.Comparisons.NamesApplication;

namespace Monitor.Benchmark.Tests.Comparisons;

/// <summary>A municipality's own place: in what is released, and among those that it sees by name.</summary>
public sealed class PlaceTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Place = """
        place { release generated average { points difference reason quarter quarterReason }
                objectives { objective { id } place { points difference reason quarter quarterReason } } }
        """;

    [Theory]
    [InlineData("")]
    [InlineData(", components: [CONTENT]")]
    [InlineData(", components: [ANCHORING, REACH]")]
    public async Task The_difference_is_own_less_the_mean_that_everyone_sees(string components)
    {
        const string figures = "mean { total } shape { lowerQuartile median upperQuartile }";
        var comparison = await CompareAsync(
            Enschede, "{ kind: COUNTRY }" + components,
            $$"""
            own { objective { id } points } {{Place}}
            group { average { {{figures}} } objectives { objective { id } {{figures}} } }
            """);

        var own = comparison["own"]!.AsArray().ToDictionary(o => Id(o!), o => Number(o!, "points"));
        var group = comparison["group"]!["objectives"]!.AsArray().ToDictionary(o => Id(o!), o => o!);
        var places = comparison["place"]!["objectives"]!.AsArray();
        Assert.Equal(own.Keys.Order(), places.Select(p => Id(p!)).Order());
        foreach (var objective in places)
        {
            var place = objective!["place"]!;
            var (points, released) = (own[Id(objective)], group[Id(objective)]);
            Assert.Equal(points, Number(place, "points"));
            Assert.Equal(points - Number(released["mean"]!, "total"), Number(place, "difference"));
            Assert.Equal(QuarterOf(points, released["shape"]), place["quarter"]?.GetValue<int>());
            Assert.Equal(released["shape"] is null, place["quarterReason"] is not null);
        }

        var average = comparison["place"]!["average"]!;
        Assert.Equal(
            Math.Round(own.Values.Average(), 2, MidpointRounding.AwayFromZero), Number(average, "points"), 2);
        Assert.Equal(
            Number(average, "points") - Number(comparison["group"]!["average"]!["mean"]!, "total"),
            Number(average, "difference"), 2);
    }

    [Fact]
    public async Task Where_the_group_is_not_shown_there_is_a_reason_and_the_own_score()
    {
        var found = 0;
        foreach (var region in Enumerable.Range(1, 26).Select(i => $"VT{i:00}"))
        {
            var comparison = await CompareAsync(
                Enschede, $"{{ kind: VEILIG_THUIS, code: \"{region}\" }}", $"{Place} group {{ reason }}");
            var average = comparison["place"]!["average"]!;
            Assert.NotNull(average["points"]);
            Assert.Equal(comparison["group"]!["reason"]?.GetValue<string>(), average["reason"]?.GetValue<string>());
            if (average["reason"] is not null)
            {
                found++;
                Assert.Equal("TOO_FEW", average["reason"]!.GetValue<string>());
                Assert.Equal("TOO_FEW", average["quarterReason"]!.GetValue<string>());
                Assert.Null(average["difference"]);
                Assert.Null(average["quarter"]);
            }
        }

        Assert.InRange(found, 1, 25);
    }

    [Fact]
    public async Task Who_is_not_in_the_release_has_no_place() =>
        Assert.Null((await CompareAsync(Appingedam, "{ kind: COUNTRY }", Place))["place"]);

    [Fact]
    public async Task A_group_by_name_only_has_no_released_mean_to_be_placed_in()
    {
        var average = (await CompareAsync(Enschede, "{ kind: PROVINCE }", Place))["place"]!["average"]!;

        Assert.Equal("NOT_RELEASED_FOR_KIND", average["reason"]!.GetValue<string>());
        Assert.NotNull(average["points"]);
    }

    [Fact]
    public async Task An_open_round_has_no_place()
    {
        var answer = await application.AskOfAsync(
            Municipality(Enschede), "Municipality",
            "comparison(round: 2018, group: { kind: COUNTRY }) { place { release } byName { n } }", Enschede);

        Assert.Equal(["NOT_RELEASED", "NOT_RELEASED"], answer.Codes);
    }

    [Theory]
    [InlineData("reader", Losser, "NOT_YOURS")]
    [InlineData("institute", Losser, "NOT_YOURS")]
    [InlineData("regional-coordinator", Losser, "NOT_YOURS")]
    [InlineData("researcher", Losser, "NOT_YOURS")]
    public async Task Anothers_place_is_not_to_be_seen_whether_or_not_there_is_one(
        string role, string municipality, string code)
    {
        var answers = new List<string>();
        foreach (var of in (string[])[Enschede, Appingedam, Tubbergen])
        {
            var answer = await application.AskAsAsync(role, municipality, $$"""
                { _entities(representations: [{ __typename: "Municipality", code: "{{of}}" }]) { ... on Municipality {
                    comparison(round: 2017, group: { kind: COUNTRY }) { place { release } byName { n } } } } }
                """);
            Assert.Equal([code, code], answer.Codes);
            answers.Add(answer.Body.ToJsonString());
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Without_a_token_there_is_no_place()
    {
        var answer = await application.AskOfAsync(
            Municipality(Enschede), "Municipality",
            "comparison(round: 2017, group: { kind: COUNTRY }) { place { release } byName { n } }");

        Assert.Equal(["UNAUTHENTICATED", "UNAUTHENTICATED"], answer.Codes);
    }

    [Fact]
    public async Task A_place_is_never_stored_with_what_is_shared()
    {
        var answer = await application.AskOfAsync(
            Municipality(Enschede), "Municipality",
            $"comparison(round: 2017, group: {{ kind: COUNTRY }}) {{ {Place} group {{ n }} }}", Enschede);

        Assert.Contains("no-store", answer.CacheControl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tubbergen, "{ kind: CENTRE_AREA }", Enschede, Losser, Tubbergen)]            // named, and itself
    [InlineData(Hengelo, "{ kind: CENTRE_AREA }", Enschede, Hengelo, Losser, Oldenzaal)]     // shares there too
    [InlineData(Hengelo, "{ kind: PROVINCE }", Enschede, Hengelo, Losser, Oldenzaal)]
    [InlineData(Hengelo, "{ kind: COUNTRY }", Enschede, Groningen, Hengelo, Losser, Oldenzaal)]
    [InlineData(Tubbergen, "{ kind: SIZE_CLASS }", Losser, Tubbergen)]
    [InlineData(Appingedam, "{ kind: CENTRE_AREA }", Groningen)]
    public async Task By_name_one_sees_oneself_the_named_and_those_that_share_where_one_shares(
        string reader, string group, params string[] codes)
    {
        var byName = (await CompareAsync(
            reader, group, "byName { n notShown members { municipality { code } points } average { n mean lowest } }"))
            ["byName"]!;

        Assert.Equal(
            codes, byName["members"]!.AsArray().Select(m => m!["municipality"]!["code"]!.GetValue<string>()));
        Assert.Equal(codes.Length, byName["n"]!.GetValue<int>());
        Assert.Null(byName["notShown"]);
        Assert.Equal(
            byName["members"]!.AsArray().Average(m => Number(m!, "points")), Number(byName["average"]!, "mean"), 1);
    }

    [Fact]
    public async Task The_centres_regional_coordinator_sees_those_of_the_area_and_its_reader_does_not()
    {
        const string ask = """
            { _entities(representations: [{ __typename: "Municipality", code: "GM0153" }]) { ... on Municipality {
                comparison(round: 2017, group: { kind: CENTRE_AREA }) { byName { n } } } } }
            """;

        Assert.Equal(4, N(await application.AskAsAsync("regional-coordinator", Enschede, ask)));
        Assert.Equal(2, N(await application.AskAsAsync("reader", Enschede, ask)));

        static int N(Testing.Answered answer) =>
            answer.Entity["comparison"]!["byName"]!["n"]!.GetValue<int>();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9.99, 1)]
    [InlineData(10, 2)]
    [InlineData(20, 3)]
    [InlineData(29.99, 3)]
    [InlineData(30, 4)]
    public void On_a_border_a_score_is_in_the_higher_quarter(decimal points, int quarter) =>
        Assert.Equal(quarter, new Quartiles(10, 20, 30).QuarterOf(points));

    [Fact]
    public void Quartiles_lie_between_the_nearest_values_in_proportion()
    {
        // Four values: places 0.75, 1.5 and 2.25.
        Assert.Equal(new Quartiles(17.5m, 25, 32.5m), Quartiles.Of([10, 20, 30, 40]));
        Assert.Equal(new Quartiles(7, 7, 7), Quartiles.Of([7]));
    }

    private async Task<JsonNode> CompareAsync(string municipality, string group, string selection) =>
        (await application.AskOfAsync(
            Municipality(municipality), "Municipality",
            $"comparison(round: 2017, group: {group}) {{ {selection} }}", municipality)).Entity["comparison"]!;

    private static int? QuarterOf(decimal points, JsonNode? shape) => shape is null ? null
        : points < Number(shape, "lowerQuartile") ? 1
        : points < Number(shape, "median") ? 2
        : points < Number(shape, "upperQuartile") ? 3
        : 4;

    private static object Municipality(string code) => new { __typename = "Municipality", code };

    private static string Id(JsonNode node) => node["objective"]!["id"]!.GetValue<string>();

    private static decimal Number(JsonNode node, string name) => node[name]!.GetValue<decimal>();
}
