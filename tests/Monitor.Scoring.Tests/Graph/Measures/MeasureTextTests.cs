using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph.Measures;

/// <summary>What the editors write about measures, and who reads it.</summary>
public sealed class MeasureTextTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Question = "child-abuse-2.content-1";
    private const string Body = "Spreek met de *jeugdgezondheidszorg* af wie signaleert.";

    [Fact]
    public async Task A_text_stands_beside_the_measure_in_the_suggestions_and_each_version_stays()
    {
        var option = Domain.Sheet.Measure("child-abuse-1.content-1");
        await WriteAsync("child-abuse-1.content-1", option, 0, "Een eerste tekst hierover.");
        var second = await WriteAsync(
            "child-abuse-1.content-1", option, 1, Body, "https://www.nji.nl/meldcode?thema=signaleren");
        application.Submit("text-1", 1, "GM0050", objective: 1, ["policy=not-in-policy"]);
        await application.DeliverSubmittedAsync("text-1", 1, "GM0050");

        var read = await application.AskOwnAsync("GM0050", """
            suggestionPage(round: 2018, part: CONTENT) { nodes {
              question advice { body } measures { option advice { version body format source by } } } }
            """);

        var measures = read.Entity["suggestionPage"]!["nodes"]!.AsArray()
            .Single(n => Text(n!["question"]) == "child-abuse-1.content-1")!["measures"]!;
        Assert.Equal(
            $$"""{"version":2,"body":"{{Body}}","format":"MARKDOWN","source":"""
            + "\"https://www.nji.nl/meldcode?thema=signaleren\",\"by\":\"tester\"}",
            measures.AsArray().Single(m => Text(m!["option"]) == option)!["advice"]!.ToJsonString());
        Assert.Equal(
            [2, 1],
            second.Data["writeMeasureText"]!["versions"]!.AsArray().Select(v => v!["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_editors_see_what_has_no_text()
    {
        // Objective 3: policy has two measures that earn, laid down one, reach 1 + 3, own measure one, and its content.
        var before = await ListAsync("objective: \"child-abuse-3\", written: false");
        var first = before["nodes"]![0]!;
        await WriteAsync(Text(first["question"]), Text(first["option"]), 0, Body);

        var without = await ListAsync("objective: \"child-abuse-3\", written: false");
        var with = await ListAsync("objective: \"child-abuse-3\", written: true");

        Assert.Equal("child-abuse-3.policy", Text(first["question"]));
        Assert.Equal("in-policy", Text(first["option"]));
        Assert.Equal(before["totalCount"]!.GetValue<int>() - 1, without["totalCount"]!.GetValue<int>());
        Assert.Equal(1, with["totalCount"]!.GetValue<int>());
        Assert.Equal(Body, Text(with["nodes"]![0]!["text"]!["body"]));
        Assert.Contains(
            "child-abuse-3.own-measure", without["nodes"]!.AsArray().Select(n => Text(n!["question"])));
        Assert.DoesNotContain("other", without["nodes"]!.AsArray().Select(n => n!["option"]?.GetValue<string>()));
    }

    [Fact]
    public async Task A_text_can_be_taken_back_and_written_anew()
    {
        var option = Domain.Sheet.Measure(Question);
        await WriteAsync(Question, option, 0, Body);
        var withdrawn = await application.AskAsAsync("institute", null, $$"""
            mutation { withdrawMeasureText(question: "{{Question}}", option: "{{option}}", version: 1) {
              version text { body } versions { version body } } }
            """);
        var anew = await WriteAsync(Question, option, 2, Body);

        Assert.Equal(
            "{\"version\":2,\"text\":null,\"versions\":[{\"version\":2,\"body\":null},{\"version\":1,\"body\":\""
            + Body + "\"}]}",
            withdrawn.Data["withdrawMeasureText"]!.ToJsonString());
        Assert.Equal(3, anew.Data["writeMeasureText"]!["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_two_editors_who_write_at_once_one_is_told_to_read_again()
    {
        var option = Domain.Sheet.Measure(Question, 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            WriteAsync(Question, option, 0, $"{Body} {i}")));

        Assert.Single(answers, a => a.Codes.Count == 0);
        var refused = answers.Where(a => a.Codes.Count > 0).ToList();
        Assert.All(refused, a => Assert.Equal(["STALE_VERSION"], a.Codes));
        Assert.All(refused, a => Assert.Equal(1, a.Details["version"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("kort", null, "TEXT_LENGTH")]
    [InlineData("Een tekst met een \u0007 erin.", null, "NOT_PLAIN_TEXT")]
    [InlineData("Een tekst die lang genoeg is.", "javascript:alert(1)", "BAD_SOURCE")]
    [InlineData("Een tekst die lang genoeg is.", "data:text/html,<script>", "BAD_SOURCE")]
    [InlineData("Een tekst die lang genoeg is.", "//elders.example", "BAD_SOURCE")]
    [InlineData("Een tekst die lang genoeg is.", "https://nji.nl@elders.example/", "BAD_SOURCE")]
    public async Task What_cannot_be_shown_safely_is_refused(string text, string? source, string code)
    {
        var answer = await WriteAsync(Question, Domain.Sheet.Measure(Question, 2), 0, text, source);

        Assert.Equal([code], answer.Codes);
    }

    [Theory]
    [InlineData(Question, null)] // a question with options: name one
    [InlineData(Question, "none")]
    [InlineData("child-abuse-99.policy", "in-policy")]
    public async Task What_is_no_measure_has_no_text(string question, string? option)
    {
        var answer = await WriteAsync(question, option, 0, Body);

        Assert.Equal(["UNKNOWN_MEASURE"], answer.Codes);
    }

    [Fact]
    public async Task Only_editors_and_the_institute_write_and_see_the_list()
    {
        foreach (var role in (string[])["officer", "coordinator", "moderator", "researcher", "regional-coordinator"])
        {
            var list = await application.AskAsAsync(
                role, "GM0051", "{ measureTexts(questionnaire: \"child-abuse-2017\") { totalCount } }");
            var write = await WriteAsync(Question, Domain.Sheet.Measure(Question), 0, Body, role: role);

            Assert.Equal(["FORBIDDEN"], list.Codes);
            Assert.Equal(["FORBIDDEN"], write.Codes);
        }
    }

    [Fact]
    public async Task A_questionnaire_that_is_not_there_is_UNKNOWN_and_one_that_cannot_be_read_UNAVAILABLE()
    {
        var unknown = await application.AskAsAsync(
            "editor", null, "{ measureTexts(questionnaire: \"none\") { totalCount } }");

        Assert.Equal(["UNKNOWN_QUESTIONNAIRE"], unknown.Codes);
    }

    private Task<Answered> WriteAsync(
        string question, string? option, int version, string text, string? source = null, string role = "editor") =>
        application.AskAsAsync(
            role,
            null,
            """
            mutation ($input: MeasureTextInput!) {
              writeMeasureText(input: $input) { version text { body } versions { version } }
            }
            """,
            new { input = new { question, option, version, text, source } });

    private async Task<JsonNode> ListAsync(string arguments) => (await application.AskAsAsync(
        "editor",
        null,
        $$"""
        { measureTexts(questionnaire: "child-abuse-2017", first: 200, {{arguments}}) {
            totalCount nodes { question option label questionLabel part text { body } } } }
        """)).Data["measureTexts"]!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
