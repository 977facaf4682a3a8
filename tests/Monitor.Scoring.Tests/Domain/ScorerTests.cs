using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

public sealed class ScorerTests
{
    [Theory]
    [InlineData("not-in-policy", null, 0)]
    [InlineData("intended", null, 5)]
    [InlineData("in-policy", null, 15)]
    [InlineData("in-policy", "no", 15)]
    [InlineData("in-policy", "yes", 25)]
    [InlineData("intended", "yes", 5)] // laid down is asked only when in policy: an answer left behind earns nothing
    [InlineData("not-in-policy", "yes", 0)]
    public void Anchoring_is_15_in_policy_5_intended_and_10_more_when_laid_down(
        string policy, string? laidDown, int points)
    {
        string[] answers = laidDown is null ? [$"policy={policy}"] : [$"policy={policy}", $"laid-down={laidDown}"];

        Assert.Equal(points, Score(1, answers).Anchoring);
    }

    [Theory]
    [InlineData(1, 4, 11.25)]
    [InlineData(2, 3, 15)]
    [InlineData(5, 5, 9)]
    [InlineData(10, 2, 22.5)]
    public void Content_divides_45_points_equally_over_the_questions(int objective, int questions, double share)
    {
        for (var answered = 1; answered <= questions; answered++)
        {
            string[] answers =
            [
                "policy=not-in-policy",
                .. Enumerable.Range(1, answered).Select(i => $"content-{i}={Measure(objective, i)}"),
            ];

            Assert.Equal((decimal)share * answered, Score(objective, answers).Content);
        }
    }

    [Fact]
    public void A_question_earns_its_share_once_however_many_measures_are_ticked()
    {
        var measures = $"{Measure(1, 1)},{Sheet.Measure("child-abuse-1.content-1", 1)},other";

        Assert.Equal(11.25m, Score(1, "policy=not-in-policy", $"content-1={measures}").Content);
    }

    [Theory]
    [InlineData("other", 11.25)]
    [InlineData("none", 0)]
    [InlineData("none,other", 0)]
    [InlineData("no-option-of-this-question", 0)]
    public void Other_counts_and_no_part_of_policy_excludes_the_rest(string ticked, double points) =>
        Assert.Equal((decimal)points, Score(1, "policy=not-in-policy", $"content-1={ticked}").Content);

    [Theory]
    [InlineData("Een eigen aanpak", 5)]
    [InlineData("  ", 0)]
    public void An_own_measure_earns_5_when_it_says_something(string text, int points) =>
        Assert.Equal(points, Score(3, "policy=not-in-policy", $"own-measure={text}").Content);

    [Theory]
    [InlineData("no", null, 0)]
    [InlineData("yes", null, 10)]
    [InlineData("yes", "none", 10)]
    [InlineData("yes", "less-than-half", 15)]
    [InlineData("yes", "more-than-half", 20)]
    [InlineData("yes", "everyone", 25)]
    [InlineData("no", "everyone", 0)] // asked only with a view of the reach
    public void Reach_is_10_for_a_view_and_up_to_15_for_the_share(string view, string? share, int points)
    {
        string[] answers = share is null ? [$"reach-view={view}"] : [$"reach-view={view}", $"reach-share={share}"];

        Assert.Equal(points, Score(8, ["policy=not-in-policy", .. answers]).Reach);
    }

    [Fact]
    public void Everything_earns_100_points_in_every_objective()
    {
        foreach (var objective in Seeds.Questionnaire.Objectives)
        {
            var score = Score(objective.Number, Everything(objective));

            Assert.Equal((25m, 50m, 25m, 100m), (score.Anchoring, score.Content, score.Reach, score.Total));
            Assert.Equal(Band.Green, score.Band);
        }
    }

    [Fact]
    public void The_explanation_adds_up_to_the_total_and_its_maxima_to_100()
    {
        foreach (var objective in Seeds.Questionnaire.Objectives)
        {
            var everything = Everything(objective);
            for (var answered = 1; answered <= everything.Length; answered++)
            {
                var score = Score(objective.Number, everything[..answered]);

                Assert.Equal(score.Total, score.Explanation.Sum(p => p.Points));
                Assert.Equal(100, score.Explanation.Sum(p => p.Maximum));
                Assert.All(score.Explanation, p => Assert.InRange(p.Points, 0, p.Maximum));
                Assert.All(score.Explanation, p => Assert.NotEmpty(p.Reason));
            }
        }
    }

    [Fact]
    public void The_last_question_takes_what_does_not_divide()
    {
        var rule = new DividedRule("content-*", "", Points: 45);

        // 45 / 7 = 6.428…: six times 6.42 is 38.52, which leaves 6.48.
        Assert.Equal(
            [6.42m, 6.42m, 6.42m, 6.42m, 6.42m, 6.42m, 6.48m], Enumerable.Range(0, 7).Select(i => rule.Share(i, 7)));
    }

    [Fact]
    public void An_objective_whose_first_anchoring_question_is_blank_is_not_answered()
    {
        var card = Seeds.Scorer.Score(Sheet.Of(1, $"content-1={Measure(1, 1)}", "reach-view=yes"));

        Assert.Empty(card.Objectives);
        Assert.Null(card.Average);
        Assert.Null(card.Band);
    }

    [Fact]
    public void The_average_is_over_the_answered_objectives_and_is_not_rounded_for_its_band()
    {
        // 15 + 0 + 10 = 25, 0 and 5: 30 / 3 objectives = 10.
        var answers = Sheet.Of(1, "policy=in-policy", "reach-view=yes")
            .With("child-abuse-2.policy", new Answer(["not-in-policy"]))
            .With("child-abuse-9.policy", new Answer(["intended"]));

        var card = Seeds.Scorer.Score(answers);

        Assert.Equal(["child-abuse-1", "child-abuse-2", "child-abuse-9"], card.Objectives.Select(o => o.Objective));
        Assert.Equal(10m, card.Average);
        Assert.Equal(Band.Red, card.Band);
        Assert.Equal("child-abuse-1", card.RuleSet);
    }

    [Theory]
    [InlineData("0", Band.Red)]
    [InlineData("24.999", Band.Red)]
    [InlineData("25", Band.Orange)]
    [InlineData("75", Band.Orange)]
    [InlineData("75.001", Band.Green)]
    [InlineData("100", Band.Green)]
    public void Below_25_is_red_above_75_is_green(string points, Band band) =>
        Assert.Equal(band, Seeds.Rules.Bands.BandOf(decimal.Parse(points)));

    [Fact]
    public void A_reason_says_in_Dutch_what_was_answered()
    {
        var reasons = Score(1, "policy=intended", "laid-down=yes", "content-1=none", $"content-2={Measure(1, 2)}")
            .Explanation.ToDictionary(p => p.Question, p => p.Reason);

        Assert.Equal("Gekozen: “Nee, maar de gemeente heeft wel het voornemen”.", reasons["child-abuse-1.policy"]);
        Assert.Equal("Niet gevraagd na het antwoord op de vraag ervoor.", reasons["child-abuse-1.laid-down"]);
        Assert.Equal("Aangekruist: “(geen onderdeel van beleid)”.", reasons["child-abuse-1.content-1"]);
        Assert.Equal("Maatregel aangekruist: “Samenwerkingsafspraken”.", reasons["child-abuse-1.content-2"]);
        Assert.Equal("Geen maatregel aangekruist.", reasons["child-abuse-1.content-3"]);
        Assert.Equal("Niet ingevuld.", reasons["child-abuse-1.reach-view"]);
    }

    private static string[] Everything(Objective objective) =>
    [
        "policy=in-policy", "laid-down=yes",
        .. objective.Questions.Where(q => q.Code.StartsWith("content-", StringComparison.Ordinal))
            .Select(q => $"{q.Code}={Sheet.Measure(q.Id)}"),
        "own-measure=Iets nieuws", "reach-view=yes", "reach-share=everyone",
    ];

    private static string Measure(int objective, int question) =>
        Sheet.Measure($"child-abuse-{objective}.content-{question}");

    private static ObjectiveScore Score(int objective, params string[] answers) =>
        Seeds.Scorer.Score($"child-abuse-{objective}", Sheet.Of(objective, answers))!;
}
