using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>Several officers in one response. Each test writes for its own municipality.</summary>
public sealed class SharedResponseGraphTests(QuestionnaireApplication application)
    : IClassFixture<QuestionnaireApplication>
{
    private const string Policy = "child-abuse-1.policy";
    private const string OwnMeasure = "child-abuse-1.own-measure";

    [Fact]
    public async Task Many_who_save_different_questions_at_once_all_succeed()
    {
        var officer = await new Officer(application, "GM0003").StartAsync();

        var saves = await Task.WhenAll(Enumerable.Range(1, 10).Select(
            n => officer.Colleague($"officer-{n}").SaveAsync(0, $"child-abuse-{n}.policy", "intended")));

        Assert.All(saves, s => Assert.Empty(s.Codes));
        Assert.Equal(11, await officer.RevisionAsync());
        Assert.Equal(10, (await officer.ReadAsync("answers { revision }"))["answers"]!.AsArray()
            .Select(a => a!["revision"]!.GetValue<int>()).Distinct().Count());
    }

    [Fact]
    public async Task Of_many_who_save_one_question_at_once_one_wins_and_the_others_see_both_answers()
    {
        var officer = await new Officer(application, "GM0005").StartAsync();

        var saves = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => officer.Colleague($"officer-{n}").SaveAsync(
            new { question = OwnMeasure, text = $"Plan {n}", revision = 0 })));

        var winner = Array.FindIndex(saves, s => s.Codes.Count == 0) + 1;
        Assert.Equal(5, saves.Count(s => s.Codes.SequenceEqual(["ANSWER_CONFLICT"])));
        var (loser, refused) = saves.Index().First(s => s.Item.Codes.Count > 0);
        var conflict = Assert.Single(refused.Details["conflicts"]!.AsArray())!;
        Assert.Equal(OwnMeasure, conflict["question"]!.GetValue<string>());
        Assert.Equal($"Plan {loser + 1}", conflict["yours"]!["text"]!.GetValue<string>());
        Assert.Equal($"Plan {winner}", conflict["theirs"]!["text"]!.GetValue<string>());
        Assert.Equal($"officer-{winner}", conflict["theirs"]!["by"]!.GetValue<string>());
        Assert.Equal(2, conflict["theirs"]!["revision"]!.GetValue<int>());
        Assert.True(DateTimeOffset.TryParse(conflict["theirs"]!["at"]!.GetValue<string>(), out _));
        Assert.Equal(2, await officer.RevisionAsync());
    }

    [Fact]
    public async Task An_answer_tells_who_gave_it_and_when_and_at_which_revision()
    {
        var officer = await new Officer(application, "GM0007", "jan").StartAsync();
        await officer.SaveAsync(0, Policy, "in-policy");
        await officer.Colleague("piet").SaveAsync(0, "child-abuse-2.policy", "intended");

        var answers = (await officer.ReadAsync("""
            answers(objectives: ["child-abuse-2"]) { revision changedBy changedAt isConfirmed prefilledFrom { round } }
            """))["answers"]!.AsArray();

        var answer = Assert.Single(answers)!;
        Assert.Equal((3, "piet"), (answer["revision"]!.GetValue<int>(), answer["changedBy"]!.GetValue<string>()));
        Assert.NotNull(answer["changedAt"]);
        Assert.Null(answer["prefilledFrom"]);
    }

    [Fact]
    public async Task A_save_without_any_revision_is_refused()
    {
        var officer = await new Officer(application, "GM0009").StartAsync();

        var refused = await officer.SaveAsync(new { question = Policy, options = new[] { "intended" } });

        Assert.Equal(["REVISION_MISSING"], refused.Codes);
    }

    [Fact]
    public async Task A_repeated_mutation_with_one_key_has_one_effect()
    {
        var officer = await new Officer(application, "GM0010").StartAsync();
        object answer = new { question = Policy, options = new[] { "intended" }, revision = 0 };

        await SameTwiceAsync(key => officer.SaveAsync(answer, key));
        await SameTwiceAsync(key => officer.DoAsync("undoSave", "revision: 2", key: key));
        await SameTwiceAsync(key => officer.DoAsync(
            "addRemark", $"question: \"{Policy}\" text: \"Navragen\"", key: key));
        var remark = (await officer.ReadAsync("remarks { id }"))["remarks"]![0]!["id"]!.GetValue<string>();
        await SameTwiceAsync(key => officer.DoAsync(
            "changeRemark", $"remarkId: \"{remark}\" revision: 1 text: \"Nagevraagd\"", key: key));
        await SameTwiceAsync(key => officer.DoAsync("removeRemark", $"remarkId: \"{remark}\" revision: 2", key: key));
        await officer.SaveAsync(new { question = Policy, options = new[] { "in-policy" }, revision = 0 });
        await SameTwiceAsync(key => officer.DoAsync("submitResponse", "revision: 4", key: key));
        await SameTwiceAsync(key => officer.DoAsync("reopenResponse", "revision: 5 reason: \"fout\"", key: key));
        await SameTwiceAsync(key => officer.DoAsync("withdrawResponse", "revision: 6 reason: \"fout\"", key: key));

        var history = (await officer.ReadAsync("history { nodes { action revision } }"))["history"]!;
        Assert.Equal(
            ["WITHDRAWN 7", "REOPENED 6", "SUBMITTED 5", "SAVED 4", "REMARKED 3", "REMARKED 3", "REMARKED 3",
                "UNDONE 3", "SAVED 2", "STARTED 1"],
            history["nodes"]!.AsArray().Select(h => $"{h!["action"]} {h["revision"]}"));
        Assert.Equal(["response.submitted", "response.withdrawn"], await EventsAsync(officer.Id));
    }

    [Fact]
    public async Task A_save_is_undone_by_the_revision_that_it_led_to()
    {
        var officer = await new Officer(application, "GM0014", "jan").StartAsync();
        await officer.SaveAsync(0, Policy, "in-policy");
        await officer.SaveAsync(0, "child-abuse-1.laid-down", "yes");
        await officer.Colleague("piet").SaveAsync(0, "child-abuse-2.policy", "intended");

        Assert.Empty((await officer.DoAsync("undoSave", "revision: 3")).Codes);
        Assert.Equal(["NOTHING_TO_UNDO"], (await officer.DoAsync("undoSave", "revision: 1")).Codes);
        Assert.Equal(["ANSWER_CONFLICT"], (await officer.DoAsync("undoSave", "revision: 3")).Codes);
        Assert.Equal(
            [Policy, "child-abuse-2.policy"],
            (await officer.ReadAsync("answers { question { id } }"))["answers"]!.AsArray()
                .Select(a => a!["question"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_history_tells_from_what_to_what_by_page_and_by_question()
    {
        var officer = await new Officer(application, "GM0015", "jan").StartAsync();
        await officer.SaveAsync(0, Policy, "in-policy");
        await officer.SaveAsync(0, "child-abuse-2.policy", "intended");
        await officer.Colleague("piet").SaveAsync(2, Policy, "intended");
        await officer.DoAsync("addRemark", $"question: \"{Policy}\" text: \"Zie nota\"");

        var changes = (await officer.ReadAsync($$"""
            history(question: "{{Policy}}") { nodes { by action questions changes {
                question { id } kind before { options { id } text } after { options { id } text } } }
              pageInfo { hasNextPage } }
            """))["history"]!;
        Same($$"""
            { "pageInfo": { "hasNextPage": false }, "nodes": [
              { "by": "jan", "action": "REMARKED", "questions": ["{{Policy}}"], "changes": [{
                "question": { "id": "{{Policy}}" }, "kind": "REMARK", "before": null,
                "after": { "options": [], "text": "Zie nota" } }] },
              { "by": "piet", "action": "SAVED", "questions": ["{{Policy}}"], "changes": [{
                "question": { "id": "{{Policy}}" }, "kind": "ANSWER",
                "before": { "options": [{ "id": "in-policy" }], "text": null },
                "after": { "options": [{ "id": "intended" }], "text": null } }] },
              { "by": "jan", "action": "SAVED", "questions": ["{{Policy}}"], "changes": [{
                "question": { "id": "{{Policy}}" }, "kind": "ANSWER", "before": null,
                "after": { "options": [{ "id": "in-policy" }], "text": null } }] }] }
            """, changes);

        var actions = new List<string>();
        string? after = null;
        do
        {
            var page = (await officer.ReadAsync(
                $"history(first: 2 {(after is null ? "" : $"after: \"{after}\"")}) "
                + "{ nodes { action } pageInfo { hasNextPage hasPreviousPage endCursor } }"))["history"]!;
            Assert.Equal(after is not null, page["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>());
            actions.AddRange(page["nodes"]!.AsArray().Select(n => n!["action"]!.GetValue<string>()));
            after = page["pageInfo"]!["hasNextPage"]!.GetValue<bool>()
                ? page["pageInfo"]!["endCursor"]!.GetValue<string>()
                : null;
        }
        while (after is not null);

        Assert.Equal(["REMARKED", "SAVED", "SAVED", "SAVED", "STARTED"], actions);
        foreach (var (arguments, code) in new[]
            { ("first: 0", "PAGE_SIZE"), ("first: 201", "PAGE_SIZE"), ("after: \"x\"", "BAD_CURSOR") })
        {
            var refused = await officer.AskAsync(
                $"query ($id: ID!) {{ response(id: $id) {{ history({arguments}) {{ nodes {{ at }} }} }} }}",
                new { id = officer.Id });
            Assert.Equal([code], refused.Codes);
        }
    }

    [Fact]
    public async Task Remarks_stand_beside_questions_and_leave_the_revision_alone()
    {
        var officer = await new Officer(application, "GM0017", "jan").StartAsync();
        await officer.DoAsync("addRemark", $"question: \"{Policy}\" text: \" Vraag het Piet \"");
        var remark = (await officer.ReadAsync("remarks { id }"))["remarks"]![0]!["id"]!.GetValue<string>();

        await officer.Colleague("piet").DoAsync(
            "changeRemark", $"remarkId: \"{remark}\" revision: 1 text: \"Gevraagd\"");
        Assert.Equal(["STALE_REVISION"], (await officer.DoAsync(
            "changeRemark", $"remarkId: \"{remark}\" revision: 1 text: \"Te laat\"")).Codes);

        Same("""{ "revision": 1, "remarks": [{ "text": "Gevraagd", "by": "piet", "revision": 2 }] }""",
            await officer.ReadAsync("revision remarks { text by revision }"));
        var elsewhere = await officer.ReadAsync("remarks(question: \"child-abuse-2.policy\") { id }");
        Assert.Empty(elsewhere["remarks"]!.AsArray());

        foreach (var (mutation, arguments, code) in new[]
        {
            ("addRemark", $"question: \"{Policy}\" text: \" \"", "TEXT_MISSING"),
            ("addRemark", $"question: \"{Policy}\" text: \"{new string('a', 1_001)}\"", "TEXT_TOO_LONG"),
            ("addRemark", "question: \"geen\" text: \"a\"", "UNKNOWN_QUESTION"),
            ("removeRemark", "remarkId: \"geen\" revision: 1", "NOT_FOUND"),
        })
        {
            Assert.Equal([code], (await officer.DoAsync(mutation, arguments)).Codes);
        }

        await officer.DoAsync("removeRemark", $"remarkId: \"{remark}\" revision: 2");
        Assert.Empty((await officer.ReadAsync("remarks { id }"))["remarks"]!.AsArray());
    }

    [Fact]
    public async Task A_text_with_personal_data_is_kept_with_a_warning()
    {
        var officer = await new Officer(application, "GM0018").StartAsync();

        var saved = await officer.AskAsync("""
            mutation ($id: ID!, $answer: AnswerInput!) { saveAnswer(responseId: $id, answer: $answer) {
                warnings { kind in question { id } position length excerpt advice }
                answers { text warnings { kind } } } }
            """, new
        {
            id = officer.Id,
            answer = new { question = OwnMeasure, text = "Casus 123456782", revision = 0 },
        });

        var warning = Assert.Single(saved.Data["saveAnswer"]!["warnings"]!.AsArray())!;
        Assert.StartsWith("Dit lijkt een burgerservicenummer. Haal", warning["advice"]!.GetValue<string>(),
            StringComparison.Ordinal);
        warning.AsObject().Remove("advice");
        Same($$"""
            { "kind": "BSN", "in": "ANSWER", "question": { "id": "{{OwnMeasure}}" }, "position": 6, "length": 9,
              "excerpt": "*******82" }
            """, warning);
        Assert.Equal("Casus 123456782", saved.Data["saveAnswer"]!["answers"]![0]!["text"]!.GetValue<string>());

        await officer.DoAsync("addRemark", $"question: \"{Policy}\" text: \"Mail jan@gemeente.nl\"");
        await officer.SaveAsync(0, Policy, "intended");
        await officer.SubmitAsync();
        var reopened = await officer.DoAsync(
            "reopenResponse", "revision: 4 reason: \"Gebeld met 06-12345678\"",
            "{ warnings { kind in } history(first: 1) { nodes { warnings { excerpt } } } }");
        Same("""
            { "warnings": [
                { "kind": "BSN", "in": "ANSWER" }, { "kind": "EMAIL", "in": "REMARK" },
                { "kind": "PHONE", "in": "REASON" }],
              "history": { "nodes": [{ "warnings": [{ "excerpt": "**-******78" }] }] } }
            """, reopened.Data["reopenResponse"]!);
    }

    [Theory]
    [InlineData("saveAnswer(responseId: $id, answer: { question: \"child-abuse-1.policy\", revision: 0 })")]
    [InlineData("undoSave(responseId: $id, revision: 1)")]
    [InlineData("prefillResponse(responseId: $id)")]
    [InlineData("confirmAnswers(responseId: $id)")]
    [InlineData("submitResponse(responseId: $id, revision: 1)")]
    [InlineData("reopenResponse(responseId: $id, revision: 1, reason: \"x\")")]
    [InlineData("withdrawResponse(responseId: $id, revision: 1, reason: \"x\")")]
    [InlineData("addRemark(responseId: $id, question: \"child-abuse-1.policy\", text: \"x\")")]
    [InlineData("changeRemark(responseId: $id, remarkId: \"x\", revision: 1, text: \"x\")")]
    [InlineData("removeRemark(responseId: $id, remarkId: \"x\", revision: 1)")]
    public async Task Only_officers_and_coordinators_of_the_municipality_write(string mutation)
    {
        var officer = await new Officer(application, "GM0024").StartAsync();
        var query = $"mutation ($id: ID!) {{ {mutation} {{ id }} }}";
        var variables = new { id = officer.Id };

        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(query, variables)).Codes);
        Assert.Equal(["NOT_FOUND"], (await application.AskAsync(query, variables, "GM0025")).Codes);
        foreach (var role in new[] { "reader", "institute", "administrator", "moderator" })
        {
            Assert.Equal(["FORBIDDEN"], (await application.AskAsync(query, variables, "GM0024", role)).Codes);
        }

        Assert.Equal(1, await officer.RevisionAsync());
    }

    private static async Task SameTwiceAsync(Func<string, Task<Answered>> mutate)
    {
        var key = Guid.NewGuid().ToString();
        var first = await mutate(key);
        Assert.Empty(first.Codes);
        Assert.Equal(first.Body.ToJsonString(), (await mutate(key)).Body.ToJsonString());
    }

    private async Task<string[]> EventsAsync(string id) => await application.Database.ReadAsync<string[]>(
        $"SELECT array_agg(topic ORDER BY added_at) FROM outbox WHERE data ->> 'responseId' = '{id}'");

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
