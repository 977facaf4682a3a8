using System.Text.Json;
using Monitor.Scoring.Tests.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph;

/// <summary>What other answers would come to.</summary>
public sealed class WhatIfTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Fields = """
        round ruleSet questionnaire from revision
        average { before after difference bandBefore bandAfter }
        themes { theme average { difference } }
        objectives { objective { id } before { total } after { total explanation { question points label } }
                     difference { anchoring content reach total } }
        """;

    [Fact]
    public async Task New_scores_and_the_difference_of_each_objective_and_part()
    {
        HasAnswers("GM0090", "SUBMITTED", 4, ("child-abuse-1.policy", "intended"));

        // Objective 1 from intended 5 to in policy 15 and 11.25 of a content question; objective 2 is new with 15.
        var answer = await AskAsync("GM0090", "SUBMITTED", [
            Choice("child-abuse-1.policy", "in-policy"),
            Choice("child-abuse-1.content-1", Sheet.Measure("child-abuse-1.content-1")),
            Choice("child-abuse-2.policy", "in-policy"),
        ]);

        var whatIf = answer.Entity["whatIf"]!;
        Assert.Equal(
            """
            {"before":5,"after":20.63,"difference":15.63,"bandBefore":"RED","bandAfter":"RED"}
            """,
            whatIf["average"]!.ToJsonString()); // (26.25 + 15) / 2 = 20.625
        Assert.Equal(4, whatIf["revision"]!.GetValue<int>());
        Assert.Equal(
            """[{"theme":"CHILD_ABUSE","average":{"difference":15.63}}]""", whatIf["themes"]!.ToJsonString());
        var objectives = whatIf["objectives"]!.AsArray();
        Assert.Equal(
            """{"anchoring":10,"content":11.25,"reach":0,"total":21.25}""",
            objectives[0]!["difference"]!.ToJsonString());
        Assert.Equal(26.25m, objectives[0]!["after"]!["total"]!.GetValue<decimal>());
        Assert.Null(objectives[1]!["before"]);
        Assert.Equal(15, objectives[1]!["difference"]!["total"]!.GetValue<decimal>());
        Assert.Equal([0], await application.CountAsync("SELECT count(*) FROM scores WHERE municipality = 'GM0090'"));
    }

    [Fact]
    public async Task From_what_was_saved_or_from_nothing()
    {
        HasAnswers("GM0091", "SAVED", 7, ("child-abuse-1.policy", "in-policy"), ("child-abuse-1.laid-down", "yes"));

        var saved = await AskAsync("GM0091", "SAVED", [Choice("child-abuse-1.policy", "not-in-policy")]);
        var nothing = await AskAsync("GM0091", "NOTHING", [Choice("child-abuse-1.policy", "in-policy")]);
        var none = await AskAsync("GM0091", "SUBMITTED", []);

        // Laid down is no longer asked, and earns nothing.
        Assert.Equal(
            """{"anchoring":-25,"content":0,"reach":0,"total":-25}""",
            saved.Entity["whatIf"]!["objectives"]![0]!["difference"]!.ToJsonString());
        Assert.Equal(15, nothing.Entity["whatIf"]!["average"]!["after"]!.GetValue<decimal>());
        Assert.Null(nothing.Entity["whatIf"]!["revision"]);
        Assert.Null(none.Entity["whatIf"]!["average"]!["after"]);
        Assert.Equal("[]", none.Entity["whatIf"]!["objectives"]!.ToJsonString());
    }

    [Fact]
    public async Task An_empty_answer_clears()
    {
        HasAnswers(
            "GM0092", "SUBMITTED", 1, ("child-abuse-1.policy", "in-policy"), ("child-abuse-1.reach-view", "yes"));

        var answer = await AskAsync("GM0092", "SUBMITTED", [new { question = "child-abuse-1.reach-view" }]);

        Assert.Equal(-10, answer.Entity["whatIf"]!["average"]!["difference"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData("""{"question":"child-abuse-99.policy","options":["yes"]}""", "UNKNOWN_QUESTION")]
    [InlineData("""{"question":"child-abuse-1.policy","options":["perhaps"]}""", "UNKNOWN_OPTION")]
    [InlineData("""{"question":"child-abuse-1.policy","options":["intended","in-policy"]}""", "ONE_OPTION")]
    [InlineData("""{"question":"child-abuse-1.content-1","options":["none","other"]}""", "EXCLUSIVE_OPTION")]
    [InlineData("""{"question":"child-abuse-1.laid-down","options":["yes"]}""", "ANSWER_NOT_ASKED")]
    [InlineData("""{"question":"child-abuse-1.policy","options":["intended"],"text":"Ja"}""", "TEXT_NOT_TAKEN")]
    [InlineData("""{"question":"child-abuse-1.policy","number":1}""", "BAD_ANSWER")]
    [InlineData("""{"question":"child-abuse-1.own-measure","options":["yes"]}""", "UNKNOWN_OPTION")]
    [InlineData("""{"question":"extra.mark-now","number":11}""", "NUMBER_OUT_OF_RANGE")]
    [InlineData("""{"question":"extra.mark-now","number":7.5}""", "NUMBER_OUT_OF_RANGE")]
    [InlineData("""{"question":"extra.mark-now","number":1e300}""", "NUMBER_OUT_OF_RANGE")]
    public async Task An_answer_that_does_not_fit_is_refused_with_its_question(string given, string code)
    {
        var answer = await AskAsync("GM0093", "NOTHING", [JsonSerializer.Deserialize<JsonElement>(given)]);

        Assert.Equal([code], answer.Codes);
        Assert.Equal(
            JsonSerializer.Deserialize<JsonElement>(given).GetProperty("question").GetString(),
            answer.Details["question"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_text_that_is_too_long_or_a_question_answered_twice_is_refused()
    {
        var tooLong = await AskAsync(
            "GM0093", "NOTHING", [new { question = "child-abuse-1.own-measure", text = new string('a', 2_001) }]);
        var twice = await AskAsync(
            "GM0093", "NOTHING",
            [Choice("child-abuse-1.policy", "intended"), Choice("child-abuse-1.policy", "in-policy")]);

        Assert.Equal(["TEXT_TOO_LONG"], tooLong.Codes);
        Assert.Equal(["BAD_ANSWER"], twice.Codes);
    }

    [Fact]
    public async Task Extra_questions_fit_and_count_for_nothing()
    {
        var answer = await AskAsync("GM0093", "NOTHING", [
            Choice("child-abuse-1.policy", "in-policy"), new { question = "extra.mark-now", number = 8 },
            new { question = "child-abuse-1.content-1", options = (string[])["other"], text = "Een eigen aanpak" },
        ]);

        Assert.Equal(26.25m, answer.Entity["whatIf"]!["average"]!["after"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Only_the_municipality_itself_asks_and_rounds_and_rules_must_be_there()
    {
        const string Other = """
            { _entities(representations: [{ __typename: "Municipality", code: "GM0094" }]) { ... on Municipality {
                whatIf(round: 2018, answers: []) { average { after } } } } }
            """;

        var others = await application.AskAsAsync("coordinator", "GM0095", Other);
        var editor = await application.AskAsAsync("editor", "GM0094", Other);
        var anonymous = await application.AskAsync(Other, null);
        var reader = await application.AskAsAsync("reader", "GM0094", Other);
        var round = await application.AskOwnAsync("GM0094", "whatIf(round: 1999, answers: []) { round }");
        var rules = await application.AskOwnAsync(
            "GM0094", """whatIf(round: 2018, answers: [], ruleSet: "none") { round }""");
        var foreign = await application.AskOwnAsync(
            "GM0094", """whatIf(round: 2018, answers: [], ruleSet: "monitor-1") { round }""");

        Assert.Equal(["NOT_YOURS"], others.Codes);
        Assert.Equal(["FORBIDDEN"], editor.Codes);
        Assert.Equal("UNAUTHENTICATED", anonymous["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Empty(reader.Codes);
        Assert.Equal(["UNKNOWN_ROUND"], round.Codes);
        Assert.Equal(["UNKNOWN_RULE_SET"], rules.Codes);
        Assert.Equal(["OTHER_QUESTIONNAIRE"], foreign.Codes);
    }

    private static object Choice(string question, string option) => new { question, options = (string[])[option] };

    private void HasAnswers(
        string municipality, string from, int revision, params (string Question, string Option)[] answers) =>
        application.Sidecar.Answer(
            "questionnaire",
            $"/internal/municipalities/{municipality}/rounds/2018/answers?from={from}",
            JsonSerializer.Serialize(
                new
                {
                    responseId = municipality, revision, round = 2018, municipality,
                    questionnaire = "child-abuse-2017", generated = false,
                    answers = answers.Select(a => Choice(a.Question, a.Option)),
                },
                JsonSerializerOptions.Web));

    private Task<Answered> AskAsync(string municipality, string from, object[] answers) => application.AskAsAsync(
        "officer", municipality,
        $$"""
        query ($keys: [_Any!]!, $answers: [WhatIfAnswer!]!, $from: WhatIfBase!) {
          _entities(representations: $keys) { ... on Municipality {
            whatIf(round: 2018, answers: $answers, from: $from) { {{Fields}} } } }
        }
        """,
        new { keys = new[] { new { __typename = "Municipality", code = municipality } }, answers, from });
}
