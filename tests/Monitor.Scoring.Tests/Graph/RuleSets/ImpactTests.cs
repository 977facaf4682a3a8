using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph.RuleSets;

/// <summary>What a draft would do to a closed round.</summary>
public sealed class ImpactTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Impact = """
        query ($draft: ID!, $round: Int!) { ruleSetImpact(draft: $draft, round: $round) {
          draft revision round questionnaire current responses generated
          overall { n mean { before after difference } differences { from to count }
                    bandChanges { municipality { code } from to before after } }
          objectives { objective { id } anchoring { before after } content { after } reach { after }
                       total { n bandChanges { municipality { code } } } }
        } }
        """;

    [Fact]
    public async Task The_means_before_and_after_who_changes_band_and_how_many_by_how_much()
    {
        // Objective 1: in policy 15 becomes 25; with a view of the reach 25 becomes 35, not in policy stays 0.
        application.Submit("impact-a", 1, "GM0080", objective: 1, ["policy=in-policy"]);
        application.Submit("impact-b", 1, "GM0081", objective: 1, ["policy=in-policy", "reach-view=yes"]);
        application.Submit("impact-c", 1, "GM0082", objective: 1, ["policy=not-in-policy"]);
        application.ServeRound(2017, 200);
        await DraftAsync("impact-1", 25);

        var answer = (await AskAsync("impact-1", 2017)).Data["ruleSetImpact"]!;

        Assert.Equal(
            ("impact-1", 2, 2017, "child-abuse-2017", "child-abuse-1", 3),
            (answer["draft"]!.GetValue<string>(), answer["revision"]!.GetValue<int>(),
                answer["round"]!.GetValue<int>(), answer["questionnaire"]!.GetValue<string>(),
                answer["current"]!.GetValue<string>(), answer["responses"]!.GetValue<int>()));

        // (15 + 25 + 0) / 3 and (25 + 35 + 0) / 3.
        var overall = answer["overall"]!;
        Assert.Equal("""{"before":13.33,"after":20,"difference":6.67}""", overall["mean"]!.ToJsonString());
        Assert.Equal(
            """[{"municipality":{"code":"GM0080"},"from":"RED","to":"ORANGE","before":15,"after":25}]""",
            overall["bandChanges"]!.ToJsonString());
        Assert.Equal(
            [(null, -20m, 0), (-20m, -10m, 0), (-10m, -5m, 0), (-5m, 0m, 0), (0m, 0m, 1), (0m, 5m, 0), (5m, 10m, 2),
                (10m, 20m, 0), (20m, (decimal?)null, 0)],
            overall["differences"]!.AsArray().Select(d => (
                d!["from"]?.GetValue<decimal>(), d["to"]?.GetValue<decimal>(), d["count"]!.GetValue<int>())));
        var objectives = answer["objectives"]!.AsArray();
        Assert.Equal(10, objectives.Count);
        Assert.Equal("""{"before":10,"after":16.67}""", objectives[0]!["anchoring"]!.ToJsonString());
        Assert.Equal(3, objectives[0]!["total"]!["n"]!.GetValue<int>());
        Assert.Null(objectives[1]!["anchoring"]); // nobody answered it
    }

    [Fact]
    public async Task Nothing_is_kept_and_what_cannot_be_tried_is_refused()
    {
        application.ServeRound(2017, 200);
        await DraftAsync("impact-2", 20);
        await DraftAsync("impact-3", 14);

        Assert.Equal(["ROUND_NOT_CLOSED"], (await AskAsync("impact-2", 2018)).Codes);
        Assert.Equal(["UNKNOWN_ROUND"], (await AskAsync("impact-2", 1999)).Codes);
        Assert.Equal(["UNKNOWN_DRAFT"], (await AskAsync("impact-none", 2017)).Codes);
        var invalid = await AskAsync("impact-3", 2017); // 14 and 10: at most 24 of 25
        Assert.Equal(["RULE_SET_INVALID"], invalid.Codes);
        Assert.Equal("/parts/0", invalid.Details["faults"]![0]!["path"]!.GetValue<string>());
        Assert.Equal([0], await application.CountAsync("SELECT count(*) FROM scores"));
    }

    private Task<Answered> AskAsync(string draft, int round) =>
        application.AskAsAsync("institute", null, Impact, new { draft, round });

    private async Task DraftAsync(string id, int inPolicy)
    {
        var draft = await application.AskAsAsync(
            "institute", null,
            "mutation ($id: ID!) { draftRuleSet(id: $id, copyOf: \"child-abuse-1\") { document } }", new { id });
        var document = draft.Data["draftRuleSet"]!["document"]!.DeepClone();
        document["parts"]![0]!["rules"]![0]!["points"]!["in-policy"] = inPolicy;
        document["questionnaires"] = new JsonArray("child-abuse-2017");
        var saved = await application.AskAsAsync(
            "institute", null,
            """
            mutation ($id: ID!, $document: JSON!) {
              saveRuleSetDraft(id: $id, revision: 1, document: $document) { id }
            }
            """,
            new { id, document });
        Assert.Empty(saved.Codes);
    }
}
