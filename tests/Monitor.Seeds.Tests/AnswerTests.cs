namespace Monitor.Seeds.Tests;

/// <summary>Every checked-in answer is one that the questionnaire of its round allows.</summary>
public class AnswerTests
{
    private static readonly Dictionary<int, Questionnaire> Forms = new()
    {
        [2014] = Questionnaires.Read(Seed.Folder.Questionnaire(2014)),
        [2017] = Questionnaires.Read(Seed.Folder.Questionnaire(2017)),
    };

    public static TheoryData<int> Rounds => [2014, 2017];

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Only_questions_and_options_of_the_questionnaire_occur(int round) =>
        EachAnswer(round, (question, answer) => Assert.Subset(
            question.Options.Select(option => option.Id).ToHashSet(), answer.Options.ToHashSet()));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_single_choice_has_one_option_and_no_option_is_ticked_twice(int round) =>
        EachAnswer(round, (question, answer) =>
        {
            Assert.True(question.Kind != "SINGLE" || answer.Options.Count == 1);
            Assert.Equal(answer.Options.Count, answer.Options.Distinct().Count());
        });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_text_question_has_a_text_and_a_mark_a_number_and_neither_has_options(int round) =>
        EachAnswer(round, (question, answer) => Assert.Equal(
            question.Kind is "TEXT" or "MARK", answer.HasText && answer.Options.Count == 0));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Marks_are_whole_numbers_from_1_to_10(int round) =>
        Assert.All(CheckedInRound.Of(round).Responses, response => Assert.All(
            Forms[round].ExtraQuestions.Where(question => question.Kind == "MARK"),
            question => Assert.InRange(response.Mark(question.Id) ?? 1, 1, 10)));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void An_exclusive_option_stands_alone(int round) =>
        EachAnswer(round, (question, answer) =>
        {
            var isExclusive = question.Options.Any(option => option.Exclusive && answer.HasTicked(option.Id));
            Assert.True(!isExclusive || answer.Options.Count == 1);
        });

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_question_is_answered_when_it_is_asked_and_only_then(int round) =>
        Assert.All(CheckedInRound.Of(round).Responses, response => Assert.All(
            Forms[round].Objectives.Where(objective => response.Answered(objective.Id)),
            objective => Assert.All(
                objective.Questions.Where(question => question.Kind != "TEXT"),
                question => Assert.Equal(IsAsked(question, response), response.Answers.ContainsKey(question.Id)))));

    [Theory]
    [InlineData(2014, 0)]
    [InlineData(2017, 1)]
    public void Extra_questions_are_answered_together_but_for_one_blank_regional_vision(int round, int blank)
    {
        string[] optional = ["extra.cooperation-note", "extra.regiovisie"];
        var asked = Forms[round].ExtraQuestions.Where(question => !optional.Contains(question.Id)).ToList();
        var responses = CheckedInRound.Of(round).Responses;

        Assert.All(responses, response => Assert.All(asked, question => Assert.Equal(
            response.AnsweredExtra && IsAsked(question, response), response.Answers.ContainsKey(question.Id))));
        Assert.Equal(
            blank, responses.Count(r => r.AnsweredExtra && !r.Answers.ContainsKey("extra.regiovisie")));
        Assert.All(
            responses.Where(response => !response.AnsweredExtra),
            response => Assert.DoesNotContain(optional, response.Answers.ContainsKey));
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Only_who_saw_cooperation_improve_says_how(int round) =>
        Assert.All(
            CheckedInRound.Of(round).Responses.Where(r => r.Answers.ContainsKey("extra.cooperation-note")),
            response => Assert.True(
                response.Ticks("extra.cooperation", "somewhat") || response.Ticks("extra.cooperation", "strongly")));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_centre_municipality_does_not_leave_the_regional_vision_to_the_centre(int round)
    {
        var centres = Seed.Csv("regions.csv").Select(row => row["centre_municipality"]).ToHashSet();

        Assert.All(
            CheckedInRound.Of(round).Responses.Where(response => centres.Contains(response.Municipality)),
            response => Assert.False(response.Ticks("extra.regiovisie", "centre")));
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void An_objective_left_out_has_no_answers(int round) =>
        Assert.All(CheckedInRound.Of(round).Responses, response => Assert.All(
            Forms[round].Objectives.Where(objective => !response.Answered(objective.Id)),
            objective => Assert.DoesNotContain(
                objective.Questions, question => response.Answers.ContainsKey(question.Id))));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Each_option_that_takes_a_text_has_one_and_no_other_has(int round)
    {
        var questions = Forms[round].Questions.ToDictionary(question => question.Id);
        Assert.All(CheckedInRound.Of(round).Responses, response =>
        {
            var taking = response.Answers
                .Where(answer => questions[answer.Key].Options
                    .Any(option => option.TakesText && answer.Value.HasTicked(option.Id)))
                .Select(answer => answer.Key);
            Assert.Equal(taking.ToHashSet(), response.Texts.Keys.ToHashSet());
            Assert.All(response.Texts.Values, text => Assert.InRange(text.Length, 5, 80));
        });
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Answers_stand_in_the_order_of_the_questionnaire(int round)
    {
        var places = Forms[round].Questions.Select((question, place) => (question.Id, place))
            .ToDictionary(line => line.Id, line => line.place);
        Assert.All(CheckedInRound.Of(round).Responses, response =>
        {
            var order = response.Answers.Keys.Select(question => places[question]).ToList();
            Assert.Equal(order.Order(), order);
        });
    }

    private static bool IsAsked(Question question, CheckedInResponse response) =>
        question.ShownWhen is not { } condition || response.Ticks(condition.Question, condition.Option);

    private static void EachAnswer(int round, Action<Question, Scoring.Domain.Answer> judge)
    {
        var questions = Forms[round].Questions.ToDictionary(question => question.Id);
        Assert.All(CheckedInRound.Of(round).Responses, response => Assert.All(
            response.Answers, answer => judge(questions[answer.Key], answer.Value)));
    }
}
