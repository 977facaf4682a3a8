using System.Text.Json.Nodes;

namespace Monitor.Scoring.Tests.Graph.Measures;

/// <summary>What others use, beside suggestions.</summary>
public sealed class PeerTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Fields = """
        suggestionPage(round: 2018, part: CONTENT) { nodes {
          question objective { id } peers { status sizeClass round release of generated }
          measures { option use { count of sizeClass round release generated } } } }
        """;

    [Fact]
    public async Task A_measure_shows_how_many_high_scorers_of_the_size_class_use_it()
    {
        Use("GM0070", """
            { "sizeClass": "UNDER_25K", "label": "Minder dan 25.000 inwoners", "objectives": [
              { "objective": "child-abuse-1", "round": 2017, "release": "2017-1", "generated": true, "of": 30,
                "measures": [{ "question": "child-abuse-1.content-3", "option": "voorzorg", "count": 20 }] } ] }
            """);
        var suggestions = await SuggestionsAsync("GM0070", 1);

        var programmes = suggestions.Single(s => s["question"]!.GetValue<string>() == "child-abuse-1.content-3");
        Assert.Equal(
            """{"status":"GIVEN","sizeClass":"Minder dan 25.000 inwoners","round":2017,"release":"2017-1","""
            + "\"of\":30,\"generated\":true}",
            programmes["peers"]!.ToJsonString());
        Assert.Equal(
            """{"count":20,"of":30,"sizeClass":"Minder dan 25.000 inwoners","round":2017,"release":"2017-1","""
            + "\"generated\":true}",
            programmes["measures"]![0]!["use"]!.ToJsonString());
        Assert.Null(programmes["measures"]![1]!["use"]);
    }

    [Fact]
    public async Task Benchmark_is_asked_once_for_all_suggestions_and_again_later()
    {
        Use("GM0071", """{ "sizeClass": null, "objectives": [] }""");

        await SuggestionsAsync("GM0071", 1);
        await SuggestionsAsync("GM0071", 2);

        Assert.Equal(1, application.Sidecar.Calls("benchmark", Path("GM0071")));
    }

    [Theory]
    [InlineData("GM0072", """{ "sizeClass": "OVER_100K", "label": "Groot", "objectives": [] }""", "NOT_RELEASED")]
    [InlineData("GM0073", """
        { "sizeClass": "OVER_100K", "label": "Groot", "objectives": [ { "objective": "child-abuse-1", "round": 2017,
          "release": "2017-1", "generated": true, "of": null, "reason": "TOO_FEW", "measures": [] } ] }
        """, "TOO_FEW")]
    [InlineData("GM0074", "nonsense", "UNAVAILABLE")]
    [InlineData("GM0075", null, "NOT_RELEASED")] // not known there
    public async Task Without_figures_it_is_said_why(string municipality, string? answer, string status)
    {
        Use(municipality, answer);

        var suggestions = await SuggestionsAsync(municipality, 1);

        Assert.Equal(5, suggestions.Count);
        Assert.All(suggestions, s => Assert.Equal(status, s["peers"]!["status"]!.GetValue<string>()));
        Assert.All(suggestions.SelectMany(s => s["measures"]!.AsArray()), m => Assert.Null(m!["use"]));
    }

    [Fact]
    public async Task Suggestions_are_given_in_time_when_benchmark_hangs()
    {
        application.Sidecar.Delay("benchmark", Path("GM0076"), TimeSpan.FromSeconds(20));
        var begin = TimeProvider.System.GetTimestamp();

        var suggestions = await SuggestionsAsync("GM0076", 1);

        Assert.All(suggestions, s => Assert.Equal("UNAVAILABLE", s["peers"]!["status"]!.GetValue<string>()));
        Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Benchmark_is_not_asked_when_nobody_asks_for_others()
    {
        application.Submit("peers-none", 1, "GM0077", objective: 1, ["policy=not-in-policy"]);
        await application.DeliverSubmittedAsync("peers-none", 1, "GM0077");

        await application.AskOwnAsync("GM0077", "suggestions(round: 2018) { text measures { label } }");

        Assert.Equal(0, application.Sidecar.Calls("benchmark", Path("GM0077")));
    }

    private void Use(string municipality, string? answer) =>
        application.Sidecar.Answer("benchmark", Path(municipality), answer);

    private static string Path(string municipality) =>
        $"/internal/measure-use?round=2018&municipality={municipality}";

    private async Task<IReadOnlyList<JsonNode>> SuggestionsAsync(string municipality, int revision)
    {
        var response = $"peers-{municipality}";
        application.Submit(response, revision, municipality, objective: 1, ["policy=not-in-policy"]);
        await application.DeliverSubmittedAsync(response, revision, municipality);
        var answer = await application.AskOwnAsync(municipality, Fields);
        return [.. answer.Entity["suggestionPage"]!["nodes"]!.AsArray().Select(n => n!)];
    }
}
