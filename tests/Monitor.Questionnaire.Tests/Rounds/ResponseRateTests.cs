using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>How far those invited are, as the institute sees it.</summary>
public sealed class ResponseRateTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task The_demonstration_round_of_2017_counts_as_the_report_does()
    {
        var rate = (await application.InstituteAsync("""
            { round(year: 2017) { responseRate {
                total { invited started submitted partlySubmitted }
                bySizeClass { sizeClass counts { invited submitted } }
                byRegion(kind: PROVINCE) { region { name } counts { invited submitted } }
                perDay { date started submitted } notStarted { code } notSubmitted { code } } } }
            """)).Data["round"]!["responseRate"]!;

        Same("""{ "invited": 388, "started": 169, "submitted": 169, "partlySubmitted": 0 }""", rate["total"]!);
        Assert.Equal(
            [(170, 61), (140, 66), (47, 21), (27, 18), (4, 3)],
            rate["bySizeClass"]!.AsArray().Select(
                c => (Number(c!["counts"], "invited"), Number(c["counts"], "submitted"))));
        Assert.Equal(12, rate["byRegion"]!.AsArray().Count);
        Assert.Equal(388, rate["byRegion"]!.AsArray().Sum(r => Number(r!["counts"], "invited")));
        Assert.Equal(169, rate["byRegion"]!.AsArray().Sum(r => Number(r!["counts"], "submitted")));
        Assert.Equal(219, rate["notStarted"]!.AsArray().Count);
        Assert.Equal(219, rate["notSubmitted"]!.AsArray().Count);
        var days = rate["perDay"]!.AsArray();
        Assert.Equal("2017-10-02", days[0]!["date"]!.GetValue<string>());
        Assert.Equal("2017-10-31", days[^1]!["date"]!.GetValue<string>());
        Assert.Equal(30, days.Count);
        Assert.Equal(169, Number(days[^1], "submitted"));
        var submitted = days.Select(d => Number(d, "submitted")).ToList();
        Assert.Equal(submitted.Order(), submitted);
    }

    [Fact]
    public async Task A_start_a_part_a_submission_and_a_withdrawal_show_at_once()
    {
        await application.PlanAsync(2055, municipalities: ["GM0003", "GM0005", "GM0007", "GM0009"]);
        await application.OpenAsync(2055);
        var part = await StartAsync("GM0003");
        var whole = await StartAsync("GM0005");
        await StartAsync("GM0007");
        await SubmitAsync("GM0003", part, """objectives: ["child-abuse-1"]""");
        await SubmitAsync("GM0005", whole, "");

        var rate = await RateAsync();
        Same("""{ "invited": 4, "started": 3, "submitted": 2, "partlySubmitted": 1 }""", rate["total"]!);
        Assert.Equal(["GM0009"], Codes(rate["notStarted"]!));
        Assert.Equal(["GM0007", "GM0009"], Codes(rate["notSubmitted"]!).Order());
        var today = Assert.Single(rate["perDay"]!.AsArray());
        Assert.Equal((3, 2), (Number(today, "started"), Number(today, "submitted")));

        _ = (await application.AskAsync(
            "mutation ($id: ID!) { withdrawResponse(responseId: $id, revision: 3, reason: \"Fout\") { status } }",
            new { id = whole }, "GM0005", role: "coordinator")).Data;
        Same("""{ "invited": 4, "started": 3, "submitted": 1, "partlySubmitted": 1 }""", (await RateAsync())["total"]!);
    }

    private async Task<JsonNode> RateAsync()
    {
        var answer = await application.InstituteAsync("""
            { round(year: 2055) { responseRate {
                total { invited started submitted partlySubmitted } perDay { started submitted }
                notStarted { code } notSubmitted { code } } } }
            """);
        Assert.Equal("no-store", answer.CacheControl);
        return answer.Data["round"]!["responseRate"]!;
    }

    private async Task<string> StartAsync(string municipality) =>
        (await application.AskAsync("mutation { startResponse(round: 2055) { id } }", municipality: municipality))
            .Data["startResponse"]!["id"]!.GetValue<string>();

    private async Task SubmitAsync(string municipality, string id, string objectives) =>
        _ = (await application.AskAsync(
            $$"""
            mutation ($id: ID!) {
              saveAnswers(responseId: $id, revision: 1,
                answers: [{ question: "child-abuse-1.policy", options: ["intended"] }]) { revision }
              submitResponse(responseId: $id, revision: 2 {{objectives}}) { status } }
            """,
            new { id }, municipality)).Data;

    private static IEnumerable<string> Codes(JsonNode municipalities) =>
        municipalities.AsArray().Select(m => m!["code"]!.GetValue<string>());

    private static int Number(JsonNode? of, string name) => of![name]!.GetValue<int>();

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual.ToJsonString()}");
}
