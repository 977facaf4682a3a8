using System.Text.Json.Nodes;
using static Monitor.Questionnaire.Tests.Rounds.Institute;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>A round from its plan to its closing, by the institute. Each test has years of its own.</summary>
public sealed class RoundGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    private static readonly DateTimeOffset Opening = new(2099, 4, 1, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closing = new(2099, 4, 30, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_planned_round_names_its_times_in_the_netherlands_and_invites_the_whole_list()
    {
        var planned = await application.PlanAsync(2031, Opening, Closing);

        Same("""
            { "year": 2031, "status": "PLANNED", "opensAt": "2099-04-01T07:00:00Z",
              "closesAt": "2099-04-30T22:00:00Z", "opensOn": "2099-04-01", "closesOn": "2099-04-30",
              "questionnaire": { "id": "child-abuse-2017" }, "participation": { "invited": 388 } }
            """, planned.Data["planRound"]!);
    }

    [Fact]
    public async Task Without_a_list_named_the_latest_up_to_its_year_invites()
    {
        var planned = await application.PlanAsync(2032, areasYear: null);
        var early = await application.PlanAsync(2012, areasYear: null);

        Assert.Equal(380, planned.Data["planRound"]!["participation"]!["invited"]!.GetValue<int>());
        Assert.Equal(["UNKNOWN_LIST"], early.Codes);
    }

    [Fact]
    public async Task A_plan_that_does_not_fit_is_refused_and_leaves_nothing()
    {
        Assert.Equal(["ROUND_TIMES"], (await application.PlanAsync(2033, In(TimeSpan.FromMinutes(-1)))).Codes);
        Assert.Equal(["ROUND_TIMES"], (await application.PlanAsync(2033, Opening, Opening)).Codes);
        Assert.Equal(["ROUND_TIMES"], (await application.PlanAsync(2033, Opening, DateTimeOffset.MaxValue)).Codes);
        Assert.Equal(["ROUND_TIMES"], (await application.PlanAsync(2033, DateTimeOffset.MaxValue)).Codes);
        Assert.Equal(
            ["QUESTIONNAIRE_NOT_PUBLISHED"], (await application.PlanAsync(2033, questionnaire: "none")).Codes);
        Assert.Equal(["UNKNOWN_LIST"], (await application.PlanAsync(2033, areasYear: 1999)).Codes);
        Assert.Equal(["BAD_USER_INPUT"], (await application.PlanAsync(1999)).Codes);
        Assert.Equal(["ROUND_EXISTS"], (await application.PlanAsync(2017)).Codes);
        var stranger = await application.PlanAsync(2033, municipalities: ["GM0003", "GM9999"]);
        Assert.Equal(["NOT_ON_LIST"], stranger.Codes);
        Assert.Equal("""["GM9999"]""", stranger.Details["municipalities"]!.ToJsonString());

        Assert.Equal(["UNKNOWN_ROUND"], (await application.OpenAsync(2033)).Codes);
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("coordinator")]
    [InlineData("editor")]
    [InlineData("researcher")]
    public async Task Only_the_institute_and_administrators_run_rounds(string role)
    {
        string[] documents =
        [
            """
            mutation { planRound(input: { year: 2034, questionnaire: "x", opensAt: "2099-01-01T00:00:00Z" }) { year } }
            """,
            "mutation { changeRound(round: 2018, input: {}) { year } }",
            "mutation { inviteMunicipalities(round: 2018) { year } }",
            """mutation { uninviteMunicipalities(round: 2018, municipalities: ["GM0003"]) { year } }""",
            "mutation { openRound(round: 2018) { year } }",
            "mutation { closeRound(round: 2018) { year } }",
            "mutation { cancelRound(round: 2018) { year } }",
            "{ round(year: 2018) { changes { totalCount } } }",
        ];
        foreach (var document in documents)
        {
            Assert.Equal(["FORBIDDEN"], (await application.AskAsync(document, null, "GM0003", role)).Codes);
            Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(document, null, null)).Codes);
        }

        Assert.Empty((await application.AskAsync(
            "{ round(year: 2018) { changes { totalCount } } }", null, "GM0003", "administrator")).Codes);
    }

    [Fact]
    public async Task A_planned_round_changes_in_all_and_each_change_is_on_record()
    {
        await application.PlanAsync(2035, Opening, Closing);
        var changed = await application.InstituteAsync("""
            mutation { changeRound(round: 2035, input: {
              questionnaire: "child-abuse-2014", areasYear: 2014, closesAt: null, opensAt: "2099-05-01T00:00:00Z" }) {
                questionnaire { id } opensAt closesAt participation { invited } } }
            """);
        await application.InstituteAsync(
            """mutation { uninviteMunicipalities(round: 2035, municipalities: ["GM0003"]) { year } }""");
        await application.InstituteAsync("mutation { cancelRound(round: 2035) { year } }");

        Same("""
            { "questionnaire": { "id": "child-abuse-2014" }, "opensAt": "2099-05-01T00:00:00Z", "closesAt": null,
              "participation": { "invited": 403 } }
            """, changed.Data["changeRound"]!);
        var changes = await application.ChangesAsync(2035);
        Assert.Equal(
            ["PLANNED", "INVITED", "CHANGED", "INVITED", "UNINVITED", "CANCELLED"],
            await application.ActionsAsync(2035));
        Assert.All(changes, c => Assert.Equal("het instituut", c!["by"]!.GetValue<string>()));
        Same("""
            [{ "field": "questionnaire", "from": "child-abuse-2017", "to": "child-abuse-2014" },
             { "field": "areasYear", "from": "2017", "to": "2014" },
             { "field": "opensAt", "from": "2099-04-01T07:00:00Z", "to": "2099-05-01T00:00:00Z" },
             { "field": "closesAt", "from": "2099-04-30T22:00:00Z", "to": null }]
            """, changes[3]!["fields"]!);
        Assert.Equal("""["GM0003"]""", changes[1]!["municipalities"]!.ToJsonString());
    }

    [Fact]
    public async Task A_cancelled_round_can_be_planned_anew_and_is_hidden_from_other_services()
    {
        await application.PlanAsync(2036, Opening, Closing);
        await application.InstituteAsync("mutation { cancelRound(round: 2036) { status } }");

        Assert.Equal(["ROUND_STATUS"], (await application.OpenAsync(2036)).Codes);
        Assert.DoesNotContain(
            (await application.GetAsync("/internal/rounds")).AsArray(), r => r!["year"]!.GetValue<int>() == 2036);
        var again = await application.PlanAsync(2036, Opening, municipalities: ["GM0003"]);

        Assert.Equal("PLANNED", again.Data["planRound"]!["status"]!.GetValue<string>());
        Assert.Equal(1, again.Data["planRound"]!["participation"]!["invited"]!.GetValue<int>());
    }

    [Fact]
    public async Task Only_those_invited_take_part_and_more_can_be_invited_while_it_is_open()
    {
        await application.PlanAsync(2037, municipalities: ["GM0003"]);
        await application.OpenAsync(2037);
        const string start = "mutation { startResponse(round: 2037) { status } }";

        Assert.Empty((await application.AskAsync(start, municipality: "GM0003")).Codes);
        Assert.Equal(["NOT_INVITED"], (await application.AskAsync(start, municipality: "GM0005")).Codes);

        var invited = await application.InstituteAsync("""
            mutation { inviteMunicipalities(round: 2037, municipalities: ["GM0005", "GM0003"]) {
              invited { totalCount nodes { code } } } }
            """);
        Same("""{ "totalCount": 2, "nodes": [{ "code": "GM0003" }, { "code": "GM0005" }] }""",
            invited.Data["inviteMunicipalities"]!["invited"]!);
        Assert.Empty((await application.AskAsync(start, municipality: "GM0005")).Codes);
        Assert.Equal(["ROUND_STATUS"], (await application.InstituteAsync(
            """mutation { uninviteMunicipalities(round: 2037, municipalities: ["GM0005"]) { year } }""")).Codes);
        Assert.Equal(
            """["GM0005"]""", (await application.ChangesAsync(2037))[0]!["municipalities"]!.ToJsonString());
    }

    [Fact]
    public async Task A_round_to_which_nobody_is_invited_is_not_opened()
    {
        await application.PlanAsync(2038, municipalities: []);

        Assert.Equal(["NOBODY_INVITED"], (await application.OpenAsync(2038)).Codes);
    }

    [Fact]
    public async Task Of_an_open_round_the_closing_time_moves_and_not_into_the_past()
    {
        await application.PlanAsync(2039, municipalities: ["GM0003"]);
        await application.OpenAsync(2039);

        Assert.Empty((await application.CloseAtAsync(2039, Closing)).Codes);
        Assert.Empty((await application.CloseAtAsync(2039, Closing.AddDays(-3))).Codes);
        Assert.Empty((await application.CloseAtAsync(2039, null)).Codes);
        Assert.Equal(["ROUND_TIMES"], (await application.CloseAtAsync(2039, In(TimeSpan.FromSeconds(-1)))).Codes);
        Assert.Equal(["ROUND_STATUS"], (await application.InstituteAsync(
            """mutation { changeRound(round: 2039, input: { opensAt: "2099-05-01T00:00:00Z" }) { year } }""")).Codes);
        Assert.Equal(["ROUND_STATUS"], (await application.InstituteAsync(
            "mutation { cancelRound(round: 2039) { year } }")).Codes);
    }

    [Fact]
    public async Task Opening_and_closing_now_publish_an_event_each_and_cannot_be_done_twice()
    {
        await application.PlanAsync(2040, municipalities: ["GM0003"]);
        var opened = await application.OpenAsync(2040);
        var closed = await application.CloseAsync(2040);

        Assert.Equal("OPEN", opened.Data["openRound"]!["status"]!.GetValue<string>());
        Assert.Equal("CLOSED", closed.Data["closeRound"]!["status"]!.GetValue<string>());
        Assert.Equal(["ROUND_STATUS"], (await application.OpenAsync(2040)).Codes);
        var again = await application.CloseAsync(2040);
        Assert.Equal(["ROUND_STATUS"], again.Codes);
        Assert.Equal("CLOSED", again.Details["status"]!.GetValue<string>());
        Assert.Equal(["ROUND_CLOSED"], (await application.AskAsync(
            "mutation { startResponse(round: 2040) { status } }", municipality: "GM0003")).Codes);
        foreach (var topic in (string[])["round.opened", "round.closed"])
        {
            Assert.Equal(1, await application.Database.ReadAsync<long>(
                $"SELECT count(*) FROM outbox WHERE topic = '{topic}' AND data ->> 'round' = '2040'"));
        }

        Assert.Equal(
            ["PLANNED", "INVITED", "OPENED", "CLOSE_ASKED", "CLOSED"], await application.ActionsAsync(2040));
    }

    [Fact]
    public async Task A_change_repeated_with_its_key_takes_effect_once()
    {
        await application.PlanAsync(2041, municipalities: ["GM0003"]);
        await application.OpenAsync(2041);
        var first = await application.InstituteAsync("mutation { closeRound(round: 2041) { closesAt } }", key: "sluit");
        var again = await application.InstituteAsync("mutation { closeRound(round: 2041) { closesAt } }", key: "sluit");

        Assert.Equal(first.Data.ToJsonString(), again.Data.ToJsonString());
        Assert.Equal(1, (await application.ActionsAsync(2041)).Count(a => a == "CLOSE_ASKED"));
    }

    [Fact]
    public async Task Changes_come_by_page_and_are_never_shared()
    {
        await application.PlanAsync(2042, Opening, Closing);
        for (var day = 1; day <= 3; day++)
        {
            await application.CloseAtAsync(2042, Closing.AddDays(day));
        }

        const string page = """
            query ($after: String) { round(year: 2042) { changes(first: 2, after: $after) {
              totalCount pageInfo { hasNextPage endCursor } nodes { action } } } }
            """;
        var first = await application.InstituteAsync(page);
        var changes = first.Data["round"]!["changes"]!;
        var after = changes["pageInfo"]!["endCursor"]!.GetValue<string>();
        var second = await application.InstituteAsync(page, new { after });

        Assert.Equal("no-store", first.CacheControl);
        Assert.Equal(5, changes["totalCount"]!.GetValue<int>());
        Assert.True(changes["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Same("""[{ "action": "CHANGED" }, { "action": "INVITED" }]""",
            second.Data["round"]!["changes"]!["nodes"]!);
        Assert.Equal(["BAD_CURSOR"], (await application.InstituteAsync(page, new { after = "x" })).Codes);
    }

    [Fact]
    public async Task Participation_counts_municipalities_without_a_size_class_too()
    {
        await application.PlanAsync(2043, areasYear: 2013);
        var answer = await application.InstituteAsync("""
            { round(year: 2043) { participation { invited
                bySizeClass { municipalities } withoutSizeClass { municipalities responded } } } }
            """);
        var participation = answer.Data["round"]!["participation"]!;
        var inClasses = participation["bySizeClass"]!.AsArray().Sum(c => c!["municipalities"]!.GetValue<int>());

        Assert.Equal(408, participation["invited"]!.GetValue<int>());
        Assert.Equal(
            408 - inClasses, participation["withoutSizeClass"]!["municipalities"]!.GetValue<int>());
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual.ToJsonString()}");
}
