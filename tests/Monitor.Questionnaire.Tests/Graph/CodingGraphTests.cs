using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>The institute codes what stands beside "anders, namelijk". Each test has a question of its own.</summary>
public sealed class CodingGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    private const string List = """
        query ($question: ID, $objective: ID, $coded: Boolean, $sort: OtherTextSort! = QUESTION, $first: Int = 50,
               $after: String) {
          otherTexts(round: 2018, question: $question, objective: $objective, coded: $coded, sort: $sort, first: $first,
                     after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { id text municipality { code name } question { id } objective { id } isCoded revision
                    codes { code label source } codedBy } } }
        """;

    private const string Code = """
        mutation ($id: ID!, $revision: Int!, $codes: [ID!]!) {
          codeText(id: $id, revision: $revision, codes: $codes) {
            revision isCoded codedBy codes { code label source isRetired } } }
        """;

    [Fact]
    public async Task Submitted_texts_stand_in_one_list_with_their_municipality()
    {
        await SubmittedAsync("GM0003", Other(1, "Buurtteams"), OwnMeasure(1, "Huisbezoek"));
        var draft = await new Officer(application, "GM0005").StartAsync();
        await draft.SaveAllAsync(Policy(1), Other(1, "Nog niet ingezonden"));

        var list = await ListAsync(new { objective = "child-abuse-1" });

        Same("""
            [{ "text": "Buurtteams", "municipality": { "code": "GM0003", "name": "Appingedam" },
               "question": { "id": "child-abuse-1.content-1" }, "objective": { "id": "child-abuse-1" },
               "isCoded": false, "revision": 0, "codes": [], "codedBy": null },
             { "text": "Huisbezoek", "municipality": { "code": "GM0003", "name": "Appingedam" },
               "question": { "id": "child-abuse-1.own-measure" }, "objective": { "id": "child-abuse-1" },
               "isCoded": false, "revision": 0, "codes": [], "codedBy": null }]
            """, WithoutIds(list));
    }

    [Fact]
    public async Task A_text_is_coded_to_an_option_and_a_code_of_the_codebook_and_its_answer_stays()
    {
        var officer = await SubmittedAsync("GM0007", Other(2, "Vaders en moeders"));
        const string question = "child-abuse-2.content-1";
        await AddCodeAsync(question, "vadergroepen", "Vadergroepen");
        var id = await OnlyIdAsync(question);

        var coded = await AskAsync(
            Code, new { id, revision = 0, codes = new[] { "vadergroepen", "moeder-kind-cursus" } });

        Same("""
            { "revision": 1, "isCoded": true, "codedBy": "tester-GM0999", "codes": [
              { "code": "vadergroepen", "label": "Vadergroepen", "source": "CODEBOOK", "isRetired": false },
              { "code": "moeder-kind-cursus", "label": "Moeder-kind cursus", "source": "OPTION", "isRetired": false }] }
            """, coded.Data["codeText"]!);
        Assert.Equal(4, await officer.RevisionAsync());
        Assert.Empty((await ListAsync(new { question, coded = false })).AsArray());
        Assert.Single((await ListAsync(new { question, coded = true })).AsArray());
    }

    [Fact]
    public async Task A_coding_is_undone_and_the_undoing_too_and_all_of_it_is_kept()
    {
        await SubmittedAsync("GM0009", Other(3, "Iets"));
        const string question = "child-abuse-3.content-1";
        await AddCodeAsync(question, "iets", "Iets");
        var id = await OnlyIdAsync(question);
        await AskAsync(Code, new { id, revision = 0, codes = new[] { "iets" } });

        const string undo = """
            mutation ($id: ID!, $revision: Int!) { undoCoding(id: $id, revision: $revision) {
              revision isCoded history { revision undoes by codes { code } } } }
            """;
        await AskAsync(undo, new { id, revision = 1 });
        var redone = await AskAsync(undo, new { id, revision = 2 });

        Same("""
            { "revision": 3, "isCoded": true, "history": [
              { "revision": 3, "undoes": 2, "by": "tester-GM0999", "codes": [{ "code": "iets" }] },
              { "revision": 2, "undoes": 1, "by": "tester-GM0999", "codes": [] },
              { "revision": 1, "undoes": null, "by": "tester-GM0999", "codes": [{ "code": "iets" }] }] }
            """, redone.Data["undoCoding"]!);
    }

    [Fact]
    public async Task The_same_text_submitted_again_keeps_its_code_and_another_text_has_none()
    {
        var officer = await SubmittedAsync("GM0010", Other(4, "Netwerkberaad"));
        const string question = "child-abuse-4.content-1";
        await AddCodeAsync(question, "netwerkberaad", "Netwerkberaad");
        var id = await OnlyIdAsync(question);
        await AskAsync(Code, new { id, revision = 0, codes = new[] { "netwerkberaad" } });

        await officer.DoAsync("reopenResponse", $"revision: {await officer.RevisionAsync()} reason: \"Aanvulling\"");
        await officer.SaveAllAsync(Policy(9));
        await officer.SubmitAsync();
        Assert.True((await ListAsync(new { question }))[0]!["isCoded"]!.GetValue<bool>());

        await officer.DoAsync("reopenResponse", $"revision: {await officer.RevisionAsync()} reason: \"Anders\"");
        await officer.SaveAsync(new
        {
            question, options = new[] { "other" }, text = "Toch iets anders",
            revision = (await officer.ReadAsync($"answers(questions: [\"{question}\"]) {{ revision }}"))
                ["answers"]![0]!["revision"]!.GetValue<int>(),
        });
        await officer.SubmitAsync();
        var changed = (await ListAsync(new { question }))[0]!;
        Assert.False(changed["isCoded"]!.GetValue<bool>());
        Assert.NotEqual(id, changed["id"]!.GetValue<string>());
        var gone = await AskAsync(Code, new { id, revision = 1, codes = Array.Empty<string>() });
        Assert.Equal(["NOT_FOUND"], gone.Codes);

        await officer.DoAsync("withdrawResponse", $"revision: {await officer.RevisionAsync()} reason: \"Weg\"");
        Assert.Empty((await ListAsync(new { question })).AsArray());
    }

    [Fact]
    public async Task Of_two_coders_at_once_one_is_told_of_the_other()
    {
        await SubmittedAsync("GM0014", Other(5, "Twee coders"));
        const string question = "child-abuse-5.content-1";
        await AddCodeAsync(question, "a", "A");
        await AddCodeAsync(question, "b", "B");
        var id = await OnlyIdAsync(question);

        var coded = await Task.WhenAll(((string[])["a", "b", "a", "b"]).Select(
            code => AskAsync(Code, new { id, revision = 0, codes = new[] { code } })));

        Assert.Single(coded, c => c.Codes.Count == 0);
        var refused = coded.First(c => c.Codes.Count > 0);
        Assert.Equal(["CODING_CONFLICT"], refused.Codes);
        Assert.Equal(1, refused.Details["theirs"]!["revision"]!.GetValue<int>());
        Assert.Equal("tester-GM0999", refused.Details["theirs"]!["by"]!.GetValue<string>());
    }

    [Fact]
    public async Task Counts_say_how_many_texts_have_which_code()
    {
        const string question = "child-abuse-6.content-1";
        await SubmittedAsync("GM0015", Other(6, "X"));
        await SubmittedAsync("GM0017", Other(6, "X en Y"));
        await SubmittedAsync("GM0018", Other(6, "Z"));
        await AddCodeAsync(question, "x", "X");
        await AddCodeAsync(question, "y", "Y");
        foreach (var text in (await ListAsync(new { question })).AsArray())
        {
            var codes = text!["text"]!.GetValue<string>() switch
            {
                "X" => new[] { "x" },
                "X en Y" => ["x", "y"],
                _ => [],
            };
            await AskAsync(Code, new { id = text["id"]!.GetValue<string>(), revision = 0, codes });
        }

        var counts = await AskAsync($$"""
            { otherTextCounts(round: 2018, question: "{{question}}") {
                question { id } texts coded codes { code { code } texts } } }
            """, null);

        Same($$"""
            [{ "question": { "id": "{{question}}" }, "texts": 3, "coded": 2, "codes": [
               { "code": { "code": "x" }, "texts": 2 }, { "code": { "code": "y" }, "texts": 1 }] }]
            """, counts.Data["otherTextCounts"]!);
    }

    [Theory]
    [InlineData("QUESTION")]
    [InlineData("MUNICIPALITY")]
    [InlineData("TEXT")]
    public async Task Pages_follow_one_another_in_every_order_also_while_texts_are_coded(string sort)
    {
        var municipalities = sort switch
        {
            "QUESTION" => new[] { "GM0022", "GM0024", "GM0025" },
            "MUNICIPALITY" => ["GM0034", "GM0037", "GM0040"],
            _ => ["GM0047", "GM0050", "GM0053"],
        };
        foreach (var (n, municipality) in municipalities.Index())
        {
            await SubmittedAsync(municipality, Other(7, $"Tekst {9 - n} {municipality}"));
        }

        const string question = "child-abuse-7.content-1";
        if (sort == "QUESTION")
        {
            await AddCodeAsync(question, "tekst", "Tekst");
        }

        var all = (await ListAsync(new { question, sort })).AsArray()
            .Select(n => n!["text"]!.GetValue<string>()).ToList();
        List<string> seen = [];
        string? after = null;
        do
        {
            var page = (await AskAsync(List, new { question, sort, first = 1, after })).Data["otherTexts"]!;
            var node = Assert.Single(page["nodes"]!.AsArray())!;
            seen.Add(node["text"]!.GetValue<string>());
            await AskAsync(Code, new
            {
                id = node["id"]!.GetValue<string>(),
                revision = node["revision"]!.GetValue<int>(),
                codes = new[] { "tekst" },
            });
            after = page["pageInfo"]!["hasNextPage"]!.GetValue<bool>()
                ? page["pageInfo"]!["endCursor"]!.GetValue<string>()
                : null;
        }
        while (after is not null);

        Assert.Equal(all, seen);
        if (sort == "TEXT")
        {
            Assert.Equal(all.Order(StringComparer.Ordinal), all);
        }
    }

    [Theory]
    [InlineData("UNKNOWN_CODE", "other")]
    [InlineData("UNKNOWN_CODE", "none")]
    [InlineData("UNKNOWN_CODE", "iets-onbekends")]
    [InlineData("UNKNOWN_CODE", "uit-gebruik")]
    [InlineData("TOO_MANY_CODES", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")]
    public async Task A_text_is_coded_only_to_measures(string code, params string[] codes)
    {
        await SubmittedAsync("GM0059", Other(8, "Anders"));
        const string question = "child-abuse-8.content-1";
        await AddCodeAsync(question, "uit-gebruik", "Uit gebruik");
        await AskAsync($$"""
            mutation {
              changeMeasureCode(question: "{{question}}", code: "uit-gebruik", label: "Oud", isRetired: true) { code } }
            """, null);
        var id = await OnlyIdAsync(question);

        Assert.Equal([code], (await AskAsync(Code, new { id, revision = 0, codes })).Codes);
    }

    [Theory]
    [InlineData("child-abuse-9.content-1", "Hoofdletter", "x", "BAD_CODE")]
    [InlineData("child-abuse-9.content-1", "other", "x", "CODE_TAKEN")]
    [InlineData("child-abuse-9.content-1", "leeg", " ", "LABEL_LENGTH")]
    [InlineData("child-abuse-9.policy", "x", "x", "UNKNOWN_QUESTION")]
    [InlineData("geen", "x", "x", "UNKNOWN_QUESTION")]
    public async Task A_code_of_the_codebook_has_a_form(string question, string code, string label, string refusal) =>
        Assert.Equal([refusal], (await AskAsync(
            "mutation ($question: ID!, $code: ID!, $label: String!) { "
            + "addMeasureCode(question: $question, code: $code, label: $label) { code } }",
            new { question, code, label })).Codes);

    [Fact]
    public async Task Whose_texts_the_institute_read_is_on_record()
    {
        const string question = "child-abuse-10.content-2";
        await SubmittedAsync(
            "GM0072", new { question, options = new[] { "other" }, text = "Wijkteams", revision = 0 });

        await ListAsync(new { question });
        await ListAsync(new { question, coded = true });   // shows none

        Assert.Equal(["GM0072 round:2018/texts"], await application.ActsAsync("NAMED_DATA_READ", "GM0072"));
    }

    [Theory]
    [InlineData("{ otherTexts(round: 2018) { totalCount } }")]
    [InlineData("{ otherTextCounts(round: 2018) { texts } }")]
    [InlineData("{ codebook(question: \"child-abuse-1.content-1\") { code } }")]
    [InlineData("mutation { codeText(id: \"x\", revision: 0, codes: []) { id } }")]
    [InlineData("mutation { undoCoding(id: \"x\", revision: 0) { id } }")]
    [InlineData("mutation { addMeasureCode(question: \"x\", code: \"q\", label: \"q\") { code } }")]
    [InlineData("mutation { changeMeasureCode(question: \"x\", code: \"q\", label: \"q\") { code } }")]
    public async Task Only_the_institute_reads_and_codes(string query)
    {
        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(query)).Codes);
        foreach (var role in new[] { "reader", "officer", "coordinator", "researcher", "editor" })
        {
            Assert.Equal(["FORBIDDEN"], (await application.AskAsync(query, null, "GM0003", role)).Codes);
        }
    }

    [Theory]
    [InlineData("{ otherTexts(round: 1999) { totalCount } }", "UNKNOWN_ROUND")]
    [InlineData("{ otherTexts(round: 2018, objective: \"geen\") { totalCount } }", "UNKNOWN_OBJECTIVE")]
    [InlineData("{ otherTexts(round: 2018, question: \"geen\") { totalCount } }", "UNKNOWN_QUESTION")]
    [InlineData("{ otherTexts(round: 2018, first: 0) { totalCount } }", "PAGE_SIZE")]
    [InlineData("{ otherTexts(round: 2018, after: \"rommel\") { totalCount } }", "BAD_CURSOR")]
    [InlineData("mutation { codeText(id: \"rommel\", revision: 0, codes: []) { id } }", "NOT_FOUND")]
    [InlineData("mutation { undoCoding(id: \"AAAA\", revision: 0) { id } }", "NOT_FOUND")]
    public async Task What_is_asked_wrongly_is_told(string query, string code) =>
        Assert.Equal([code], (await AskAsync(query, null)).Codes);

    [Fact]
    public async Task A_coding_and_a_code_with_one_key_happen_once()
    {
        await SubmittedAsync("GM0060", Other(10, "Sleutel"));
        const string question = "child-abuse-10.content-1";
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Empty((await AskAsync(
                $$"""mutation { addMeasureCode(question: "{{question}}", code: "sleutel", label: "S") { code } }""",
                null, "code-key")).Codes);
        }

        var id = await OnlyIdAsync(question);
        var first = await AskAsync(Code, new { id, revision = 0, codes = new[] { "sleutel" } }, "coding-key");
        var again = await AskAsync(Code, new { id, revision = 0, codes = new[] { "sleutel" } }, "coding-key");

        Assert.Equal(first.Data.ToJsonString(), again.Data.ToJsonString());
    }

    private async Task<Officer> SubmittedAsync(string municipality, params object[] answers)
    {
        var officer = await new Officer(application, municipality).StartAsync();
        await officer.SaveAllAsync(Policy(1));
        await officer.SaveAllAsync(answers);
        await officer.SubmitAsync();
        return officer;
    }

    private async Task<JsonNode> ListAsync(object filter) =>
        (await AskAsync(List, filter)).Data["otherTexts"]!["nodes"]!;

    private async Task<string> OnlyIdAsync(string question) =>
        Assert.Single((await ListAsync(new { question })).AsArray())!["id"]!.GetValue<string>();

    private Task<Answered> AddCodeAsync(string question, string code, string label) => AskAsync(
        "mutation ($question: ID!, $code: ID!, $label: String!) { "
        + "addMeasureCode(question: $question, code: $code, label: $label) { code } }",
        new { question, code, label });

    private Task<Answered> AskAsync(string query, object? variables, string? key = null) =>
        application.AskAsync(query, variables, "GM0999", "institute", key);

    private static object Policy(int objective) =>
        new { question = $"child-abuse-{objective}.policy", options = new[] { "intended" }, revision = 0 };

    private static object Other(int objective, string text) => new
    {
        question = $"child-abuse-{objective}.content-1", options = new[] { "other" }, text, revision = 0,
    };

    private static object OwnMeasure(int objective, string text) =>
        new { question = $"child-abuse-{objective}.own-measure", text, revision = 0 };

    private static JsonNode WithoutIds(JsonNode nodes)
    {
        foreach (var node in nodes.AsArray())
        {
            node!.AsObject().Remove("id");
        }

        return nodes;
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
