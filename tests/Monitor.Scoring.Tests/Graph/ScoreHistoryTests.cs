using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Scoring.Tests.Graph;

/// <summary>
/// Round 2014 was answered by One (11,000) and Two (33,000), which are New since, by Big itself and by Small, which is
/// a part of Big since.
/// </summary>
public sealed class ScoreHistoryTests(ScoringApplication application)
    : IClassFixture<ScoringApplication>, IAsyncLifetime
{
    private const string One = "GM1001";
    private const string Two = "GM1002";
    private const string New = "GM1010";
    private const string Big = "GM1020";
    private const string Small = "GM1021";

    private const string History = """
        query ($code: _Any!) { _entities(representations: [$code]) { ... on Municipality { scoreHistory {
            round ruleSet generated average band themes { theme average band objectives answered }
            derived { rule kind coveredShare sources { municipality { code } weight } }
            objectives { objective { id } anchoring content reach total band
                         derived { kind coveredShare sources { weight } } } } } } }
        """;

    private static readonly string Lineage = JsonSerializer.Serialize(new
    {
        rule = "succession-1",
        to = 2017,
        from = 2013,
        municipalities = new object[]
        {
            new
            {
                code = New,
                existed = false,
                sources = new object[]
                {
                    new { code = One, kind = "MERGE", date = "2016-01-01", weight = 11_000 },
                    new { code = Two, kind = "MERGE", date = "2016-01-01", weight = 33_000 },
                },
            },
            new
            {
                code = Big,
                existed = true,
                weight = 90_000,
                sources = new object[] { new { code = Small, kind = "MERGE", date = "2016-01-01", weight = 9_000 } },
            },
        },
    });

    public async ValueTask InitializeAsync()
    {
        application.Sidecar.Answer(
            "questionnaire",
            "/internal/rounds",
            """[{"year":2018,"areasYear":2017},{"year":2017,"areasYear":2017},{"year":2014,"areasYear":2013}]""");
        application.Sidecar.Answer("questionnaire", "/internal/lineage?from=2013", Lineage);
        application.Sidecar.Answer(
            "questionnaire",
            "/internal/lineage?from=2017",
            """{"rule":"succession-1","to":2017,"from":2017,"municipalities":[]}""");
        Assert.Equal("SUCCESS", await application.DeliverAsync("areas.published", new { edition = "test" }));
        await SubmitAsync("r-one", One, 2014, "policy=in-policy", "laid-down=no");
        await SubmitAsync(
            "r-two", Two, 2014, "policy=in-policy", "laid-down=yes", "reach-view=yes", "reach-share=less-than-half");
        await SubmitAsync("r-big", Big, 2014, "policy=intended");
        await SubmitAsync("r-small", Small, 2014, "policy=in-policy", "laid-down=yes");
        await SubmitAsync("r-new", New, 2018, "policy=in-policy", "laid-down=yes");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_round_before_the_merger_is_derived_and_says_so()
    {
        var history = await HistoryAsync(New);

        Assert.Equal(2, history.Count);
        var derived = history[0]!;
        // Anchoring (15·1 + 25·3)/4 = 22.5; reach (0·1 + 15·3)/4 = 11.25.
        Same("""
            { "round": 2014, "ruleSet": "child-abuse-1", "generated": false, "average": 33.75, "band": "ORANGE",
              "themes": [{ "theme": "CHILD_ABUSE", "average": 33.75, "band": "ORANGE", "objectives": 10,
                           "answered": 1 }],
              "derived": { "rule": "succession-1", "kind": "MERGE", "coveredShare": 1, "sources": [
                { "municipality": { "code": "GM1001" }, "weight": 11000 },
                { "municipality": { "code": "GM1002" }, "weight": 33000 }] },
              "objectives": [{
                "objective": { "id": "child-abuse-1" }, "anchoring": 22.5, "content": 0, "reach": 11.25,
                "total": 33.75, "band": "ORANGE",
                "derived": { "kind": "MERGE", "coveredShare": 1,
                             "sources": [{ "weight": 11000 }, { "weight": 33000 }] } }] }
            """, derived);
        Assert.Equal(2018, history[1]!["round"]!.GetValue<int>());
        Assert.Null(history[1]!["derived"]);
        Assert.Null(history[1]!["objectives"]![0]!["derived"]);
    }

    [Fact]
    public async Task Who_answered_itself_keeps_its_own_scores()
    {
        var round = Assert.Single(await HistoryAsync(Big))!;

        Assert.Null(round["derived"]);
        Assert.Equal(5, round["average"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task An_ended_municipality_reads_its_own_rounds()
    {
        var round = Assert.Single(await HistoryAsync(One))!;

        Assert.Equal((2014, 15m), (round["round"]!.GetValue<int>(), round["average"]!.GetValue<decimal>()));
        Assert.Null(round["derived"]);
    }

    [Theory]
    [InlineData(One, "NOT_YOURS")]    // though its scores are in the history of the one who asks
    [InlineData("GM9998", "NOT_YOURS")]
    public async Task Another_ones_history_is_not_shown(string code, string refusal)
    {
        var answer = await application.AskAsync(History, New, Code(code));

        Assert.Equal(refusal, answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Null(answer["data"]!["_entities"]![0]!["scoreHistory"]);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_shown()
    {
        var answer = await application.AskAsync(History, municipality: null, Code(New));

        Assert.Equal("UNAUTHENTICATED", answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_kept_is_fetched_anew_when_the_areas_changed()
    {
        await HistoryAsync(New);
        var before = application.Sidecar.Calls("questionnaire", "/internal/lineage?from=2013");
        await HistoryAsync(New);
        Assert.Equal(before, application.Sidecar.Calls("questionnaire", "/internal/lineage?from=2013"));

        await application.DeliverAsync("areas.published", new { edition = "next" });

        Assert.Equal(before + 1, application.Sidecar.Calls("questionnaire", "/internal/lineage?from=2013"));
    }

    private async Task<JsonArray> HistoryAsync(string municipality)
    {
        var answer = await application.AskAsync(History, municipality, Code(municipality));
        Assert.Null(answer["errors"]);
        return answer["data"]!["_entities"]![0]!["scoreHistory"]!.AsArray();
    }

    private async Task SubmitAsync(string response, string municipality, int round, params string[] answers)
    {
        var questionnaire = "child-abuse-2017";
        application.Sidecar.Answer(
            "questionnaire",
            $"/internal/responses/{response}/revisions/1",
            JsonSerializer.Serialize(new
            {
                responseId = response,
                revision = 1,
                round,
                municipality,
                questionnaire,
                generated = false,
                submittedAt = "2018-05-01T12:00:00Z",
                answers = answers.Select(a => a.Split('=')).Select(a =>
                    new { question = $"child-abuse-1.{a[0]}", options = new[] { a[1] } }),
            }));
        Assert.Equal("SUCCESS", await application.DeliverAsync(
            "response.submitted", new { responseId = response, revision = 1, round, municipality, questionnaire }));
    }

    private static object Code(string code) => new { code = new { __typename = "Municipality", code } };

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
