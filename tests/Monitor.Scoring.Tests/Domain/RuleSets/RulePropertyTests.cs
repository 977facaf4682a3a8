using System.Globalization;
using System.Text.Json;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain.RuleSets;

/// <summary>What holds for any rules that fit and any answers. A failure names the seed that shows it.</summary>
public sealed class RulePropertyTests
{
    private const int RuleSets = 150;
    private const int Sheets = 20;

    [Fact]
    public void The_explanation_adds_up_and_with_the_points_missed_to_100() => ForAll((drawn, scorer, sheet) =>
    {
        var card = scorer.Score(sheet);
        foreach (var score in card.Objectives)
        {
            Assert.Equal(score.Total, score.Explanation.Sum(p => p.Points));
            Assert.Equal(100, score.Explanation.Sum(p => p.Points + p.Missed));
            Assert.Equal(score.Anchoring, Of(score, Part.Anchoring).Sum(p => p.Points));
            Assert.Equal(50, Of(score, Part.Content).Sum(p => p.Maximum));
            Assert.All(score.Explanation, p => Assert.InRange(p.Points, 0, p.Maximum));
            Assert.All(score.Explanation, p => Assert.Equal(p.Points, decimal.Round(p.Points, 2)));
            Assert.All(score.Explanation, p => Assert.NotEmpty(p.Reason));
            Assert.Equal(drawn.Rules.Bands.BandOf(score.Total), score.Band);
        }

        var answered = card.Themes.Sum(t => t.Answered);
        Assert.Equal(card.Objectives.Count, answered);
        Assert.Equal(card.Objectives.Sum(o => o.Total), card.Themes.Sum(t => t.Average * t.Answered ?? 0), 6);
    });

    [Fact]
    public void The_gain_of_a_suggestion_is_what_scoring_again_with_it_gains() => ForAll((drawn, scorer, sheet) =>
    {
        foreach (var suggestion in scorer.Suggest(sheet))
        {
            var question = drawn.Questionnaire.Questions.Single(q => q.Id == suggestion.Question);
            var before = scorer.Score(suggestion.Objective, sheet)!.Total;
            foreach (var measure in suggestion.Measures)
            {
                var kept = question.Kind == QuestionKind.Single
                    ? []
                    : sheet[question.Id].Options.Where(o => !question.Options.Single(x => x.Id == o).Exclusive);
                var changed = sheet.With(question.Id, new Answer([.. kept, measure.Option]));
                Assert.Equal(measure.Gain, scorer.Score(suggestion.Objective, changed)!.Total - before);
            }

            Assert.True(suggestion.Gain > 0);
            Assert.Equal(
                suggestion.Gain, suggestion.Measures.Select(m => m.Gain).DefaultIfEmpty(suggestion.Gain).Max());
        }
    });

    [Fact]
    public void More_answers_than_were_asked_for_change_nothing() => ForAll((drawn, scorer, sheet) =>
        Assert.Equal(Written(scorer.Score(sheet)), Written(scorer.Score(RandomRules.WithMore(sheet)))));

    [Fact]
    public void Rules_written_and_read_again_score_the_same() => ForAll((drawn, scorer, sheet) =>
    {
        var again = new Scorer(RuleSet.Parse(drawn.Rules.Write()), drawn.Questionnaire);
        Assert.Equal(Written(scorer.Score(sheet)), Written(again.Score(sheet)));
    });

    // The machine may know no cultures (invariant mode), so what differs in Dutch and Turkish numbers is set by hand.
    [Fact]
    public void The_culture_changes_nothing()
    {
        var present = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat = new NumberFormatInfo
        {
            NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−", PositiveSign = "plus",
        };
        var expected = Everything();
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, Everything());
        }
        finally
        {
            CultureInfo.CurrentCulture = present;
        }
    }

    [Fact]
    public void What_the_check_calls_attainable_is_the_most_that_any_answers_earn()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (drawn, _) = RandomRules.From(seed * 100);
            var scorer = new Scorer(drawn.Rules, drawn.Questionnaire);
            var most = Enumerable.Range(0, 200).SelectMany(_ => scorer.Score(drawn.NewAnswers()).Objectives)
                .Select(o => o.Total).DefaultIfEmpty(0).Max();

            Assert.InRange(most, 0, 100);
            Assert.All(
                drawn.Questionnaire.Objectives,
                o => Assert.Equal(100, Best(drawn, scorer, o)));
        }
    }

    // By climbing: from every option of the questions that decide, all that can be ticked.
    private static decimal Best(RandomRules drawn, Scorer scorer, Objective objective)
    {
        var deciding = objective.Questions.Where(q => q.Kind == QuestionKind.Single).ToList();
        IEnumerable<AnswerSheet> sheets =
        [
            new AnswerSheet(objective.Questions.Where(q => q.Kind != QuestionKind.Single).ToDictionary(
                q => q.Id,
                q => new Answer([.. q.Options.Where(o => !o.Exclusive).Select(o => o.Id)], "tekst"))),
        ];
        foreach (var question in deciding)
        {
            sheets = sheets.SelectMany(s => question.Options.Select(o => s.With(question.Id, new Answer([o.Id]))));
        }

        return sheets.Max(s => scorer.Score(objective.Id, s)!.Total);
    }

    private static string Everything()
    {
        var (drawn, _) = RandomRules.From(4_711);
        var rules = RuleSet.Parse(drawn.Rules.Write());
        var scorer = new Scorer(rules, drawn.Questionnaire);
        var sheets = Enumerable.Range(0, 10).Select(_ => drawn.NewAnswers()).ToList();
        var (_, faults) = RuleSetReader.Read("""{ "id": "İ", "version": 1.5, "bands": { "redBelow": 101 } }""");
        return rules.Write() + string.Join('\n', faults)
            + string.Join(
                '\n', sheets.Select(s => Written(scorer.Score(s)) + JsonSerializer.Serialize(scorer.Suggest(s))));
    }

    private static IEnumerable<ScorePoint> Of(ObjectiveScore score, Part part) =>
        score.Explanation.Where(p => p.Part == part);

    private static string Written(ScoreCard card) => JsonSerializer.Serialize(card);

    private static void ForAll(Action<RandomRules, Scorer, AnswerSheet> holds)
    {
        var next = 0;
        for (var i = 0; i < RuleSets; i++)
        {
            var (drawn, seed) = RandomRules.From(next);
            next = seed + 1;
            var scorer = new Scorer(drawn.Rules, drawn.Questionnaire);
            for (var j = 0; j < Sheets; j++)
            {
                try
                {
                    holds(drawn, scorer, drawn.NewAnswers());
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Seed {seed}, sheet {j}: {failure.Message}", failure);
                }
            }
        }
    }
}
