using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain.RuleSets;

/// <summary>Kinds of rules for another reading of the report: points a measure, a share of all, caps.</summary>
public sealed class OtherReadingTests
{
    [Fact]
    public void A_measure_earns_5_points_up_to_the_cap_and_each_question_tells_its_own()
    {
        var score = Score(
            new PerMeasureRule("content-*", "Doe {option}.", Points: 5, Cap: 40),
            Ticked(1, "content-1", 3), Ticked(1, "content-4", 3));

        Assert.Equal(30, score.Content);
        Assert.Equal([15m, 0m, 0m, 15m, 0m], Content(score).Select(p => p.Points));

        // Four more could be ticked at question 1, of which the cap leaves room for two; the own measure is apart.
        Assert.Equal([10m, 0m, 0m, 0m, 10m], Content(score).Select(p => p.Missed));
        Assert.Equal("3 van de 7 maatregelen aangekruist.", Content(score)[0].Reason);
    }

    [Fact]
    public void Above_the_cap_the_last_question_earns_what_is_left_and_says_so()
    {
        // 7 x 5 = 35, then 5 of 6 x 5 = 30 up to 40.
        var score = Score(
            new PerMeasureRule("content-*", "Doe {option}.", Points: 5, Cap: 40),
            Ticked(1, "content-1", 7), Ticked(1, "content-4", 6));

        Assert.Equal([35m, 0m, 0m, 5m, 0m], Content(score).Select(p => p.Points));
        Assert.Equal("6 van de 6 maatregelen aangekruist. Het maximum was al bereikt.", Content(score)[3].Reason);
        Assert.Equal(10, Content(score).Sum(p => p.Missed)); // the own measure
    }

    [Fact]
    public void A_share_of_all_options_adds_up_to_the_whole_in_hundredths()
    {
        var objective = Seeds.Questionnaire.Objectives[0];
        var measures = objective.Questions.Where(q => q.Code.StartsWith("content", StringComparison.Ordinal))
            .Sum(q => q.Options.Count(o => !o.Exclusive));
        var rule = new ShareRule("content-*", "Doe {option}.", Points: 40);

        // Objective 1 has 7 + 5 + 3 + 6 = 21 measures; 7 of 21 is a third of 40, in whole hundredths below it.
        Assert.Equal(21, measures);
        Assert.Equal(13.33m, Score(rule, Ticked(1, "content-1", 7)).Content);
        Assert.Equal(
            40,
            Score(rule, Ticked(1, "content-1", 7), Ticked(1, "content-2", 5), Ticked(1, "content-3", 3),
                Ticked(1, "content-4", 6)).Content);
        Assert.Equal(1.90m, Score(rule, Ticked(1, "content-1", 1)).Content); // 40 / 21 = 1.904…
    }

    [Fact]
    public void A_part_is_capped_at_its_maximum_where_its_rules_add_up_to_more()
    {
        var rules = Seeds.Rules with
        {
            Parts =
            [
                Seeds.Rules.Parts[0],
                Seeds.Rules.Parts[1] with
                {
                    Rules = [new DividedRule("content-*", "Doe.", 50), new TextRule("own-measure", "Doe.", 20)],
                },
                Seeds.Rules.Parts[2],
            ],
        };

        // Three of four questions 37.5, and 12.5 of the 20 for an own measure.
        var score = new Scorer(rules, Seeds.Questionnaire).Score("child-abuse-1", Sheet.Of(
            1, "policy=in-policy", Ticked(1, "content-1", 1), Ticked(1, "content-2", 1), Ticked(1, "content-3", 1),
            "own-measure=Iets"))!;

        Assert.Equal(50, score.Content);
        Assert.Equal([12.5m, 12.5m, 12.5m, 0m, 12.5m], Content(score).Select(p => p.Points));
        Assert.All(Content(score), p => Assert.Equal(0, p.Missed));
    }

    [Fact]
    public void Every_measure_below_the_cap_is_suggested_with_what_it_would_add()
    {
        var suggestion = Scorer(new PerMeasureRule("content-*", "Doe {option}.", Points: 5, Cap: 40))
            .Suggest(Sheet.Of(1, "policy=in-policy", "laid-down=yes", Ticked(1, "content-1", 2)))
            .First(s => s.Question == "child-abuse-1.content-1");

        Assert.Equal(5, suggestion.Gain);
        Assert.Equal(4, suggestion.Measures.Count); // seven, without the two that are ticked and "Anders"
    }

    private static Scorer Scorer(Rule content) => new(
        Seeds.Rules with
        {
            Parts =
            [
                Seeds.Rules.Parts[0],
                Seeds.Rules.Parts[1] with { Rules = [content, new TextRule("own-measure", "Doe.", 10)] },
                Seeds.Rules.Parts[2],
            ],
        },
        Seeds.Questionnaire);

    private static ObjectiveScore Score(Rule content, params string[] answers) =>
        Scorer(content).Score("child-abuse-1", Sheet.Of(1, ["policy=not-in-policy", .. answers]))!;

    private static List<ScorePoint> Content(ObjectiveScore score) =>
        [.. score.Explanation.Where(p => p.Part == Part.Content)];

    private static string Ticked(int objective, string code, int count) =>
        $"{code}=" + string.Join(
            ',', Enumerable.Range(0, count).Select(i => Sheet.Measure($"child-abuse-{objective}.{code}", i)));
}
