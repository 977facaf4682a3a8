using System.Text.Json.Nodes;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain.RuleSets;

/// <summary>Whether rules fit a questionnaire: codes, options, coverage, and what can really be earned.</summary>
public sealed class RuleSetCheckTests
{
    [Theory]
    [InlineData("child-abuse-1", "child-abuse-2014")]
    [InlineData("child-abuse-1", "child-abuse-2017")]
    [InlineData("monitor-1", "monitor-2018")]
    public void The_seeded_rules_fit_their_questionnaires(string rules, string questionnaire) =>
        Assert.Empty(RuleSetCheck.FaultsOf(
            RuleSet.Parse(Seeds.Read($"rulesets/{rules}.json")),
            Questionnaire.Parse(Seeds.Read($"questionnaires/{questionnaire}.json"))));

    [Fact]
    public void A_question_must_be_scored_or_stated_as_not_scored_in_every_objective()
    {
        var faults = FaultsOf(d => d.Remove("notScored"));

        Assert.Equal(10, faults.Count);
        Assert.All(faults, f => Assert.Equal("/notScored", f.Path));
        Assert.Equal(
            "child-abuse-2017, child-abuse-1: child-abuse-1.documents (documents) is neither scored nor stated as not "
            + "scored.",
            faults[0].Message);
    }

    [Fact]
    public void What_is_not_covered_and_what_cannot_be_earned_are_told_at_once()
    {
        var faults = FaultsOf(d =>
        {
            d.Remove("notScored");
            Rules(d, 1)[0]!["points"] = 40;
        });

        Assert.Equal(["/notScored", "/parts/1"], faults.Select(f => f.Path).Distinct());
        Assert.Equal(20, faults.Count); // each of the ten objectives has both
    }

    [Fact]
    public void A_question_is_not_scored_twice_nor_scored_and_stated_as_not_scored()
    {
        var twice = FaultsOf(d => Rules(d, 0).Add(JsonNode.Parse(
            """{ "kind": "CHOICE", "question": "laid-d*", "points": { "yes": 0, "no": 0 }, "suggestion": "Doe." }""")));
        var both = FaultsOf(d => d["notScored"]!.AsArray().Add("own-measure"));

        Assert.Equal(10, twice.Count(f => f.Path == "/parts/0/rules/2/question"));
        Assert.Equal(10, both.Count(f => f.Path == "/notScored/1" && f.Message.Contains("/parts/1/rules/1")));
    }

    [Fact]
    public void Codes_and_options_must_be_there()
    {
        var faults = FaultsOf(d =>
        {
            d["answeredBy"] = "beleid";
            Rules(d, 0)[0]!["points"] = new JsonObject { ["in-policy"] = 15, ["planned"] = 5 };
            Rules(d, 2)[0]!["question"] = "reach-sight";
            d["notScored"]!.AsArray().Add("nowhere");
        });

        Assert.Equal(
            [
                "/answeredBy", "/notScored", "/notScored/1", "/parts/0/rules/0/points",
                "/parts/0/rules/0/points/planned", "/parts/2/rules/0/question",
            ],
            faults.Select(f => f.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(
            faults,
            f => f.Message == "child-abuse-2017, child-abuse-1: option intended of child-abuse-1.policy has no points; "
                + "say 0 for none.");
        Assert.Contains(
            faults, f => f.Message == "child-abuse-2017, child-abuse-1: child-abuse-1.policy has no option planned.");
    }

    [Fact]
    public void A_kind_must_be_able_to_score_its_question_and_a_part_holds_its_own_questions()
    {
        var faults = FaultsOf(d =>
        {
            Rules(d, 1)[1] = JsonNode.Parse(
                """{ "kind": "DIVIDED", "question": "own-measure", "points": 5, "suggestion": "Doe." }""");
            Rules(d, 0).Add(Rules(d, 2)[0]!.DeepClone());
        });

        Assert.Contains(faults, f => f.Path == "/parts/1/rules/1/kind" && f.Message.Contains("is TEXT"));
        Assert.Contains(
            faults,
            f => f.Path == "/parts/0/rules/2/question" && f.Message.Contains("belongs to REACH, not to ANCHORING"));
    }

    [Fact]
    public void An_extra_question_counts_for_no_score()
    {
        var faults = FaultsOf(d => Rules(d, 2)[1]!["question"] = "youth-involved");

        Assert.Contains(
            faults, f => f.Path == "/parts/2/rules/1/question" && f.Message.Contains("is an extra question"));
    }

    [Fact]
    public void Points_that_cannot_be_reached_are_a_fault_of_their_part()
    {
        // In policy 14 and laid down 10: 24 of 25.
        var faults = FaultsOf(d => Rules(d, 0)[0]!["points"]!["in-policy"] = 14);

        Assert.Equal(10, faults.Count);
        Assert.Equal(
            new RuleSetFault(
                "/parts/0", "child-abuse-2017, child-abuse-1: ANCHORING can earn at most 24 of 25 points."),
            faults[0]);
    }

    [Fact]
    public void Rules_may_add_up_to_more_than_their_part_and_are_capped()
    {
        Assert.Empty(FaultsOf(d => Rules(d, 0)[0]!["points"]!["in-policy"] = 20));
    }

    [Fact]
    public void A_condition_that_shuts_points_out_is_found()
    {
        // Laid down is asked only when in policy: with 15 for intended and 0 for in policy, 10 or 15, never 25.
        var faults = FaultsOf(d => Rules(d, 0)[0]!["points"] =
            new JsonObject { ["in-policy"] = 0, ["intended"] = 15, ["not-in-policy"] = 0 });

        Assert.Equal(
            "child-abuse-2017, child-abuse-1: ANCHORING can earn at most 15 of 25 points.", faults[0].Message);
    }

    [Fact]
    public void Maxima_that_no_answers_earn_at_once_are_found()
    {
        // Everything about content is asked only of who is not in policy, which earns no anchoring points.
        var questionnaire = Seeds.Questionnaire with
        {
            Objectives =
            [
                .. Seeds.Questionnaire.Objectives.Take(1).Select(o => o with
                {
                    Questions =
                    [
                        .. o.Questions.Select(q => q.Part == Part.Content
                            ? q with { ShownWhen = new Condition("child-abuse-1.policy", "not-in-policy") }
                            : q),
                    ],
                }),
            ],
            ExtraQuestions = [],
        };

        var fault = Assert.Single(RuleSetCheck.FaultsOf(Seeds.Rules, questionnaire));

        // Content 50 and reach 25 with nothing of anchoring.
        Assert.Equal("/parts", fault.Path);
        Assert.EndsWith(
            "no answers earn the maximum of every part at once; at most 75 points together.", fault.Message);
    }

    [Theory]
    [InlineData("PER_MEASURE", 6, 45, null)]
    [InlineData("PER_MEASURE", 5, 45, "child-abuse-10: CONTENT can earn at most 45 of 50")] // it has 8 measures
    [InlineData("SHARE", 45, null, null)]
    public void Another_reading_of_the_report_is_another_rule(string kind, int points, int? cap, string? fault)
    {
        var faults = FaultsOf(d =>
        {
            var rule = new JsonObject
            {
                ["kind"] = kind, ["question"] = "content-*", ["points"] = points, ["suggestion"] = "Doe.",
            };
            if (cap is { } most)
            {
                rule["cap"] = most;
            }

            Rules(d, 1)[0] = rule;
        });

        Assert.Equal(fault is not null, faults.Any(f => f.Path == "/parts/1"));
        Assert.All(faults, f => Assert.Contains(fault!, f.Message));
    }

    private static IReadOnlyList<RuleSetFault> FaultsOf(Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Seeds.Read("rulesets/child-abuse-1.json"))!.AsObject();
        document["questionnaires"] = new JsonArray("child-abuse-2017");
        change(document);
        return RuleSetCheck.FaultsOf(RuleSet.Parse(document.ToJsonString()), [Seeds.Questionnaire]);
    }

    private static JsonArray Rules(JsonObject document, int part) => document["parts"]![part]!["rules"]!.AsArray();
}
