using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

public sealed class SuggestionTests
{
    [Fact]
    public void The_measures_that_gain_most_come_first()
    {
        // Objective 10 has two content questions of 22.5 points; then policy 15, a view of the reach 10, own measure 5.
        var suggestions = Seeds.Scorer.Suggest(Sheet.Of(10, "policy=not-in-policy"));

        Assert.Equal([22.5m, 22.5m, 15m, 10m, 5m], suggestions.Select(s => s.Gain));
        Assert.Equal(
            ["content-1", "content-2", "policy", "reach-view", "own-measure"],
            suggestions.Select(s => s.Question["child-abuse-10.".Length..]));
    }

    [Fact]
    public void Equal_gains_follow_the_number_of_the_objective_then_the_part()
    {
        // Objective 3 has three content questions of 15 points, as many as policy earns.
        var answers = Sheet.Of(3, "policy=not-in-policy").With("child-abuse-1.policy", new Answer(["not-in-policy"]));

        var first = Seeds.Scorer.Suggest(answers).Take(5);

        Assert.Equal(
            [
                ("child-abuse-1", Part.Anchoring), ("child-abuse-3", Part.Anchoring), ("child-abuse-3", Part.Content),
                ("child-abuse-3", Part.Content), ("child-abuse-3", Part.Content),
            ],
            first.Select(s => (s.Objective, s.Part)));
    }

    [Fact]
    public void A_gain_is_what_remains_to_be_won()
    {
        // Intended earns 5 of 15 already; less than half 5 of 15.
        var answers = Sheet.Of(1, "policy=intended", "reach-view=yes", "reach-share=less-than-half");

        var gains = Seeds.Scorer.Suggest(answers).ToDictionary(s => s.Question, s => s.Gain);

        Assert.Equal(10, gains["child-abuse-1.policy"]);
        Assert.Equal(10, gains["child-abuse-1.reach-share"]);
        Assert.DoesNotContain("child-abuse-1.laid-down", gains.Keys); // gains nothing before it is in policy
        Assert.DoesNotContain("child-abuse-1.reach-view", gains.Keys);
    }

    [Fact]
    public void The_text_names_a_measure_of_the_question()
    {
        var suggestion = Seeds.Scorer.Suggest(Sheet.Of(1, "policy=in-policy", "laid-down=yes"))
            .First(s => s.Question == "child-abuse-1.content-2");

        Assert.Equal(
            "Neem een maatregel op bij “Sturing op ketensamenwerking door middel van”, "
            + "bijvoorbeeld: Samenwerkingsafspraken.",
            suggestion.Text);
    }

    [Fact]
    public void All_measures_missed_at_a_question_stand_with_the_gain_of_each()
    {
        var suggestions = Seeds.Scorer.Suggest(Sheet.Of(1, "policy=not-in-policy"))
            .ToDictionary(s => s.Question["child-abuse-1.".Length..], s => s.Measures);

        // In policy earns 15 points, intended 5; each of the other four of question 2 would earn its whole share.
        Assert.Equal([("in-policy", 15m), ("intended", 5m)], suggestions["policy"].Select(m => (m.Option, m.Gain)));
        Assert.Equal(
            [
                "samenwerkingsafspraken", "ontwikkelen-van-een-multidisciplinaire-aanpak",
                "werken-aan-de-cultuur-van-samenwerking",
            ],
            suggestions["content-2"].Take(3).Select(m => m.Option));
        Assert.All(suggestions["content-2"], m => Assert.Equal(11.25m, m.Gain));
        Assert.DoesNotContain("other", suggestions["content-2"].Select(m => m.Option)); // names no measure
        Assert.Empty(suggestions["own-measure"]);
    }

    [Fact]
    public void A_ticked_no_part_of_policy_gives_way_to_the_measure()
    {
        var answers = Sheet.Of(2, "policy=not-in-policy", "content-1=none");

        Assert.Contains(Seeds.Scorer.Suggest(answers), s => s is { Question: "child-abuse-2.content-1", Gain: 15 });
    }

    [Fact]
    public void Nothing_is_suggested_for_a_full_score_or_an_objective_that_was_not_answered()
    {
        Assert.Empty(Seeds.Scorer.Suggest(AnswerSheet.Empty));
        Assert.Empty(Seeds.Scorer.Suggest(Sheet.Of(
            2, "policy=in-policy", "laid-down=yes", "content-1=other", "content-2=other", "content-3=other",
            "own-measure=Iets", "reach-view=yes", "reach-share=everyone")));
    }
}
