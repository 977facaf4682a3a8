using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Graph;

public sealed class BenchmarkGraphTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Aggregate =
        "n reason release objectives { objective { id } n mean { total } } averageBands { count }";

    [Fact]
    public async Task In_an_open_round_an_aggregate_has_a_reason_and_no_numbers()
    {
        var answer = await application.AskOfAsync(
            Round(2018), "Round", $"benchmark {{ generated group {{ label }} {Aggregate} }}");

        Assert.Equal(
            """{"generated":false,"group":{"label":"Nederland"},"n":null,"reason":"NOT_RELEASED","""
            + "\"release\":null,\"objectives\":null,\"averageBands\":null}",
            answer.Entity["benchmark"]!.ToJsonString());
        Assert.Equal("no-store", answer.CacheControl);
    }

    [Fact]
    public async Task In_an_open_round_frequencies_are_NOT_RELEASED()
    {
        var answer = await application.AskOfAsync(Round(2018), "Round", "frequencies { respondents }");

        Assert.Equal(["NOT_RELEASED"], answer.Codes);
    }

    [Fact]
    public async Task An_unknown_round_says_so()
    {
        var answer = await application.AskOfAsync(Round(1999), "Round", "benchmark { n } frequencies { respondents }");

        Assert.Equal(["UNKNOWN_ROUND", "UNKNOWN_ROUND"], answer.Codes);
    }

    [Fact]
    public async Task A_released_answer_may_be_shared_and_names_its_group()
    {
        var answer = await application.AskOfAsync(Round(2017), "Round", $"benchmark {{ {Aggregate} }}");

        Assert.Equal("public, max-age=300", answer.CacheControl);
        Assert.Equal("\"release-2017\"", answer.CacheGroups);
    }

    [Theory]
    [InlineData("{ kind: SIZE_CLASS }", "BAD_USER_INPUT")]
    [InlineData("{ kind: SIZE_CLASS, code: \"HUGE\" }", "BAD_USER_INPUT")]
    [InlineData("{ kind: COUNTRY, code: \"NL\" }", "BAD_USER_INPUT")]
    [InlineData("{ kind: VEILIG_THUIS, code: \"VT99\" }", "UNKNOWN_REGION")]
    [InlineData("{ kind: VEILIG_THUIS, code: \"PV20\" }", "UNKNOWN_REGION")]
    [InlineData("{ kind: VEILIG_THUIS, code: \"VT05\\u0000\" }", "BAD_USER_INPUT")] // no text in PostgreSQL
    public async Task A_group_that_does_not_exist_is_refused(string group, string code)
    {
        var answer = await application.AskOfAsync(Round(2017), "Round", $"benchmark(group: {group}) {{ n }}");

        Assert.Equal([code], answer.Codes);
    }

    [Fact]
    public async Task Every_Veilig_Thuis_region_has_a_number_or_a_reason()
    {
        var regions = Enumerable.Range(1, 26).Select(i => new { __typename = "Region", code = $"VT{i:00}" });
        var answer = await application.AskAsync(
            "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Region { aggregate(round: 2017) { "
            + Aggregate + " } } } }",
            variables: new { keys = regions });

        var aggregates = answer.Body["data"]!["_entities"]!.AsArray().Select(r => r!["aggregate"]!).ToList();
        Assert.Equal(26, aggregates.Count);
        foreach (var aggregate in aggregates)
        {
            Assert.NotEqual(aggregate["n"] is null, aggregate["reason"] is null);
            Assert.Equal(aggregate["n"] is null, aggregate["objectives"] is null);
        }

        Assert.True(aggregates.Count(a => a["n"] is not null) >= 18);
    }

    [Fact]
    public async Task A_region_of_another_kind_is_never_released()
    {
        var region = new { __typename = "Region", code = "PV20" };

        var answer = await application.AskOfAsync(
            region, "Region", "aggregate(round: 2017) { id n reason group { label } }");

        Assert.Equal("NOT_RELEASED_FOR_KIND", answer.Entity["aggregate"]!["reason"]!.GetValue<string>());
        Assert.Null(answer.Entity["aggregate"]!["group"]);
    }

    [Fact]
    public async Task An_aggregate_is_found_again_by_its_id()
    {
        foreach (var (key, type, field) in new (object, string, string)[]
        {
            (Round(2017), "Round", "benchmark"),
            (Round(2017), "Round", "benchmark(group: { kind: SIZE_CLASS, code: \"OVER_250K\" })"),
            (Round(2018), "Round", "benchmark"),
            (new { __typename = "Region", code = "VT05" }, "Region", "aggregate(round: 2017)"),
            (new { __typename = "Region", code = "PV20" }, "Region", "aggregate(round: 2017)"),
        })
        {
            var answer = await application.AskOfAsync(key, type, $"found: {field} {{ id {Aggregate} }}");
            var listed = answer.Entity["found"]!;
            var entity = new { __typename = "Aggregate", id = listed["id"]!.GetValue<string>() };

            var again = (await application.AskOfAsync(entity, "Aggregate", $"id {Aggregate}")).Entity;

            Assert.Equal(listed.ToJsonString(), again.ToJsonString());
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("2017-1.SIZE_CLASS.FROM_100K_TO_250K")]
    [InlineData("2017-1.COUNTRY.NL")]
    public async Task An_id_that_is_not_one_is_NOT_FOUND(string id)
    {
        var answer = await application.AskOfAsync(new { __typename = "Aggregate", id }, "Aggregate", "n");

        Assert.Equal(["NOT_FOUND"], answer.Codes);
    }

    [Fact]
    public async Task Enschede_compares_itself_with_its_own_size_class()
    {
        var answer = await application.AskOfAsync(Municipality("GM0153"), "Municipality", """
            comparison(round: 2017, group: { kind: SIZE_CLASS }) {
              round own { objective { id } anchoring content reach total band generated }
              group { n group { code } objectives { mean { total } } } }
            """, "GM0153");

        var comparison = answer.Entity["comparison"]!;
        var own = comparison["own"]!.AsArray();
        Assert.Equal(10, own.Count);
        foreach (var objective in own)
        {
            Assert.Equal(
                Points(objective!, "total"),
                Points(objective!, "anchoring") + Points(objective!, "content") + Points(objective!, "reach"));
        }

        // 100,000 to 250,000 (18) and over 250,000 (3) are one group of 21, shown as 20.
        Assert.Equal("OVER_100K", comparison["group"]!["group"]!["code"]!.GetValue<string>());
        Assert.Equal(20, comparison["group"]!["n"]!.GetValue<int>());
        Assert.Equal("no-store", answer.CacheControl);
    }

    [Theory]
    [InlineData("GM0003", "NOT_YOURS")]
    [InlineData(null, "UNAUTHENTICATED")]
    public async Task Others_see_the_group_and_not_what_is_Enschedes_own(string? caller, string code)
    {
        var answer = await application.AskOfAsync(
            Municipality("GM0153"), "Municipality",
            "comparison(round: 2017, group: { kind: COUNTRY }) { own { total } group { n } }", caller);

        Assert.Equal([code], answer.Codes);
        var comparison = answer.Body["data"]!["_entities"]![0]!["comparison"]!;
        Assert.Null(comparison["own"]);
        Assert.Equal(169, comparison["group"]!["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task Own_scores_are_live_in_an_open_round_while_the_group_waits()
    {
        const string Response = "00000000-0000-0000-0001-000000000001";
        application.Sidecar.Answer("scoring", $"/internal/scores/{Response}/1", $$"""
            {"responseId":"{{Response}}","revision":1,"round":2018,"municipality":"GM0153","ruleSet":"child-abuse-1",
             "generated":false,"average":37.5,"band":"ORANGE","objectives":[{"objective":"child-abuse-10",
             "anchoring":15,"content":22.5,"reach":0,"total":37.5,"band":"ORANGE"}]}
            """);
        await application.DeliverScoresAsync(Response, "GM0153", round: 2018);

        var answer = await application.AskOfAsync(
            Municipality("GM0153"), "Municipality", """
            comparison(round: 2018, group: { kind: VEILIG_THUIS }) {
              own { total band } group { n reason group { code } } }
            """, "GM0153");

        Assert.Equal(
            """{"own":[{"total":37.5,"band":"ORANGE"}],"""
            + "\"group\":{\"n\":null,\"reason\":\"NOT_RELEASED\",\"group\":{\"code\":\"VT05\"}}}",
            answer.Entity["comparison"]!.ToJsonString());
    }

    [Theory]
    [InlineData("GM9999", 2017, "UNKNOWN_MUNICIPALITY")]
    [InlineData("GM0153", 1999, "UNKNOWN_ROUND")]
    public async Task A_comparison_of_what_does_not_exist_says_so(string municipality, int round, string code)
    {
        var answer = await application.AskOfAsync(
            Municipality(municipality), "Municipality",
            $"comparison(round: {round}, group: {{ kind: COUNTRY }}) {{ group {{ n }} }}");

        Assert.Equal([code], answer.Codes);
    }

    private static object Round(int year) => new { __typename = "Round", year };

    private static object Municipality(string code) => new { __typename = "Municipality", code };

    private static decimal Points(JsonNode node, string name) => node[name]!.GetValue<decimal>();
}
