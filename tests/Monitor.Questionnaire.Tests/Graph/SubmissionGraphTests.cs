using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>Submitting in parts, reopening and withdrawing, and what other services see of it.</summary>
public sealed class SubmissionGraphTests(QuestionnaireApplication application)
    : IClassFixture<QuestionnaireApplication>
{
    private const string First = "objectives: [\"child-abuse-1\"]";
    private const string Second = "objectives: [\"child-abuse-2\"]";

    [Fact]
    public async Task Objectives_are_submitted_one_by_one_and_others_see_only_those()
    {
        var officer = await FilledAsync("GM0003");

        var partly = (await officer.SubmitAsync(First)).Data["submitResponse"]!;
        Assert.Equal(("PARTLY_SUBMITTED", 4, 4), StateOf(partly));
        Assert.Equal(["child-abuse-1.policy"], await SubmittedAsync(officer, 4));
        Same("""
            { "submittedObjectives": 1, "answeredObjectives": 2, "unconfirmed": 0, "bySection": [
              { "id": "child-abuse-1", "status": "SUBMITTED", "isAnswered": true, "answeredQuestions": 1 },
              { "id": "child-abuse-2", "status": "OPEN", "isAnswered": true, "answeredQuestions": 1 },
              { "id": "child-abuse-3", "status": "OPEN", "isAnswered": false, "answeredQuestions": 0 }] }
            """, await ProgressAsync(officer));

        var closed = await officer.SaveAsync(2, "child-abuse-1.policy", "intended");
        Assert.Equal(["ALREADY_SUBMITTED"], closed.Codes);
        Assert.Equal("""["child-abuse-1"]""", closed.Details["objectives"]!.ToJsonString());
        Assert.Equal(["ALREADY_SUBMITTED"], (await officer.SubmitAsync(First)).Codes);
        Assert.Equal(["NOTHING_ANSWERED"], (await officer.SubmitAsync("objectives: [\"child-abuse-3\"]")).Codes);
        Assert.Equal(["UNKNOWN_OBJECTIVE"], (await officer.SubmitAsync("objectives: [\"geen\"]")).Codes);

        var whole = (await officer.SubmitAsync()).Data["submitResponse"]!;
        Assert.Equal(("SUBMITTED", 5, 5), StateOf(whole));
        Assert.Equal(["child-abuse-1.policy", "child-abuse-2.policy"], await SubmittedAsync(officer, 5));
        Assert.Equal([4, 5], await RevisionsAsync("response.submitted", officer.Id));
    }

    [Fact]
    public async Task While_reopened_the_earlier_submission_counts_and_nothing_is_told()
    {
        var officer = await FilledAsync("GM0005");
        await officer.SubmitAsync();

        var reopened = await officer.DoAsync(
            "reopenResponse", $"revision: 4 reason: \"Vergissing\" {First}");
        Assert.Equal(("PARTLY_SUBMITTED", 5, 4), StateOf(reopened.Data["reopenResponse"]!));
        Assert.Equal(["ALREADY_SUBMITTED"], (await officer.SaveAsync(3, "child-abuse-2.policy", "in-policy")).Codes);
        Assert.Empty((await officer.SaveAsync(2, "child-abuse-1.policy", "intended")).Codes);
        Assert.Equal([4], await AcceptedAsync(officer));
        Assert.Equal([4], await RevisionsAsync("response.submitted", officer.Id));

        await officer.SubmitAsync(First);
        Assert.Equal([7], await AcceptedAsync(officer));
        var kept = await application.GetAsync($"/internal/responses/{officer.Id}/revisions/7");
        Assert.Equal("intended", kept["answers"]![0]!["options"]![0]!.GetValue<string>());
        Assert.Null(kept["objectives"]);
    }

    [Fact]
    public async Task A_withdrawn_response_counts_no_more_until_it_is_submitted_again()
    {
        var officer = await FilledAsync("GM0007");
        await officer.SubmitAsync(Second);

        var withdrawn = await officer.DoAsync(
            "withdrawResponse", "revision: 4 reason: \"Niet akkoord van het college\"");
        Assert.Equal(("WITHDRAWN", 5, null), StateOf(withdrawn.Data["withdrawResponse"]!));
        Assert.Empty(await AcceptedAsync(officer));
        Assert.Equal([5], await RevisionsAsync("response.withdrawn", officer.Id));
        Same("""
            { "action": "WITHDRAWN", "reason": "Niet akkoord van het college", "objectives": ["child-abuse-2"] }
            """, (await officer.ReadAsync("history(first: 1) { nodes { action reason objectives } }"))
                ["history"]!["nodes"]![0]!);

        Assert.Empty((await officer.SaveAsync(3, "child-abuse-2.policy", "in-policy")).Codes);
        Assert.Equal(("SUBMITTED", 7, 7), StateOf((await officer.SubmitAsync()).Data["submitResponse"]!));
        Assert.Equal([7], await AcceptedAsync(officer));
    }

    [Theory]
    [InlineData("reopenResponse", "revision: 3 reason: \"x\"", "NOT_SUBMITTED")]
    [InlineData("withdrawResponse", "revision: 3 reason: \"x\"", "NOT_SUBMITTED")]
    [InlineData("submitResponse", "revision: 2", "STALE_REVISION")]
    public async Task What_cannot_be_done_now_is_refused(string mutation, string arguments, string code)
    {
        var officer = await FilledAsync(code == "STALE_REVISION" ? "GM0009" : mutation[0] == 'r' ? "GM0010" : "GM0014");

        Assert.Equal([code], (await officer.DoAsync(mutation, arguments)).Codes);
        Assert.Equal(3, await officer.RevisionAsync());
    }

    [Theory]
    [InlineData("GM0015", "revision: 4 reason: \"  \"", "REASON_MISSING")]
    [InlineData("GM0017", "revision: 3 reason: \"x\"", "STALE_REVISION")]
    [InlineData("GM0018", "revision: 4 reason: \"x\" objectives: [\"geen\"]", "UNKNOWN_OBJECTIVE")]
    public async Task A_reopening_needs_a_reason_and_the_current_revision(string own, string arguments, string code)
    {
        var officer = await FilledAsync(own);
        await officer.SubmitAsync();

        Assert.Equal([code], (await officer.DoAsync("reopenResponse", arguments)).Codes);
        Assert.Equal("SUBMITTED", (await officer.ReadAsync("status"))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_submits_and_who_saves_at_once_are_both_told_what_happened()
    {
        var officer = await FilledAsync("GM0022");

        var (submits, saves) = (
            Enumerable.Range(0, 4).Select(_ => officer.DoAsync("submitResponse", "revision: 3")),
            Enumerable.Range(3, 8).Select(n => officer.SaveAsync(0, $"child-abuse-{n}.policy", "intended")));
        var answered = await Task.WhenAll(submits.Concat(saves));

        // Whatever came first: the submitted answers are those of the history up to the submission.
        Assert.All(answered, a => Assert.All(
            a.Codes, code => Assert.Contains(code, new[] { "STALE_REVISION", "ALREADY_SUBMITTED" })));
        var saved = answered.Skip(4).Count(a => a.Codes.Count == 0);
        if (answered.Take(4).Any(a => a.Codes.Count == 0))
        {
            Assert.Equal(0, saved);
        }

        Assert.Equal(2 + saved, (await officer.ReadAsync("answers { revision }"))["answers"]!.AsArray().Count);
    }

    private async Task<Officer> FilledAsync(string municipality)
    {
        var officer = await new Officer(application, municipality).StartAsync();
        await officer.SaveAsync(0, "child-abuse-1.policy", "in-policy");
        await officer.SaveAsync(0, "child-abuse-2.policy", "intended");
        return officer;
    }

    private static (string Status, int Revision, int? Submitted) StateOf(JsonNode response) => (
        response["status"]!.GetValue<string>(),
        response["revision"]!.GetValue<int>(),
        response["submittedRevision"]?.GetValue<int>());

    private async Task<string[]> SubmittedAsync(Officer officer, int revision)
    {
        var kept = await application.GetAsync($"/internal/responses/{officer.Id}/revisions/{revision}");
        return [.. kept["answers"]!.AsArray().Select(a => a!["question"]!.GetValue<string>())];
    }

    private async Task<List<int>> AcceptedAsync(Officer officer)
    {
        var accepted = await application.GetAsync("/internal/rounds/2018/submissions");
        return [.. accepted["submissions"]!.AsArray()
            .Where(s => s!["responseId"]!.GetValue<string>() == officer.Id)
            .Select(s => s!["revision"]!.GetValue<int>())];
    }

    private async Task<List<int>> RevisionsAsync(string topic, string id) =>
        [.. await application.Database.ReadAsync<int[]>(
            "SELECT array_agg((data ->> 'revision')::int ORDER BY added_at) FROM outbox "
            + $"WHERE topic = '{topic}' AND data ->> 'responseId' = '{id}'")];

    private static async Task<JsonNode> ProgressAsync(Officer officer)
    {
        var progress = (await officer.ReadAsync("""
            progress { submittedObjectives answeredObjectives unconfirmed
              bySection { id status isAnswered answeredQuestions } }
            """))["progress"]!;
        var sections = progress["bySection"]!.AsArray();
        while (sections.Count > 3)
        {
            sections.RemoveAt(3);
        }

        return progress;
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
