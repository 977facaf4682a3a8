using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>From start to submission, and every way to be refused. Each test writes for its own municipality.</summary>
public sealed class ResponseGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    private const string Start = "mutation { startResponse(round: 2018) { id revision status generated } }";

    private const string Save = """
        mutation ($id: ID!, $revision: Int!, $answers: [AnswerInput!]!) {
          saveAnswers(responseId: $id, revision: $revision, answers: $answers) {
            revision progress { answeredObjectives answeredQuestions }
            answers { question { id } options { id } text number } } }
        """;

    private const string Submit = """
        mutation ($id: ID!, $revision: Int!) {
          submitResponse(responseId: $id, revision: $revision) { status revision submittedRevision submittedAt } }
        """;

    [Fact]
    public async Task A_response_goes_from_start_to_submission_and_is_read_back()
    {
        const string own = "GM0003";
        var id = await StartAsync(own);
        var saved = await SaveAsync(own, id, 1,
            new { question = "child-abuse-1.policy", options = new[] { "in-policy" } },
            new { question = "child-abuse-1.laid-down", options = new[] { "yes" } },
            new { question = "child-abuse-1.documents", options = new[] { "other" }, text = " Nota jeugd " },
            new { question = "child-abuse-1.own-measure", text = "Huisbezoek na de geboorte" });
        var submitted = await application.AskAsync(Submit, new { id, revision = 2 }, own);
        var read = await application.AskAsync("""
            query ($id: ID!) { response(id: $id) {
                status revision submittedRevision generated municipality { code } round { year }
                progress { objectives answeredObjectives }
                history { nodes { action revision by questions } } } }
            """, new { id }, own, role: "reader");

        Same("""
            { "revision": 2, "progress": { "answeredObjectives": 1, "answeredQuestions": 4 }, "answers": [
                { "question": { "id": "child-abuse-1.policy" }, "options": [{ "id": "in-policy" }],
                  "text": null, "number": null },
                { "question": { "id": "child-abuse-1.laid-down" }, "options": [{ "id": "yes" }],
                  "text": null, "number": null },
                { "question": { "id": "child-abuse-1.documents" }, "options": [{ "id": "other" }],
                  "text": "Nota jeugd", "number": null },
                { "question": { "id": "child-abuse-1.own-measure" }, "options": [],
                  "text": "Huisbezoek na de geboorte", "number": null }] }
            """, saved.Data["saveAnswers"]!);
        Assert.Equal("SUBMITTED", submitted.Data["submitResponse"]!["status"]!.GetValue<string>());
        Assert.Equal(3, submitted.Data["submitResponse"]!["submittedRevision"]!.GetValue<int>());
        Same("""
            { "status": "SUBMITTED", "revision": 3, "submittedRevision": 3, "generated": false,
              "municipality": { "code": "GM0003" }, "round": { "year": 2018 },
              "progress": { "objectives": 19, "answeredObjectives": 1 },
              "history": { "nodes": [
                { "action": "SUBMITTED", "revision": 3, "by": "tester-GM0003", "questions": [] },
                { "action": "SAVED", "revision": 2, "by": "tester-GM0003", "questions": [
                    "child-abuse-1.policy", "child-abuse-1.laid-down", "child-abuse-1.documents",
                    "child-abuse-1.own-measure"] },
                { "action": "STARTED", "revision": 1, "by": "tester-GM0003", "questions": [] }] } }
            """, read.Data["response"]!);

        var kept = await application.GetAsync($"/internal/responses/{id}/revisions/3");
        Assert.Equal("GM0003", kept["municipality"]!.GetValue<string>());
        Same("""
            [{ "question": "child-abuse-1.policy", "options": ["in-policy"] },
             { "question": "child-abuse-1.laid-down", "options": ["yes"] },
             { "question": "child-abuse-1.documents", "options": ["other"], "text": "Nota jeugd" },
             { "question": "child-abuse-1.own-measure", "options": [], "text": "Huisbezoek na de geboorte" }]
            """, kept["answers"]!);
        Assert.Equal(1, await application.Database.ReadAsync<long>(
            $"SELECT count(*) FROM outbox WHERE topic = 'response.submitted' AND data ->> 'responseId' = '{id}'"));
    }

    [Fact]
    public async Task Starting_again_gives_the_response_that_is_there()
    {
        var first = await StartAsync("GM0005");

        Assert.Equal(first, await StartAsync("GM0005"));
        Assert.Equal(1, await CountAsync("responses", "GM0005"));
    }

    [Fact]
    public async Task Two_who_start_at_once_get_the_same_response()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync("GM0007")));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Of_two_saves_on_the_same_revision_one_wins_and_the_other_learns_the_current_revision()
    {
        const string own = "GM0009";
        var id = await StartAsync(own);

        var saves = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => SaveAsync(own, id, 1,
            new { question = $"child-abuse-{n}.policy", options = new[] { "intended" } })));

        Assert.Single(saves, s => s.Codes.Count == 0);
        Assert.All(saves.Where(s => s.Codes.Count > 0), s =>
        {
            Assert.Equal(["STALE_REVISION"], s.Codes);
            Assert.Equal(2, s.Details["revision"]!.GetValue<int>());
        });
        Assert.Equal(1, await CountAsync("answers", own));
    }

    [Fact]
    public async Task Of_many_who_submit_at_once_one_does_and_one_event_tells_of_it()
    {
        const string own = "GM0010";
        var id = await StartAsync(own);
        await SaveAsync(own, id, 1, Intended(1));

        var submits = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => application.AskAsync(Submit, new { id, revision = 2 }, own)));

        Assert.Single(submits, s => s.Codes.Count == 0);
        Assert.All(submits.Where(s => s.Codes.Count > 0), s => Assert.Equal(["ALREADY_SUBMITTED"], s.Codes));
        Assert.Equal(1, await CountAsync("submissions", own));
    }

    [Fact]
    public async Task What_is_submitted_cannot_be_saved_over()
    {
        const string own = "GM0014";
        var id = await StartAsync(own);
        await SaveAsync(own, id, 1, Intended(1));
        await application.AskAsync(Submit, new { id, revision = 2 }, own);

        Assert.Equal(["ALREADY_SUBMITTED"], (await SaveAsync(own, id, 2, Intended(2))).Codes);
        Assert.Equal(1, await CountAsync("answers", own));
    }

    [Fact]
    public async Task An_empty_response_cannot_be_submitted()
    {
        var id = await StartAsync("GM0015");

        Assert.Equal(
            ["NOTHING_ANSWERED"], (await application.AskAsync(Submit, new { id, revision = 1 }, "GM0015")).Codes);
        Assert.Equal(0, await CountAsync("submissions", "GM0015"));
    }

    [Theory]
    [InlineData("UNKNOWN_QUESTION", """{ "question": "child-abuse-1.colour", "options": ["red"] }""")]
    [InlineData("UNKNOWN_OPTION", """{ "question": "child-abuse-1.policy", "options": ["folder"] }""")]
    [InlineData("ONE_OPTION", """{ "question": "child-abuse-1.policy", "options": ["intended", "in-policy"] }""")]
    [InlineData("EXCLUSIVE_OPTION", """{ "question": "child-abuse-1.content-3", "options": ["none", "voorzorg"] }""")]
    [InlineData("ANSWER_NOT_ASKED", """{ "question": "child-abuse-1.laid-down", "options": ["yes"] }""")]
    [InlineData("TEXT_NOT_TAKEN", """{ "question": "child-abuse-1.policy", "options": ["intended"], "text": "x" }""")]
    [InlineData("BAD_ANSWER", """{ "question": "child-abuse-1.policy", "number": 3 }""")]
    [InlineData("BAD_ANSWER", """{ "question": "child-abuse-1.own-measure", "text": "a\u0000b" }""")]
    public async Task A_refused_answer_has_its_code_and_takes_the_whole_save_with_it(string code, string answer)
    {
        const string own = "GM0017";
        var id = await StartAsync(own);
        var revision = await RevisionAsync(own, id);

        var refused = await SaveAsync(own, id, revision, Intended(2), JsonNode.Parse(answer)!);

        Assert.Equal([code], refused.Codes);
        Assert.Null(refused.Body["data"]!["saveAnswers"]);
        Assert.StartsWith("child-abuse-1.", refused.Details["question"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(revision, await RevisionAsync(own, id));
        Assert.Equal(0, await CountAsync("answers", own));
        Assert.Equal(1, await CountAsync("response_changes", own));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        var id = await StartAsync("GM0018");

        var refused = await SaveAsync("GM0018", id, 1,
            new { question = "child-abuse-1.own-measure", text = new string('a', 2_001) });

        Assert.Equal(["TEXT_TOO_LONG"], refused.Codes);
    }

    [Fact]
    public async Task In_a_closed_round_nothing_starts_changes_or_is_submitted()
    {
        var read = await application.AskAsync(
            """{ municipality(code: "GM0153") { response(round: 2017) { id revision } } }""", null, "GM0153");
        var id = read.Data["municipality"]!["response"]!["id"]!.GetValue<string>();

        var start = await application.AskAsync("mutation { startResponse(round: 2017) { id } }", null, "GM0153");

        Assert.Equal(["ROUND_CLOSED"], start.Codes);
        Assert.Equal(["ROUND_CLOSED"], (await SaveAsync("GM0153", id, 1, Intended(1))).Codes);
        Assert.Equal(["ROUND_CLOSED"], (await application.AskAsync(Submit, new { id, revision = 1 }, "GM0153")).Codes);
    }

    [Theory]
    [InlineData("mutation { startResponse(round: 1999) { id } }", "GM0022", "officer", "UNKNOWN_ROUND")]
    [InlineData("mutation { startResponse(round: 2018) { id } }", null, "officer", "UNAUTHENTICATED")]
    [InlineData("mutation { startResponse(round: 2018) { id } }", "GM0022", "reader", "FORBIDDEN")]
    [InlineData("mutation { startResponse(round: 2018) { id } }", "GM0022", "moderator", "FORBIDDEN")]
    [InlineData("mutation { startResponse(round: 2018) { id } }", "GM0381", "officer", "NOT_INVITED")]
    [InlineData("mutation { submitResponse(responseId: 1, revision: 1) { id } }", "GM0022", "officer", "NOT_FOUND")]
    [InlineData("mutation { submitResponse(responseId: 1, revision: 1) { id } }", null, "officer", "UNAUTHENTICATED")]
    public async Task Who_may_not_write_is_told_so(string query, string? municipality, string role, string code)
    {
        var answered = await application.AskAsync(query, null, municipality, role);

        Assert.Equal([code], answered.Codes);
        Assert.Equal(0, await CountAsync("responses", municipality ?? ""));
    }

    [Fact]
    public async Task A_coordinator_may_write_too()
    {
        var started = await application.AskAsync(Start, null, "GM0024", role: "coordinator");

        Assert.Equal(1, started.Data["startResponse"]!["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Anothers_response_is_not_found_to_read_or_to_write_whether_or_not_it_exists()
    {
        const string query = "query ($id: ID!) { response(id: $id) { status } }";
        var id = await StartAsync("GM0025");

        foreach (var asked in new[] { id, Guid.NewGuid().ToString(), "rommel", "" })
        {
            Assert.Equal(["NOT_FOUND"], (await application.AskAsync(query, new { id = asked }, "GM0034")).Codes);
            Assert.Equal(["NOT_FOUND"], (await SaveAsync("GM0034", asked, 1, Intended(1))).Codes);
            Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(query, new { id = asked })).Codes);
        }

        Assert.Equal(0, await CountAsync("answers", "GM0025"));
    }

    [Fact]
    public async Task Anothers_own_field_is_null_with_a_code_and_the_rest_is_answered()
    {
        const string query = """
            { own: municipality(code: "GM0153") { name response(round: 2017) { generated } }
              other: municipality(code: "GM0363") { name response(round: 2017) { generated } } }
            """;
        var answered = await application.AskAsync(query, null, "GM0153");
        var anonymous = await application.AskAsync(query);

        Same("""
            { "own": { "name": "Enschede", "response": { "generated": true } },
              "other": { "name": "Amsterdam", "response": null } }
            """, answered.Body["data"]!);
        Assert.Equal(["NOT_YOURS"], answered.Codes);
        Assert.Equal(["UNAUTHENTICATED", "UNAUTHENTICATED"], anonymous.Codes);
        Assert.DoesNotContain("public", answered.CacheControl ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_field_of_a_round_without_a_response_is_null_without_an_error()
    {
        var answered = await application.AskAsync(
            """{ municipality(code: "GM0037") { response(round: 2018) { id } } }""", null, "GM0037");

        Assert.Null(answered.Data["municipality"]!["response"]);
    }

    [Fact]
    public async Task Response_entities_of_others_are_refused_one_by_one()
    {
        var own = await StartAsync("GM0040");
        var other = await StartAsync("GM0047");

        var answered = await application.AskAsync(
            "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Response { status } } }",
            new
            {
                keys = new[] { new { __typename = "Response", id = own }, new { __typename = "Response", id = other } },
            },
            "GM0040");

        Same("""[{ "status": "DRAFT" }, null]""", answered.Body["data"]!["_entities"]!);
        Assert.Equal(["NOT_FOUND"], answered.Codes);
    }

    [Fact]
    public async Task The_same_key_of_one_person_for_another_municipality_is_another_key()
    {
        var id = await StartAsync("GM0109");
        var variables = new { id, revision = 1, answers = new[] { Intended(1) } };

        await application.AskAsync(Save, variables, "GM0109", key: "save-2", subject: "jan");
        var other = await application.AskAsync(Save, variables, "GM0114", key: "save-2", subject: "jan");

        Assert.Equal(["NOT_FOUND"], other.Codes);
    }

    [Fact]
    public async Task A_repeated_save_with_the_same_key_takes_effect_once()
    {
        const string own = "GM0050";
        var id = await StartAsync(own);
        var variables = new { id, revision = 1, answers = new[] { Intended(1) } };

        var first = await application.AskAsync(Save, variables, own, key: "save-1");
        var again = await application.AskAsync(Save, variables, own, key: "save-1");
        var other = await application.AskAsync(
            Save, variables with { revision = 2 }, own, key: "save-1");

        Same(first.Data.ToJsonString(), again.Data);
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], other.Codes);
        Assert.Equal(2, await RevisionAsync(own, id));
    }

    [Fact]
    public async Task A_refused_save_frees_its_key()
    {
        const string own = "GM0053";
        var id = await StartAsync(own);

        var refused = await application.AskAsync(
            Save, new { id, revision = 9, answers = new[] { Intended(1) } }, own, key: "save-2");
        var taken = await application.AskAsync(
            Save, new { id, revision = 1, answers = new[] { Intended(1) } }, own, key: "save-2");

        Assert.Equal(["STALE_REVISION"], refused.Codes);
        Assert.Empty(taken.Codes);
    }

    private async Task<string> StartAsync(string municipality)
    {
        var started = await application.AskAsync(Start, null, municipality);
        return started.Data["startResponse"]!["id"]!.GetValue<string>();
    }

    private Task<Answered> SaveAsync(string municipality, string id, int revision, params object[] answers) =>
        application.AskAsync(Save, new { id, revision, answers }, municipality);

    private async Task<int> RevisionAsync(string municipality, string id)
    {
        var read = await application.AskAsync(
            "query ($id: ID!) { response(id: $id) { revision } }", new { id }, municipality);
        return read.Data["response"]!["revision"]!.GetValue<int>();
    }

    private Task<long> CountAsync(string table, string municipality) => application.Database.ReadAsync<long>(
        $"SELECT count(*) FROM {table} t JOIN responses r ON r.id = coalesce("
        + "to_jsonb(t) ->> 'response_id', to_jsonb(t) ->> 'id')::uuid "
        + $"WHERE r.municipality_code = '{municipality}' AND r.round_year = 2018");

    private static object Intended(int objective) =>
        new { question = $"child-abuse-{objective}.policy", options = new[] { "intended" } };

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
