using System.Net;
using System.Text;

namespace Monitor.EndToEnd.Tests;

/// <summary>Bad input gets a stable code and a sentence, and changes nothing.</summary>
public sealed class BadInputTests(RunningMonitor monitor)
{
    [Theory]
    [InlineData("""{ municipality(code: "GM9999") { name } }""", "UNKNOWN_MUNICIPALITY")]
    [InlineData("""{ region(code: "VT99") { name } }""", "UNKNOWN_REGION")]
    [InlineData("{ round(year: 1999) { year } }", "UNKNOWN_ROUND")]
    [InlineData("{ round(year: 2017) { nothing } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ round(year: ", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{ municipality(code: "GM0153") { scoreCard(round: 2017) { average } } }""", "UNAUTHENTICATED")]
    [InlineData("{ tips { nodes { title } } }", "UNAUTHENTICATED")]
    [InlineData("mutation { startResponse(round: 2018) { id } }", "UNAUTHENTICATED")]
    public async Task A_query_that_cannot_be_answered_says_why(string query, string code)
    {
        var answer = await monitor.AskAsync(query);

        Assert.Equal([code], answer.Codes());
        Assert.False(string.IsNullOrWhiteSpace(answer.Text("errors", 0, "message")));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        using var response = await monitor.SendAsync(new StringContent("not json", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["BAD_REQUEST"], (await RunningMonitor.ReadAsync(response)).Codes());
    }

    [Fact]
    public async Task A_forged_token_is_refused_whatever_is_asked()
    {
        var token = await monitor.TokenAsync("GM0153");
        var forged = token[..^4] + (token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        using var response = await monitor.SendAsync(
            new StringContent("""{"query":"{ rounds { year } }"}""", Encoding.UTF8, "application/json"), forged);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(["UNAUTHENTICATED"], (await RunningMonitor.ReadAsync(response)).Codes());
    }

    [Fact]
    public async Task Each_wrong_answer_is_refused_and_the_draft_stays_as_it_was()
    {
        var token = await monitor.TokenAsync("GM0007");
        var steps = new FillingIn(monitor, token);
        var (id, revision) = await steps.StartAsync();
        var saved = FillingIn.Whole(await steps.SaveAsync(id, revision, FillingIn.FirstObjective));
        var current = saved.Int("data", "saveAnswers", "revision");
        const string Content = "child-abuse-1.content-1";

        (string Code, Func<Task<System.Text.Json.JsonElement>> Try)[] attempts =
        [
            ("UNKNOWN_QUESTION", () => steps.SaveAsync(id, current, Ticked("child-abuse-1.nothing", "yes"))),
            ("UNKNOWN_OPTION", () => steps.SaveAsync(id, current, Ticked(Content, "baby-extra"))),
            ("EXCLUSIVE_OPTION", () => steps.SaveAsync(id, current, Ticked(Content, "none", "prestatie-indicatoren"))),
            ("STALE_REVISION", () => steps.SaveAsync(id, revision, Ticked(Content, "none"))),
            ("STALE_REVISION", () => steps.SubmitAsync(id, revision)),
            ("NOT_FOUND", () => steps.SubmitAsync(Guid.NewGuid().ToString(), 1)),
        ];
        foreach (var (code, attempt) in attempts)
        {
            Assert.Equal([code], (await attempt()).Codes());
        }

        var after = await monitor.AskAsync(
            "query ($id: ID!) { response(id: $id) { revision answers { question { id } options { id } text } } }",
            new { id }, token);
        Assert.Equal(current, after.Int("data", "response", "revision"));
        Assert.Equal(
            saved.At("data", "saveAnswers", "answers").GetRawText(),
            after.At("data", "response", "answers").GetRawText());
    }

    [Fact]
    public async Task Submitting_twice_and_a_closed_round_are_refused()
    {
        var token = await monitor.TokenAsync("GM0009");
        var steps = new FillingIn(monitor, token);
        var id = await steps.FillInAsync(FillingIn.FirstObjective);
        var submitted = await monitor.AskAsync(
            "query ($id: ID!) { response(id: $id) { revision } }", new { id }, token);

        var again = await steps.SubmitAsync(id, submitted.Int("data", "response", "revision"));
        var closed = await monitor.AskAsync("mutation { startResponse(round: 2017) { id } }", token: token);

        Assert.Equal(["ALREADY_SUBMITTED"], again.Codes());
        Assert.Equal(["ROUND_CLOSED"], closed.Codes());
    }

    [Fact]
    public async Task Another_municipalitys_response_looks_like_none()
    {
        var (id, _) = await new FillingIn(monitor, await monitor.TokenAsync("GM0010")).StartAsync();
        var other = await monitor.TokenAsync("GM0014");

        var read = await monitor.AskAsync("query ($id: ID!) { response(id: $id) { revision } }", new { id }, other);
        var written = await new FillingIn(monitor, other).SubmitAsync(id, 1);

        Assert.Equal(["NOT_FOUND"], read.Codes());
        Assert.Equal(["NOT_FOUND"], written.Codes());
    }

    private static object Ticked(string question, params string[] options) => new { question, options };
}
