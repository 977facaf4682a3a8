using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph.Measures;

/// <summary>What a municipality does with its suggestions.</summary>
public sealed class MarkTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Policy = "child-abuse-1.policy";
    private const string Programmes = "child-abuse-1.content-3";

    [Fact]
    public async Task A_suggestion_names_every_measure_that_its_question_misses()
    {
        await ScoredAsync("GM0030", "policy=not-in-policy");

        var page = await PageAsync("GM0030", "objective: \"child-abuse-1\", part: CONTENT");

        var programmes = page["nodes"]!.AsArray().Single(n => n!["question"]!.GetValue<string>() == Programmes)!;
        Assert.Equal(["voorzorg", "baby-extra"], programmes["measures"]!.AsArray().Select(m => Text(m!["option"])));
        Assert.Equal(11.25m, programmes["measures"]![0]!["gain"]!.GetValue<decimal>());
        Assert.Equal(5, page["totalCount"]!.GetValue<int>()); // four content questions and the own measure
    }

    [Fact]
    public async Task What_is_not_for_us_comes_last_in_every_order_and_what_is_done_before_it()
    {
        await ScoredAsync("GM0031", "policy=not-in-policy");
        await MarkAsync("GM0031", Policy, null, "NOT_FOR_US", "De regio doet dit.");
        await MarkAsync("GM0031", "child-abuse-1.content-1", null, "DONE");

        foreach (var order in (string[])["GAIN", "OBJECTIVE", "PART", "MARK"])
        {
            var questions = Questions(await PageAsync("GM0031", $"order: {order}"));

            Assert.Equal(["child-abuse-1.content-1", Policy], questions.TakeLast(2));
        }

        // Policy was the best of all; now the second content question leads.
        var top = await application.AskOwnAsync("GM0031", "suggestions(round: 2018, first: 1) { question }");
        Assert.Equal("child-abuse-1.content-2", Text(top.Entity["suggestions"]![0]!["question"]));
    }

    [Fact]
    public async Task A_suggestion_sinks_when_each_of_its_measures_is_not_for_us()
    {
        await ScoredAsync("GM0032", "policy=not-in-policy");
        await MarkAsync("GM0032", Programmes, "voorzorg", "NOT_FOR_US", "Wordt niet meer aangeboden.");

        var half = await PageAsync("GM0032", "");
        await MarkAsync("GM0032", Programmes, "baby-extra", "NOT_FOR_US", "Past niet bij ons aanbod.");
        var whole = await PageAsync("GM0032", "");

        Assert.NotEqual(Programmes, Questions(half)[^1]);
        Assert.Equal(
            ["baby-extra", "voorzorg"], // those not for us last
            Of(half, Programmes)["measures"]!.AsArray().Select(m => Text(m!["option"])));
        Assert.Equal(Programmes, Questions(whole)[^1]);
        Assert.Equal("NOT_FOR_US", Text(Of(whole, Programmes)["standing"]));
        Assert.Null(Of(whole, Programmes)["mark"]);
    }

    [Fact]
    public async Task Suggestions_are_chosen_by_mark_and_read_by_page()
    {
        await ScoredAsync("GM0033", "policy=not-in-policy");
        await MarkAsync("GM0033", Policy, "in-policy", "PLANNED");
        await MarkAsync("GM0033", Policy, "intended", "PLANNED");

        var planned = await PageAsync("GM0033", "mark: PLANNED");
        var first = await PageAsync("GM0033", "mark: NONE, first: 2");
        var next = await PageAsync("GM0033", $"mark: NONE, after: \"{Text(first["pageInfo"]!["endCursor"])}\"");
        var strange = await application.AskOwnAsync(
            "GM0033", "suggestionPage(round: 2018, after: \"none\") { totalCount }");

        Assert.Equal([Policy], Questions(planned));
        Assert.Equal(6, first["totalCount"]!.GetValue<int>()); // four of content, the own measure, view of the reach
        Assert.True(first["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.Equal(4, Questions(next).Count);
        Assert.Empty(Questions(first).Intersect(Questions(next)));
        Assert.Equal(["BAD_CURSOR"], strange.Codes);
    }

    [Fact]
    public async Task A_mark_stays_through_a_new_revision()
    {
        var response = await ScoredAsync("GM0034", "policy=not-in-policy");
        await MarkAsync("GM0034", Programmes, "voorzorg", "PLANNED", "In het uitvoeringsplan van 2019.");
        await RevisedAsync("GM0034", 2, response, "policy=in-policy");

        var page = await PageAsync("GM0034", "objective: \"child-abuse-1\"");
        var mark = Of(page, Programmes)["measures"]![0]!["mark"]!;

        Assert.Equal("PLANNED", Text(mark["mark"]));
        Assert.Equal("In het uitvoeringsplan van 2019.", Text(mark["reason"]));
        Assert.Equal("tester-GM0034", Text(mark["by"]));
        Assert.DoesNotContain(Policy, Questions(page)); // answered by now
    }

    [Fact]
    public async Task A_mark_on_what_is_answered_by_now_is_still_in_the_list_of_marks()
    {
        var response = await ScoredAsync("GM0035", "policy=not-in-policy");
        await MarkAsync("GM0035", Policy, "in-policy", "DONE");
        await RevisedAsync("GM0035", 2, response, "policy=in-policy");

        var marks = (await application.AskOwnAsync(
            "GM0035", "measureMarks(mark: DONE) { totalCount nodes { label objective { id } mark { mark } } }"))
            .Entity["measureMarks"]!;

        Assert.Equal(1, marks["totalCount"]!.GetValue<int>());
        Assert.Equal("child-abuse-1", Text(marks["nodes"]![0]!["objective"]!["id"]));
        Assert.Equal(
            "Ja, opgenomen in het gemeentelijke of regionale beleid", Text(marks["nodes"]![0]!["label"]));
    }

    [Fact]
    public async Task Steps_back_lead_one_by_one_to_no_mark_and_are_in_the_history()
    {
        await MarkAsync("GM0036", Policy, "in-policy", "PLANNED");
        await MarkAsync("GM0036", Policy, "in-policy", "DONE");
        await MarkAsync("GM0036", Policy, "in-policy", "DONE"); // the same again is no change

        var once = await UndoAsync("GM0036");
        var twice = await UndoAsync("GM0036");
        var thrice = await UndoAsync("GM0036");
        await MarkAsync("GM0036", Policy, "in-policy", "NOT_FOR_US", "Toch niet.");
        var again = await UndoAsync("GM0036");

        Assert.Equal("PLANNED", Text(once.Data["undoMark"]!["mark"]!["mark"]));
        Assert.Null(twice.Data["undoMark"]!["mark"]);
        Assert.Equal(["NOTHING_TO_UNDO"], thrice.Codes);
        Assert.Null(again.Data["undoMark"]!["mark"]);
        var history = (await application.AskOwnAsync(
            "GM0036", "markHistory(first: 4) { nodes { mark markBefore isUndo by } pageInfo { hasNextPage } }"))
            .Entity["markHistory"]!;
        Assert.Equal(
            [
                (null, "NOT_FOR_US", true), ("NOT_FOR_US", null, false),
                (null, "PLANNED", true), ("PLANNED", "DONE", true),
            ],
            history["nodes"]!.AsArray().Select(n => (
                n!["mark"]?.GetValue<string>(), n["markBefore"]?.GetValue<string>(), n["isUndo"]!.GetValue<bool>())));
        Assert.True(history["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Taking_a_mark_away_can_be_taken_back_with_its_reason()
    {
        await MarkAsync("GM0037", Policy, null, "NOT_FOR_US", "De raad wil dit niet.");
        var without = await application.AskAsAsync(
            "coordinator", "GM0037", $$"""mutation { unmarkMeasure(question: "{{Policy}}") { mark { mark } } }""");
        var back = await application.AskAsAsync(
            "officer", "GM0037", $$"""mutation { undoMark(question: "{{Policy}}") { mark { mark reason } } }""");

        Assert.Null(without.Data["unmarkMeasure"]!["mark"]);
        Assert.Equal("De raad wil dit niet.", Text(back.Data["undoMark"]!["mark"]!["reason"]));
    }

    [Theory]
    [InlineData("mark: NOT_FOR_US", "REASON_REQUIRED")]
    [InlineData("mark: NOT_FOR_US, reason: \"  \"", "REASON_REQUIRED")]
    [InlineData("mark: PLANNED, reason: \"ja\"", "TEXT_LENGTH")]
    [InlineData("mark: PLANNED, reason: \"een \\u0000 daarin\"", "NOT_PLAIN_TEXT")]
    [InlineData("mark: PLANNED, option: \"other\"", "UNKNOWN_MEASURE")]
    [InlineData("mark: PLANNED, option: \"'; DROP TABLE goals; --\"", "UNKNOWN_MEASURE")]
    public async Task A_mark_that_does_not_fit_is_refused(string arguments, string code)
    {
        var answer = await application.AskAsAsync(
            "officer", "GM0038",
            $$"""mutation { markMeasure(question: "{{Programmes}}", {{arguments}}) { question } }""");

        Assert.Equal([code], answer.Codes);
        Assert.Equal([0], await application.CountAsync(
            "SELECT count(*) FROM measure_mark_changes WHERE municipality = 'GM0038'"));
    }

    [Theory]
    [InlineData("reader", "GM0039")]
    [InlineData("institute", null)]
    [InlineData("editor", "GM0039")]
    [InlineData("officer", null)]
    public async Task Only_officers_and_coordinators_of_a_municipality_mark(string role, string? municipality)
    {
        foreach (var mutation in (string[])[
            $$"""markMeasure(question: "{{Policy}}", mark: DONE) { question }""",
            $$"""unmarkMeasure(question: "{{Policy}}") { question }""",
            $$"""undoMark(question: "{{Policy}}") { question }"""])
        {
            var answer = await application.AskAsAsync(role, municipality, $"mutation {{ {mutation} }}");

            Assert.Equal(["FORBIDDEN"], answer.Codes);
        }
    }

    [Fact]
    public async Task Anothers_marks_are_NOT_YOURS_whether_or_not_there_are_any()
    {
        await MarkAsync("GM0040", Policy, null, "DONE");
        const string Fields = "measureMarks { totalCount } markHistory { nodes { by } } "
            + "suggestionPage(round: 2018) { totalCount }";
        foreach (var code in (string[])["GM0040", "GM0041"])
        {
            var answer = await application.AskAsAsync(
                "coordinator", "GM0042",
                $"query ($k: [_Any!]!) {{ _entities(representations: $k) {{ ... on Municipality {{ {Fields} }} }} }}",
                new { k = new[] { new { __typename = "Municipality", code } } });

            Assert.Equal(["NOT_YOURS", "NOT_YOURS", "NOT_YOURS"], answer.Codes);
        }
    }

    [Fact]
    public async Task A_repeated_request_marks_once()
    {
        var mutation = $$"""mutation { markMeasure(question: "{{Policy}}", mark: DONE) { mark { mark } } }""";
        await application.AskAsAsync("officer", "GM0043", mutation, key: "mark-once");
        await application.AskAsAsync(
            "officer", "GM0043", $$"""mutation { undoMark(question: "{{Policy}}") { question } }""");
        await application.AskAsAsync("officer", "GM0043", mutation, key: "mark-once");

        Assert.Equal([2], await application.CountAsync(
            "SELECT count(*) FROM measure_mark_changes WHERE municipality = 'GM0043'"));
    }

    [Fact]
    public async Task Officers_who_mark_at_once_leave_a_history_that_joins_up()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            MarkAsync("GM0044", Policy, null, i % 2 == 0 ? "DONE" : "PLANNED", mustRead: false)));

        // Each change begins where the one before it ended.
        Assert.Equal([0], await application.CountAsync("""
            SELECT count(*) FROM (
                SELECT mark_before, lag(mark) OVER (ORDER BY id) AS ended FROM measure_mark_changes
                WHERE municipality = 'GM0044') c WHERE mark_before IS DISTINCT FROM ended
            """));
    }

    private async Task<JsonNode> PageAsync(string municipality, string arguments)
    {
        var answer = await application.AskOwnAsync(
            municipality,
            $$"""
            suggestionPage(round: 2018, {{arguments}}) {
              totalCount pageInfo { hasNextPage endCursor }
              nodes { id question part gain standing mark { mark }
                      measures { option label gain mark { mark reason at by } } }
            }
            """);
        return answer.Entity["suggestionPage"]!;
    }

    private async Task MarkAsync(
        string municipality,
        string question,
        string? option,
        string mark,
        string? reason = null,
        bool mustRead = true)
    {
        var answer = await application.AskAsAsync(
            "officer",
            municipality,
            """
            mutation ($question: ID!, $option: ID, $mark: Mark!, $reason: String) {
              markMeasure(question: $question, option: $option, mark: $mark, reason: $reason) { mark { mark } }
            }
            """,
            new { question, option, mark, reason });
        var read = Text(answer.Data["markMeasure"]!["mark"]!["mark"]);
        Assert.True(read == mark || !mustRead); // another's mark may stand by the time one's own is read
    }

    private Task<Answered> UndoAsync(string municipality) => application.AskAsAsync(
        "officer", municipality,
        $$"""mutation { undoMark(question: "{{Policy}}", option: "in-policy") { mark { mark } } }""");

    private Task<string> ScoredAsync(string municipality, params string[] answers) =>
        RevisedAsync(municipality, 1, Guid.NewGuid().ToString(), answers);

    private async Task<string> RevisedAsync(
        string municipality, int revision, string response, params string[] answers)
    {
        application.Submit(response, revision, municipality, objective: 1, answers);
        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, revision, municipality));
        return response;
    }

    private static List<string> Questions(JsonNode page) =>
        [.. page["nodes"]!.AsArray().Select(n => Text(n!["question"]))];

    private static JsonNode Of(JsonNode page, string question) =>
        page["nodes"]!.AsArray().Single(n => Text(n!["question"]) == question)!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
