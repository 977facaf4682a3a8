namespace Monitor.Seeds.Tests;

/// <summary>Every checked-in answer is one that the questionnaire allows.</summary>
public class AnswerTests
{
    private static readonly IReadOnlyList<CheckedInResponse> Responses = CheckedInRound.Responses;

    private static readonly Questionnaire Questionnaire = Questionnaires.Read(Seed.Folder.Questionnaire);

    private static readonly Dictionary<string, Question> Questions = Questionnaire.Objectives
        .SelectMany(objective => objective.Questions)
        .ToDictionary(question => question.Id);

    [Fact]
    public void Only_questions_and_options_of_the_questionnaire_occur() =>
        Assert.All(Responses, response => Assert.All(response.Answers, answer => Assert.Subset(
            Questions[answer.Key].Options.Select(option => option.Id).ToHashSet(),
            answer.Value.Options.ToHashSet())));

    [Fact]
    public void A_single_choice_has_one_option_and_no_option_is_ticked_twice() =>
        Assert.All(Responses, response => Assert.All(response.Answers, answer =>
        {
            Assert.True(Questions[answer.Key].Kind != "SINGLE" || answer.Value.Options.Count == 1);
            Assert.Equal(answer.Value.Options.Count, answer.Value.Options.Distinct().Count());
        }));

    [Fact]
    public void A_text_question_has_a_text_and_no_options() =>
        Assert.All(Responses, response => Assert.All(response.Answers, answer =>
            Assert.Equal(
                Questions[answer.Key].Kind == "TEXT", answer.Value.HasText && answer.Value.Options.Count == 0)));

    [Fact]
    public void An_exclusive_option_stands_alone() =>
        Assert.All(Responses, response => Assert.All(response.Answers, answer =>
        {
            var isExclusive = Questions[answer.Key].Options
                .Any(option => option.Exclusive && answer.Value.HasTicked(option.Id));
            Assert.True(!isExclusive || answer.Value.Options.Count == 1);
        }));

    [Fact]
    public void A_question_is_answered_when_it_is_asked_and_only_then() =>
        Assert.All(Responses, response => Assert.All(
            Questionnaire.Objectives.Where(objective => response.Answered(objective.Id)),
            objective => Assert.All(
                objective.Questions.Where(question => question.Kind != "TEXT"),
                question =>
                {
                    var isAsked = question.ShownWhen is not { } condition
                        || response.Ticks(condition.Question, condition.Option);
                    Assert.Equal(isAsked, response.Answers.ContainsKey(question.Id));
                })));

    [Fact]
    public void An_objective_left_out_has_no_answers() =>
        Assert.All(Responses, response => Assert.All(
            Questionnaire.Objectives.Where(objective => !response.Answered(objective.Id)),
            objective => Assert.DoesNotContain(
                objective.Questions, question => response.Answers.ContainsKey(question.Id))));

    [Fact]
    public void Each_option_that_takes_a_text_has_one_and_no_other_has() =>
        Assert.All(Responses, response =>
        {
            var taking = response.Answers
                .Where(answer => Questions[answer.Key].Options
                    .Any(option => option.TakesText && answer.Value.HasTicked(option.Id)))
                .Select(answer => answer.Key);
            Assert.Equal(taking.ToHashSet(), response.Texts.Keys.ToHashSet());
            Assert.All(response.Texts.Values, text => Assert.InRange(text.Length, 5, 80));
        });

    [Fact]
    public void Answers_stand_in_the_order_of_the_questionnaire()
    {
        var places = Questions.Keys.Select((id, place) => (id, place))
            .ToDictionary(line => line.id, line => line.place);
        Assert.All(Responses, response =>
        {
            var order = response.Answers.Keys.Select(question => places[question]).ToList();
            Assert.Equal(order.Order(), order);
        });
    }
}
