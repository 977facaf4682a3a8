using System.Text.Json.Nodes;
using Monitor.Scoring.Tests.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph.RuleSets;

/// <summary>The institute's way from a draft to a published rule set.</summary>
public sealed class RuleSetGraphTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    [Fact]
    public async Task Everybody_reads_the_published_rules_and_which_are_current()
    {
        var answer = await application.AskAsync(
            """
            {
              ruleSet(id: "child-abuse-1") {
                id version questionnaires currentFor answeredBy bands { redBelow greenAbove } notScored document
                parts { part maximum rules { kind question points cap options { option points } } }
              }
              ruleSets(questionnaire: "monitor-2018") { id currentFor }
              ruleSetSchema
            }
            """,
            municipality: null);

        Assert.Null(answer["errors"]);
        var rules = answer["data"]!["ruleSet"]!;
        Assert.Equal(1, rules["version"]!.GetValue<int>());
        Assert.Equal("""{"redBelow":25,"greenAbove":75}""", rules["bands"]!.ToJsonString());
        Assert.Equal(
            """
            {"kind":"CHOICE","question":"laid-down","points":null,"cap":null,
            "options":[{"option":"yes","points":10},{"option":"no","points":0}]}
            """.ReplaceLineEndings(""),
            rules["parts"]![0]!["rules"]![1]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(
            rules["document"], JsonNode.Parse(Seeds.Read("rulesets/child-abuse-1.json"))));
        Assert.Equal(
            """[{"id":"monitor-1","currentFor":["monitor-2018"]}]""", answer["data"]!["ruleSets"]!.ToJsonString());
        Assert.Equal(
            "A rule set of Monitor (rekenregels)", answer["data"]!["ruleSetSchema"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_draft_begins_as_a_copy_with_the_next_version_and_is_published_as_it_was_saved()
    {
        var draft = (await AskAsync(
            """
            mutation { draftRuleSet(id: "graph-copy", copyOf: "child-abuse-1") {
              id revision basedOn document faults { path } } }
            """)).Data["draftRuleSet"]!;
        Assert.Equal("child-abuse-1", draft["basedOn"]!.GetValue<string>());
        Assert.Equal("[]", draft["faults"]!.ToJsonString());
        var document = draft["document"]!.DeepClone();
        Assert.True(document["version"]!.GetValue<int>() > 1);
        document["bands"]!["redBelow"] = 30;

        var saved = (await SaveAsync("graph-copy", 1, document)).Data["saveRuleSetDraft"]!;
        Assert.Equal(2, saved["revision"]!.GetValue<int>());
        var published = (await PublishAsync("graph-copy", 2)).Data["publishRuleSet"]!;

        Assert.True(JsonNode.DeepEquals(document, published["document"]));
        Assert.Contains("child-abuse-2017", published["currentFor"]!.AsArray().Select(q => q!.GetValue<string>()));
        Assert.Equal(
            ["PUBLISHED", "SAVED", "DRAFTED"],
            published["history"]!.AsArray().Select(c => c!["action"]!.GetValue<string>()));
        Assert.Equal(
            [1],
            await application.CountAsync(
                "SELECT count(*) FROM outbox WHERE topic = 'ruleset.published' AND data ->> 'ruleSet' = 'graph-copy'"));
        Assert.Equal(["UNKNOWN_DRAFT"], (await SaveAsync("graph-copy", 2, document)).Codes);
        Assert.Equal(
            ["RULE_SET_PUBLISHED"], (await AskAsync("""mutation { draftRuleSet(id: "graph-copy") { id } }""")).Codes);
    }

    [Fact]
    public async Task A_response_is_scored_by_the_rules_that_were_published_last_and_asked_by_others()
    {
        application.Submit("by-rules", 1, "GM0070", objective: 1, ["policy=in-policy"]);
        await application.DeliverSubmittedAsync("by-rules", 1, "GM0070");
        application.ServeRound(2018, 100);
        var before = (await application.AskOwnAsync("GM0070", "scoreCard(round: 2018) { ruleSet average }"))
            .Entity["scoreCard"]!;
        var document = await DraftedAsync("graph-scored");
        document["parts"]![0]!["rules"]![0]!["points"]!["in-policy"] = 25;
        await SaveAsync("graph-scored", 1, document);
        await PublishAsync("graph-scored", 2);
        await UntilFinishedAsync("graph-scored");

        var cards = await application.AskOwnAsync("GM0070", $$"""
            newest: scoreCard(round: 2018) { ruleSet average }
            first: scoreCard(round: 2018, ruleSet: {{before["ruleSet"]!.ToJsonString()}}) { ruleSet average }
            other: scoreCard(round: 2018, ruleSet: "monitor-1") { average }
            """);
        var unknown = await application.AskOwnAsync(
            "GM0070", """scoreCard(round: 2018, ruleSet: "none") { average }""");

        Assert.Equal("""{"ruleSet":"graph-scored","average":25}""", cards.Entity["newest"]!.ToJsonString());
        Assert.Equal(before.ToJsonString(), cards.Entity["first"]!.ToJsonString());
        Assert.Equal(15, before["average"]!.GetValue<decimal>());
        Assert.Null(cards.Entity["other"]);
        Assert.Equal(["UNKNOWN_RULE_SET"], unknown.Codes);
    }

    [Fact]
    public async Task An_explanation_names_its_questions_in_Dutch()
    {
        application.Submit("labelled", 1, "GM0071", objective: 1, ["policy=in-policy"]);
        await application.DeliverSubmittedAsync("labelled", 1, "GM0071");

        var card = await application.AskOwnAsync(
            "GM0071", "scoreCard(round: 2018) { objectives { explanation { label points missed maximum } } }");

        var lines = card.Entity["scoreCard"]!["objectives"]![0]!["explanation"]!.AsArray();
        Assert.Equal("Is de doelstelling vastgelegd in een document?", lines[1]!["label"]!.GetValue<string>());
        Assert.Equal(100, lines.Sum(l => l!["points"]!.GetValue<decimal>() + l!["missed"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task A_save_over_someone_elses_tells_the_revision_and_who()
    {
        var document = await DraftedAsync("graph-stale");
        await SaveAsync("graph-stale", 1, document);

        var stale = await SaveAsync("graph-stale", 1, document);

        Assert.Equal(["STALE_REVISION"], stale.Codes);
        Assert.Equal(2, stale.Details["revision"]!.GetValue<int>());
        Assert.Equal("tester", stale.Details["changedBy"]!.GetValue<string>());
        Assert.Equal(["STALE_REVISION"], (await PublishAsync("graph-stale", 1)).Codes);
        var discarded = await AskAsync("""mutation { discardRuleSetDraft(id: "graph-stale", revision: 2) }""");
        Assert.Equal("graph-stale", discarded.Data["discardRuleSetDraft"]!.GetValue<string>());
        Assert.Equal(["UNKNOWN_DRAFT"], (await AskAsync("""{ ruleSetDraft(id: "graph-stale") { id } }""")).Codes);
    }

    [Fact]
    public async Task A_draft_keeps_its_faults_and_is_not_published_with_them()
    {
        var document = await DraftedAsync("graph-faults");
        document["id"] = "another";
        document["questionnaires"]!.AsArray().Add("unknown-2030");
        document.AsObject().Remove("notScored");

        var saved = (await SaveAsync("graph-faults", 1, document)).Data["saveRuleSetDraft"]!;
        var refused = await PublishAsync("graph-faults", 2);

        var paths = saved["faults"]!.AsArray().Select(f => f!["path"]!.GetValue<string>()).Distinct();
        Assert.Equal(["/id", "/questionnaires/2", "/notScored"], paths);
        Assert.Equal(["RULE_SET_INVALID"], refused.Codes);
        Assert.Equal(
            saved["faults"]!.AsArray().Select(f => f!["path"]!.GetValue<string>()),
            refused.Details["faults"]!.AsArray().Select(f => f!["path"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_document_that_nests_too_deep_is_refused()
    {
        await DraftedAsync("graph-deep");
        var document = JsonNode.Parse(new string('[', 40) + new string(']', 40))!;

        Assert.Equal(["BAD_USER_INPUT"], (await SaveAsync("graph-deep", 1, document)).Codes);
    }

    [Fact]
    public async Task An_empty_draft_names_all_that_it_lacks()
    {
        var draft = (await AskAsync(
            """mutation { draftRuleSet(id: "graph-empty") { document faults { path } } }""")).Data["draftRuleSet"]!;

        Assert.Equal("""{"id":"graph-empty","version":1}""", draft["document"]!.ToJsonString());
        Assert.Equal(
            ["/title", "/questionnaires", "/answeredBy", "/bands", "/parts"],
            draft["faults"]!.AsArray().Select(f => f!["path"]!.GetValue<string>()));
        Assert.Equal(
            ["DRAFT_EXISTS"], (await AskAsync("""mutation { draftRuleSet(id: "graph-empty") { id } }""")).Codes);
        Assert.Equal(
            ["BAD_RULE_SET_ID"], (await AskAsync("""mutation { draftRuleSet(id: "Graph 1") { id } }""")).Codes);
        Assert.Equal(
            ["UNKNOWN_RULE_SET"],
            (await AskAsync("""mutation { draftRuleSet(id: "graph-x", copyOf: "none") { id } }""")).Codes);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_takes_effect_once()
    {
        const string Draft = """mutation { draftRuleSet(id: "graph-once") { revision history { action } } }""";

        var first = await application.AskAsAsync("institute", null, Draft, key: "once-1");
        var again = await application.AskAsAsync("institute", null, Draft, key: "once-1");

        Assert.Equal(first.Data.ToJsonString(), again.Data.ToJsonString());
        Assert.Single(again.Data["draftRuleSet"]!["history"]!.AsArray());
    }

    [Theory]
    [InlineData("coordinator", "FORBIDDEN")]
    [InlineData("editor", "FORBIDDEN")]
    [InlineData("researcher", "FORBIDDEN")]
    [InlineData(null, "UNAUTHENTICATED")]
    public async Task Only_the_institute_drafts_and_sees_drafts(string? role, string code)
    {
        foreach (var document in (string[])
        [
            """mutation { draftRuleSet(id: "graph-no", copyOf: "child-abuse-1") { id } }""",
            """mutation { saveRuleSetDraft(id: "graph-no", revision: 1, document: {}) { id } }""",
            """mutation { discardRuleSetDraft(id: "graph-no", revision: 1) }""",
            """mutation { publishRuleSet(id: "graph-no", revision: 1) { id } }""",
            """{ ruleSetDraft(id: "graph-no") { id } }""",
            "{ ruleSetDrafts { id } }",
            """{ ruleSetImpact(draft: "graph-no", round: 2017) { responses } }""",
            """{ ruleSet(id: "child-abuse-1") { recalculations { round } } }""",
            """{ ruleSet(id: "child-abuse-1") { history { by } } }""",
        ])
        {
            IReadOnlyList<string> codes = role is null
                ? [CodeOf(await application.AskAsync(document, null))]
                : (await application.AskAsAsync(role, "GM0072", document)).Codes;
            Assert.Equal([code], codes);
        }

        Assert.Equal([0], await application.CountAsync("SELECT count(*) FROM rule_set_drafts WHERE id = 'graph-no'"));
    }

    private static string CodeOf(JsonNode answer) =>
        answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>();

    private Task<Answered> AskAsync(string query, object? variables = null) =>
        application.AskAsAsync("institute", null, query, variables);

    private async Task<JsonNode> DraftedAsync(string id)
    {
        var draft = await AskAsync(
            "mutation ($id: ID!) { draftRuleSet(id: $id, copyOf: \"child-abuse-1\") { document } }", new { id });
        return draft.Data["draftRuleSet"]!["document"]!.DeepClone();
    }

    private Task<Answered> SaveAsync(string id, int revision, JsonNode document) => AskAsync(
        """
        mutation ($id: ID!, $revision: Int!, $document: JSON!) {
          saveRuleSetDraft(id: $id, revision: $revision, document: $document) { revision faults { path message } }
        }
        """,
        new { id, revision, document });

    private Task<Answered> PublishAsync(string id, int revision) => AskAsync(
        """
        mutation ($id: ID!, $revision: Int!) {
          publishRuleSet(id: $id, revision: $revision) { document currentFor history { action } }
        }
        """,
        new { id, revision });

    private async Task UntilFinishedAsync(string ruleSet)
    {
        for (var i = 0; i < 500; i++)
        {
            var rules = await AskAsync(
                "query ($id: ID!) { ruleSet(id: $id) { recalculations { done finishedAt } } }", new { id = ruleSet });
            if (rules.Data["ruleSet"]!["recalculations"]!.AsArray().All(r => r!["finishedAt"] is not null))
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"{ruleSet} was not recalculated within 10 seconds.");
    }
}
