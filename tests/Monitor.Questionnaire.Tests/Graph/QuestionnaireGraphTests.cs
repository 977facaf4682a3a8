using System.Text.Json.Nodes;
using Monitor.Questionnaire.Tests.Questionnaires;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>From an empty draft to a published version and the next. Each test has ids of its own.</summary>
public sealed class QuestionnaireGraphTests(QuestionnaireApplication application)
    : IClassFixture<QuestionnaireApplication>
{
    private const string Import = """
        mutation ($document: JSON!) {
          importQuestionnaire(document: $document) { id status draft { revision faults { path code } } } }
        """;

    private const string Copy = """
        mutation ($id: ID!, $newId: ID!) {
          copyQuestionnaire(id: $id, newId: $newId, title: "Nieuwe versie") {
            id status supersedes { id } objectives { id questions { id } } draft { revision } } }
        """;

    private const string Publish = """
        mutation ($id: ID!, $revision: Int!) {
          publishQuestionnaire(id: $id, revision: $revision) {
            id status publishedAt draft { revision } supersedes { id status supersededBy { id } } } }
        """;

    [Fact]
    public async Task A_questionnaire_is_drafted_step_by_step_previewed_and_published()
    {
        const string id = "test-steps";
        var created = await AskAsync("""
            mutation { createQuestionnaire(id: "test-steps", title: "Stap voor stap") {
                status draft { revision changedBy faults { path code } } } }
            """);
        Same("""
            { "status": "DRAFT", "draft": { "revision": 1, "changedBy": "maker",
              "faults": [{ "path": "/objectives", "code": "TOO_FEW" }] } }
            """, created.Data["createQuestionnaire"]!);
        Assert.Equal(["INVALID_QUESTIONNAIRE"], (await AskAsync(Publish, new { id, revision = 1 })).Codes);

        await DoneAsync("""
            mutation ($objective: JSON!) {
              addObjective(questionnaire: "test-steps", revision: 1, objective: $objective) { id } }
            """, new { objective = new { id = "o", number = 1, theme = "CHILD_ABUSE", title = "O", definition = "D",
                questions = Array.Empty<object>() } });
        await DoneAsync("""
            mutation ($question: JSON!) {
              addQuestion(questionnaire: "test-steps", revision: 2, objective: "o", question: $question) { id } }
            """, new { question = new { id = "o.policy", code = "policy", part = "ANCHORING", kind = "SINGLE",
                label = "Beleid?",
                options = new[] { new { id = "yes", label = "Ja" }, new { id = "no", label = "Nee" } } } });
        await DoneAsync("""
            mutation { addQuestion(questionnaire: "test-steps", revision: 3, objective: "o", question: {
                id: "o.why", code: "why", part: REACH, kind: TEXT, label: "Waarom niet?",
                shownWhen: { question: "o.policy", option: "no" } }) { id } }
            """);
        await DoneAsync("""
            mutation { changeQuestion(questionnaire: "test-steps", revision: 4, question: "o.why",
                changes: { label: "Waarom?", help: "Kort." }) { id } }
            """);

        var previewed = await AskAsync("""
            { questionnaire(id: "test-steps") {
                draft { revision faults { code } }
                blank: preview { progress { questions answeredQuestions } questions { question { id } isAsked } }
                no: preview(answers: [{ question: "o.policy", options: ["no"] }]) {
                  progress { questions answeredQuestions answeredObjectives }
                  questions { question { id } isAsked isAnswered } } } }
            """);
        Same("""
            { "draft": { "revision": 5, "faults": [] },
              "blank": { "progress": { "questions": 1, "answeredQuestions": 0 }, "questions": [
                { "question": { "id": "o.policy" }, "isAsked": true },
                { "question": { "id": "o.why" }, "isAsked": false }] },
              "no": { "progress": { "questions": 2, "answeredQuestions": 1, "answeredObjectives": 1 }, "questions": [
                { "question": { "id": "o.policy" }, "isAsked": true, "isAnswered": true },
                { "question": { "id": "o.why" }, "isAsked": true, "isAnswered": false }] } }
            """, previewed.Data["questionnaire"]!);

        var published = await AskAsync(Publish, new { id, revision = 5 });
        Assert.Equal("PUBLISHED", published.Data["publishQuestionnaire"]!["status"]!.GetValue<string>());
        Assert.Null(published.Data["publishQuestionnaire"]!["draft"]);
        Assert.NotNull(published.Data["publishQuestionnaire"]!["publishedAt"]);
        Assert.Equal(1, await EventsAsync(id));
        var anyone = await application.AskAsync("""
            { questionnaire(id: "test-steps") { title objectives { questions { label help } } } }
            """);
        Same("""
            { "title": "Stap voor stap", "objectives": [{ "questions": [
              { "label": "Beleid?", "help": null }, { "label": "Waarom?", "help": "Kort." }] }] }
            """, anyone.Data["questionnaire"]!);

        var history = await AskAsync("""{ questionnaire(id: "test-steps") { history { action revision by } } }""");
        Assert.Equal(
            ["PUBLISHED 6", "CHANGED 5", "CHANGED 4", "CHANGED 3", "CHANGED 2", "CREATED 1"],
            history.Data["questionnaire"]!["history"]!.AsArray().Select(h => $"{h!["action"]} {h["revision"]}"));
    }

    [Fact]
    public async Task A_new_version_is_a_copy_with_the_same_ids_and_supersedes_the_old_one()
    {
        await PublishedAsync("test-line-1");
        var copied = await AskAsync(Copy, new { id = "test-line-1", newId = "test-line-2" });
        Same("""
            { "id": "test-line-2", "status": "DRAFT", "supersedes": { "id": "test-line-1" }, "draft": { "revision": 1 },
              "objectives": [
                { "id": "child-abuse-1", "questions": [
                  { "id": "child-abuse-1.policy" }, { "id": "child-abuse-1.content-1" },
                  { "id": "child-abuse-1.reached" }] },
                { "id": "domestic-violence-1", "questions": [{ "id": "domestic-violence-1.policy" }] }] }
            """, copied.Data["copyQuestionnaire"]!);

        await DoneAsync("""
            mutation { changeQuestion(questionnaire: "test-line-2", revision: 1, question: "child-abuse-1.policy",
                changes: { label: "Beleid?" }) { id } }
            """);
        var changed = await AskAsync("""
            { questionnaire(id: "test-line-2") { objectives { questions {
                id change { kind since before { label } differences { kind member text } } } } } }
            """);
        var questions = changed.Data["questionnaire"]!["objectives"]![0]!["questions"]!.AsArray();
        Same("""
            { "kind": "CHANGED", "since": "test-line-1", "before": { "label": "In beleid?" }, "differences": [{
                "kind": "QUESTION_REWORDED", "member": "label",
              "text": "Vraag child-abuse-1.policy: de formulering is gewijzigd van \"In beleid?\" in \"Beleid?\"." }] }
            """, questions[0]!["change"]!);
        Assert.All(questions.Skip(1), q => Assert.Null(q!["change"]));

        var published = await AskAsync(Publish, new { id = "test-line-2", revision = 2 });
        Same("""{ "id": "test-line-1", "status": "SUPERSEDED", "supersededBy": { "id": "test-line-2" } }""",
            published.Data["publishQuestionnaire"]!["supersedes"]!);

        await DoneAsync(Copy, new { id = "test-line-1", newId = "test-line-3" });
        var late = await AskAsync(Publish, new { id = "test-line-3", revision = 1 });
        Assert.Equal(["ALREADY_SUPERSEDED"], late.Codes);
        Assert.Equal("test-line-2", late.Details["supersededBy"]!.GetValue<string>());
        await DoneAsync("""
            mutation { changeQuestionnaire(
                id: "test-line-3", revision: 1, changes: { supersedes: "test-line-2" }) { id } }
            """);
        Assert.Empty((await AskAsync(Publish, new { id = "test-line-3", revision = 2 })).Codes);
    }

    // A copy that silently lost a part would only be found out once it is published.
    [Theory]
    [InlineData("monitor-2018")]
    [InlineData("child-abuse-2014")]
    public async Task A_copy_holds_all_that_the_published_one_does(string id)
    {
        await DoneAsync(Copy, new { id, newId = $"test-copy-of-{id}" });

        var both = await AskAsync("""
            query ($id: ID!, $copy: ID!) {
              original: questionnaire(id: $id) { document }
              copy: questionnaire(id: $copy) { document draft { faults { code } } } }
            """, new { id, copy = $"test-copy-of-{id}" });

        var expected = both.Data["original"]!["document"]!.DeepClone();
        expected["id"] = $"test-copy-of-{id}";
        expected["title"] = "Nieuwe versie";
        expected["supersedes"] = id;
        Same(expected.ToJsonString(), both.Data["copy"]!["document"]!);
        Assert.Empty(both.Data["copy"]!["draft"]!["faults"]!.AsArray());
    }

    // The true nine, once they are found: other questions under the same ids of objectives.
    [Fact]
    public async Task The_published_nine_replace_the_reconstructed_ones_by_an_import()
    {
        var answered = await application.AskAsync("""{ questionnaire(id: "monitor-2018") { document } }""");
        var document = answered.Data["questionnaire"]!["document"]!.DeepClone().AsObject();
        document["id"] = "test-true-nine";
        document["supersedes"] = "monitor-2018";
        var nine = document["objectives"]!.AsArray()
            .Where(o => o!["theme"]!.GetValue<string>() == "DOMESTIC_VIOLENCE").ToList();
        Assert.Equal(9, nine.Count);
        Assert.All(nine, o => Assert.Equal("RECONSTRUCTED", o!["provenance"]!.GetValue<string>()));
        foreach (var objective in nine)
        {
            objective!.AsObject().Remove("provenance");
            objective["definition"] = "Zoals in 2016 gepubliceerd.";
            objective["source"] = "Monitor, uitbreiding van 26 juli 2016";
            objective["questions"]![0]!["label"] = "Heeft de gemeente dit in beleid?";
        }

        var imported = await AskAsync(Import, new { document });
        Assert.Empty(imported.Data["importQuestionnaire"]!["draft"]!["faults"]!.AsArray());
        Assert.Empty((await AskAsync(Publish, new { id = "test-true-nine", revision = 1 })).Codes);

        var told = await application.AskAsync("""
            { questionnaireDifferences(from: "monitor-2018", to: "test-true-nine") { kind objective member }
              _entities(representations: [{ __typename: "Objective", id: "domestic-violence-1" }]) {
                ... on Objective { provenance definition questions { change { since kind } } } } }
            """);
        var differences = told.Data["questionnaireDifferences"]!.AsArray();
        Assert.Equal(9, differences.Count(d => d!["member"]?.GetValue<string>() == "provenance"));
        Assert.Equal(9, differences.Count(d => d!["kind"]!.GetValue<string>() == "QUESTION_REWORDED"));
        Assert.All(differences, d => Assert.StartsWith(
            "domestic-violence-", d!["objective"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal("PUBLISHED", told.Entity["provenance"]!.GetValue<string>());
        Assert.Equal("CHANGED", told.Entity["questions"]![0]!["change"]!["kind"]!.GetValue<string>());
        Assert.Equal("monitor-2018", told.Entity["questions"]![0]!["change"]!["since"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_import_with_faults_is_refused_with_all_of_them_and_leaves_nothing()
    {
        var document = Documents.Small("test-faulty").Set("/title", null).Set("/objectives/1/source", null)
            .Set("/objectives/0/questions/1/shownWhen/option", "maybe");

        var refused = await AskAsync(Import, new { document });

        Assert.Equal(["INVALID_QUESTIONNAIRE"], refused.Codes);
        Assert.Equal(
            [
                "/title MISSING", "/objectives/0/questions/1/shownWhen UNKNOWN_CONDITION",
                "/objectives/1/source NO_SOURCE",
            ],
            refused.Details["faults"]!.AsArray().Select(f => $"{f!["path"]} {f["code"]}"));
        Assert.All(refused.Details["faults"]!.AsArray(), f => Assert.NotEmpty(f!["message"]!.GetValue<string>()));
        Assert.Equal(
            [false, true, true],
            refused.Details["faults"]!.AsArray().Select(f => f!["mayWait"]!.GetValue<bool>()));
        Assert.Equal(["UNKNOWN_QUESTIONNAIRE"], (await ReadAsync("test-faulty")).Codes);
    }

    [Fact]
    public async Task What_is_exported_and_imported_under_another_id_is_the_same()
    {
        var exported = await application.FetchAsync("/exports/questionnaires/child-abuse-2017.json");
        var document = JsonNode.Parse(exported.Body)!.AsObject();
        Assert.Equal("application/json", exported.ContentType);
        Assert.Equal("https://monitor.example/exports/questionnaires/schema.json",
            document["$schema"]!.GetValue<string>());

        document["id"] = "test-round-trip";
        await DoneAsync(Import, new { document });

        var draft = await AskAsync("""
            { questionnaire(id: "test-round-trip") { document }
              questionnaireDifferences(from: "child-abuse-2017", to: "test-round-trip") { kind } }
            """);
        Assert.Empty(draft.Data["questionnaireDifferences"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(document, draft.Data["questionnaire"]!["document"]));
    }

    [Fact]
    public async Task Of_those_who_save_one_revision_at_once_one_does_and_the_others_learn_who()
    {
        await DoneAsync(Import, new { document = Documents.Small("test-race") });

        var saves = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => AskAsync("""
            mutation ($document: JSON!) { saveQuestionnaire(id: "test-race", revision: 1, document: $document) {
                draft { revision } } }
            """, new { document = Documents.Small("test-race").Set("/title", $"Titel {n}") })));

        Assert.Single(saves, s => s.Codes.Count == 0);
        Assert.All(saves.Where(s => s.Codes.Count > 0), s =>
        {
            Assert.Equal(["STALE_REVISION"], s.Codes);
            Assert.Equal(2, s.Details["revision"]!.GetValue<int>());
            Assert.Equal("maker", s.Details["changedBy"]!.GetValue<string>());
        });
    }

    [Fact]
    public async Task Of_those_who_publish_at_once_one_does_and_one_event_tells_of_it()
    {
        await DoneAsync(Import, new { document = Documents.Small("test-publish-race") });

        var published = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            AskAsync(Publish, new { id = "test-publish-race", revision = 1 })));

        Assert.Single(published, p => p.Codes.Count == 0);
        Assert.All(published.Where(p => p.Codes.Count > 0), p => Assert.Equal(["ALREADY_PUBLISHED"], p.Codes));
        Assert.Equal(1, await EventsAsync("test-publish-race"));
    }

    // Both wait for the same id and the same lock: neither may wait for the other.
    [Fact]
    public async Task Publishing_a_draft_while_others_begin_one_of_its_id_ends_well()
    {
        for (var n = 1; n <= 5; n++)
        {
            var id = $"test-crowd-{n}";
            await DoneAsync(Import, new { document = Documents.Small(id) });

            var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i == 2
                ? AskAsync(Publish, new { id, revision = 1 })
                : AskAsync(Import, new { document = Documents.Small(id) })));

            Assert.Empty(both[2].Codes);
            Assert.All(both.Where((_, i) => i != 2), b => Assert.Equal(["ID_TAKEN"], b.Codes));
        }
    }

    [Fact]
    public async Task A_document_without_end_is_refused_before_it_is_read()
    {
        var deep = new string('[', 60) + new string(']', 60);

        var refused = await AskAsync($"mutation {{ importQuestionnaire(document: {deep}) {{ id }} }}");

        Assert.Contains("nests at most 32 deep", refused.Body["errors"]![0]!["message"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_no_longer_changes_in_any_way()
    {
        await PublishedAsync("test-frozen");
        string[] mutations =
        [
            """saveQuestionnaire(id: "test-frozen", revision: 2, document: {})""",
            """changeQuestionnaire(id: "test-frozen", revision: 2, changes: { title: "Anders" })""",
            """removeObjective(questionnaire: "test-frozen", revision: 2, objective: "child-abuse-1")""",
            """discardQuestionnaire(id: "test-frozen", revision: 2)""",
            """publishQuestionnaire(id: "test-frozen", revision: 2)""",
            """restoreQuestionnaire(id: "test-frozen")""",
        ];
        foreach (var mutation in mutations)
        {
            Assert.Equal(["ALREADY_PUBLISHED"], (await AskAsync($"mutation {{ {mutation} {{ id }} }}")).Codes);
        }

        var again = await AskAsync(Import, new { document = Documents.Small("test-frozen") });
        Assert.Equal(["ID_TAKEN"], again.Codes);
    }

    [Fact]
    public async Task A_discarded_draft_comes_back_as_it_was()
    {
        await DoneAsync(Import, new { document = Documents.Small("test-discarded") });
        var discarded = await AskAsync("""
            mutation { discardQuestionnaire(id: "test-discarded", revision: 1) {
                status draft { revision discardedAt } } }
            """);
        Assert.Equal("DISCARDED", discarded.Data["discardQuestionnaire"]!["status"]!.GetValue<string>());
        Assert.Equal(2, discarded.Data["discardQuestionnaire"]!["draft"]!["revision"]!.GetValue<int>());

        Assert.DoesNotContain("test-discarded", await ListedAsync(null));
        Assert.Contains("test-discarded", await ListedAsync("DISCARDED"));
        Assert.Equal(["DRAFT_DISCARDED"], (await AskAsync(Publish, new { id = "test-discarded", revision = 2 })).Codes);
        var again = await AskAsync(Import, new { document = Documents.Small("test-discarded") });
        Assert.Equal(["ID_TAKEN"], again.Codes);

        var restored = await AskAsync("""
            mutation { restoreQuestionnaire(id: "test-discarded") { status title draft { revision discardedAt } } }
            """);
        Same("""
            { "status": "DRAFT", "title": "Kleine vragenlijst", "draft": { "revision": 3, "discardedAt": null } }
            """, restored.Data["restoreQuestionnaire"]!);
        var twice = await AskAsync("""mutation { restoreQuestionnaire(id: "test-discarded") { id } }""");
        Assert.Equal(["NOT_DISCARDED"], twice.Codes);
    }

    [Fact]
    public async Task A_draft_is_there_for_the_institute_only()
    {
        await DoneAsync(Import, new { document = Documents.Small("test-secret") });
        const string read = """{ questionnaire(id: "test-secret") { title } }""";
        const string differ =
            """{ questionnaireDifferences(from: "child-abuse-2017", to: "test-secret") { kind } }""";

        var unknown = (await application.AskAsync("""{ questionnaire(id: "test-nowhere") { title } }""")).Body;
        foreach (var (municipality, role) in new[] { (null, null), ("GM0153", "coordinator"), (null, "editor") })
        {
            var refused = await application.AskAsync(read, null, municipality, role);
            Assert.Equal(["UNKNOWN_QUESTIONNAIRE"], refused.Codes);
            Assert.Equal(
                unknown.ToJsonString(),
                refused.Body.ToJsonString().Replace("test-secret", "test-nowhere", StringComparison.Ordinal));
            var compared = await application.AskAsync(differ, null, municipality, role);
            Assert.Equal(["UNKNOWN_QUESTIONNAIRE"], compared.Codes);
        }

        Assert.Equal(404, (await application.FetchAsync("/exports/questionnaires/test-secret.json")).Status);
        var seen = await application.FetchAsync("/exports/questionnaires/test-secret.json", "institute");
        Assert.Equal((200, "no-store"), (seen.Status, seen.CacheControl));
        Assert.Equal(404, await application.StatusAsync("/internal/questionnaires/test-secret"));
        var kept = await AskAsync(read);
        Assert.Equal("no-store", kept.CacheControl);
        Assert.DoesNotContain("test-secret", await ListedAsync(null, role: "officer"));
        Assert.Contains("test-secret", await ListedAsync(null));
        Assert.Empty((await application.AskAsync(read, null, null, "administrator")).Codes);
    }

    [Theory]
    [InlineData("""mutation { createQuestionnaire(id: "test-no", title: "Nee") { id } }""")]
    [InlineData("""mutation { copyQuestionnaire(id: "child-abuse-2017", newId: "test-no", title: "Nee") { id } }""")]
    [InlineData("""mutation { importQuestionnaire(document: {}) { id } }""")]
    [InlineData("""mutation { saveQuestionnaire(id: "monitor-2018", revision: 1, document: {}) { id } }""")]
    [InlineData("""mutation { moveQuestion(questionnaire: "a", revision: 1, question: "q", to: 0) { id } }""")]
    [InlineData("""mutation { publishQuestionnaire(id: "monitor-2018", revision: 1) { id } }""")]
    [InlineData("""mutation { discardQuestionnaire(id: "monitor-2018", revision: 1) { id } }""")]
    [InlineData("""{ questionnaires(status: DRAFT) { totalCount } }""")]
    [InlineData("""{ questionnaires(status: DISCARDED) { totalCount } }""")]
    [InlineData("""{ questionnaire(id: "monitor-2018") { history { by } } }""")]
    public async Task Drafting_is_for_the_institute_only(string document)
    {
        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(document)).Codes);
        Assert.Equal(["FORBIDDEN"], (await application.AskAsync(document, null, "GM0153", "coordinator")).Codes);
        Assert.Equal(["FORBIDDEN"], (await application.AskAsync(document, null, null, "researcher")).Codes);
    }

    [Fact]
    public async Task Questionnaires_are_listed_the_newest_first_by_page()
    {
        await PublishedAsync("test-listed-1");
        await DoneAsync(Import, new { document = Documents.Small("test-listed-2") });

        var all = await ListedAsync(null);
        Assert.True(all.IndexOf("test-listed-2") < all.IndexOf("test-listed-1"));
        Assert.True(all.IndexOf("test-listed-1") < all.IndexOf("monitor-2018"));
        Assert.True(all.IndexOf("monitor-2018") < all.IndexOf("child-abuse-2017"));
        Assert.Contains("child-abuse-2014", await ListedAsync("SUPERSEDED"));
        Assert.DoesNotContain("test-listed-1", await ListedAsync("SUPERSEDED"));
        Assert.Contains("test-listed-1", await ListedAsync("PUBLISHED", role: "officer"));

        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await application.AskAsync("""
                query ($after: String) { questionnaires(status: SUPERSEDED, first: 1, after: $after) {
                    totalCount nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } }
                """, new { after });
            var connection = page.Data["questionnaires"]!;
            Assert.Equal(after is not null, connection["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>());
            paged.AddRange(connection["nodes"]!.AsArray().Select(n => n!["id"]!.GetValue<string>()));
            after = connection["pageInfo"]!["hasNextPage"]!.GetValue<bool>()
                ? connection["pageInfo"]!["endCursor"]!.GetValue<string>()
                : null;
        }
        while (after is not null);

        Assert.Equal(["child-abuse-2017", "child-abuse-2014"], paged.TakeLast(2));
        Assert.Equal(
            ["PAGE_SIZE"], (await application.AskAsync("{ questionnaires(first: 501) { totalCount } }")).Codes);
        Assert.Equal(
            ["BAD_CURSOR"], (await application.AskAsync("""{ questionnaires(after: "x") { totalCount } }""")).Codes);
    }

    [Fact]
    public async Task A_preview_refuses_what_saving_would_refuse()
    {
        var refused = await application.AskAsync("""
            { questionnaire(id: "child-abuse-2017") { preview(answers: [
                { question: "child-abuse-1.laid-down", options: ["yes"] }]) { progress { questions } } } }
            """);

        Assert.Equal(["ANSWER_NOT_ASKED"], refused.Codes);
    }

    // Two questions that wait for each other would ask forever.
    [Fact]
    public async Task A_preview_of_a_draft_whose_conditions_go_in_circles_is_refused()
    {
        await DoneAsync("""mutation { createQuestionnaire(id: "test-circle", title: "Rond") { id } }""");
        await DoneAsync("""
            mutation { addObjective(questionnaire: "test-circle", revision: 1, objective: {
              id: "o", number: 1, theme: CHILD_ABUSE, title: "O", definition: "D", questions: [
                { id: "a", code: "a", part: ANCHORING, kind: SINGLE, label: "A", options: [{ id: "y", label: "Y" }],
                  shownWhen: { question: "b", option: "y" } },
                { id: "b", code: "b", part: ANCHORING, kind: SINGLE, label: "B", options: [{ id: "y", label: "Y" }],
                  shownWhen: { question: "a", option: "y" } }] }) { id } }
            """);

        var refused = await AskAsync("""
            { questionnaire(id: "test-circle") { preview(answers: [
                { question: "a", options: ["y"] }, { question: "b", options: ["y"] }]) { progress { questions } } } }
            """);

        Assert.Equal(["INVALID_QUESTIONNAIRE"], refused.Codes);
        Assert.Equal("/objectives/0/questions/0/shownWhen", refused.Details["faults"]![0]!["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_key_imports_once()
    {
        var variables = new { document = Documents.Small("test-once") };

        var first = await AskAsync(Import, variables, key: "import-1");
        var again = await AskAsync(Import, variables, key: "import-1");

        Same(first.Data.ToJsonString(), again.Data);
    }

    [Fact]
    public async Task The_schema_is_served_to_everyone()
    {
        var schema = await application.FetchAsync("/exports/questionnaires/schema.json");

        Assert.Equal((200, "application/schema+json"), (schema.Status, schema.ContentType));
        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema",
            JsonNode.Parse(schema.Body)!["$schema"]!.GetValue<string>());
    }

    private Task<Answered> AskAsync(string query, object? variables = null, string? key = null) =>
        application.AskAsync(query, variables, null, "institute", key, "maker");

    private async Task DoneAsync(string query, object? variables = null) =>
        Assert.Empty((await AskAsync(query, variables)).Codes);

    private async Task PublishedAsync(string id)
    {
        await DoneAsync(Import, new { document = Documents.Small(id) });
        await DoneAsync(Publish, new { id, revision = 1 });
    }

    private Task<Answered> ReadAsync(string id) =>
        AskAsync("query ($id: ID!) { questionnaire(id: $id) { id } }", new { id });

    private async Task<List<string>> ListedAsync(string? status, string role = "institute")
    {
        var listed = await application.AskAsync(
            "query ($status: QuestionnaireStatus) { questionnaires(status: $status, first: 500) { nodes { id } } }",
            new { status }, null, role);
        return [.. listed.Data["questionnaires"]!["nodes"]!.AsArray().Select(n => n!["id"]!.GetValue<string>())];
    }

    private Task<long> EventsAsync(string id) => application.Database.ReadAsync<long>(
        "SELECT count(*) FROM outbox WHERE topic = 'questionnaire.published' "
        + $"AND data ->> 'questionnaire' = '{id}'");

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
