using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class AnswerSheetTests
{
    private const string Policy = "child-abuse-1.policy";
    private const string LaidDown = "child-abuse-1.laid-down";
    private const string Documents = "child-abuse-1.documents";

    private static readonly AnswerSheet Empty = new(Seeds.Questionnaire, []);

    private static readonly AnswerSheet LaidDownInARegionalVision = Empty.With(
        [Chosen(Policy, "in-policy"), Chosen(LaidDown, "yes"), Chosen(Documents, "regiovisie")]);

    [Fact]
    public void Answers_given_at_once_may_depend_on_each_other_in_any_order()
    {
        var sheet = Empty.With([Chosen(Documents, "regiovisie"), Chosen(LaidDown, "yes"), Chosen(Policy, "in-policy")]);

        Assert.Equal([Policy, LaidDown, Documents], sheet.Answers.Select(a => a.Question));
    }

    [Fact]
    public void Questions_that_are_not_named_keep_their_answers()
    {
        var sheet = LaidDownInARegionalVision.With([Chosen("child-abuse-2.policy", "intended")]);

        Assert.Equal(4, sheet.Answers.Count);
        Assert.Equal("intended", sheet.Answer("child-abuse-2.policy")!.Options.Single());
    }

    [Fact]
    public void An_empty_answer_clears_the_saved_one_and_what_hung_on_it()
    {
        var sheet = LaidDownInARegionalVision.With([new Answer(LaidDown, [], " ", null)]);

        Assert.Equal([Policy], sheet.Answers.Select(a => a.Question));
    }

    [Fact]
    public void A_changed_mind_clears_what_is_no_longer_asked_down_the_whole_chain()
    {
        var sheet = LaidDownInARegionalVision.With([Chosen(Policy, "intended")]);

        Assert.Equal([Policy], sheet.Answers.Select(a => a.Question));
    }

    [Fact]
    public void An_answer_to_a_question_that_is_not_asked_is_refused()
    {
        Refused("ANSWER_NOT_ASKED", Empty, Chosen(LaidDown, "yes"));
        Refused("ANSWER_NOT_ASKED", LaidDownInARegionalVision, Chosen(Policy, "intended"), Chosen(LaidDown, "yes"));
        Refused("ANSWER_NOT_ASKED", LaidDownInARegionalVision, Chosen(Policy, "intended"), Chosen(Documents, "other"));
    }

    [Fact]
    public void Clearing_a_question_that_is_not_asked_is_fine() =>
        Assert.Empty(Empty.With([new Answer(LaidDown, [], null, null)]).Answers);

    [Fact]
    public void An_unknown_question_is_refused() =>
        Refused("UNKNOWN_QUESTION", Empty, Chosen("child-abuse-11.x", "yes"));

    [Fact]
    public void A_question_named_twice_is_refused() =>
        Refused("BAD_ANSWER", Empty, Chosen(Policy, "intended"), Chosen(Policy, "in-policy"));

    [Fact]
    public void An_objective_without_its_first_anchoring_question_is_not_answered()
    {
        var sheet = Empty.With([Chosen("child-abuse-3.content-1", "none"), Chosen("child-abuse-4.policy", "intended")]);

        Assert.Equal(1, sheet.AnsweredObjectives);
    }

    private static void Refused(string code, AnswerSheet sheet, params Answer[] given) =>
        Assert.Equal(code, Assert.Throws<AnswerRefusedException>(() => sheet.With(given)).Code);

    private static Answer Chosen(string question, params string[] options) => new(question, options, null, null);
}
