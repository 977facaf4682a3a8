using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class SubmittingTests
{
    private const string First = "child-abuse-1";
    private const string Second = "child-abuse-2";

    private readonly Working response = new();

    public SubmittingTests()
    {
        response.Save("jan", 0, "child-abuse-1.policy", "in-policy");
        response.Save("jan", 0, "child-abuse-2.policy", "intended");
    }

    [Fact]
    public void Without_objectives_everything_is_submitted_at_the_next_revision()
    {
        var submitted = response.Submit();

        Assert.Equal((ResponseStatus.Submitted, 4, 4, Working.Noon), (response.Response.Status,
            response.Response.Revision, submitted.Revision, submitted.SubmittedAt));
        Assert.Null(submitted.Objectives);
        Assert.Equal(2, submitted.Answers.Count);
    }

    [Fact]
    public void A_part_is_frozen_without_what_was_not_submitted()
    {
        var submitted = response.Submit(First);

        Assert.Equal(ResponseStatus.PartlySubmitted, response.Response.Status);
        Assert.Equal([First], submitted.Objectives);
        Assert.Equal("child-abuse-1.policy", Assert.Single(submitted.Answers).Question);
    }

    [Fact]
    public void The_next_part_is_frozen_together_with_what_was_submitted_before()
    {
        response.Submit(Second);
        var submitted = response.Submit(First);

        Assert.Equal([First, Second], submitted.Objectives);
        Assert.Equal(["child-abuse-1.policy", "child-abuse-2.policy"], submitted.Answers.Select(a => a.Question));
    }

    [Fact]
    public void What_is_submitted_stays_while_the_rest_can_change()
    {
        response.Submit(First);

        var refusal = Assert.Throws<AlreadySubmittedException>(
            () => response.Save("jan", 2, "child-abuse-1.policy", "intended"));
        response.Save("jan", 3, "child-abuse-2.policy", "in-policy");

        Assert.Equal([First], (IReadOnlyList<string>)refusal.Details!["objectives"]!);
        Assert.Throws<AlreadySubmittedException>(() => response.Submit(First));
    }

    [Fact]
    public void The_last_part_makes_the_whole_submitted()
    {
        foreach (var objective in Seeds.Questionnaire.Objectives.Skip(2))
        {
            response.Save("jan", 0, objective.Opening!.Id, "intended");
        }

        response.Submit([.. response.Now.Sections.All.Skip(1).Select(s => s.Id).Where(id => id != Section.Extra)]);
        Assert.Equal(ResponseStatus.PartlySubmitted, response.Response.Status);

        var whole = response.Submit();
        Assert.Equal(ResponseStatus.Submitted, response.Response.Status);
        Assert.Null(whole.Objectives);
    }

    [Fact]
    public void While_it_is_reopened_the_earlier_submission_counts()
    {
        var before = response.Submit();
        response.Reopen();
        response.Save("piet", 2, "child-abuse-1.policy", "intended");

        Assert.Equal((ResponseStatus.Reopened, before.Revision),
            (response.Response.Status, response.Response.SubmittedRevision));

        // Objective 2 is submitted again: what stands in the draft of objective 1 is not in it.
        var after = response.Submit(Second);
        Assert.Equal(["in-policy"], after.Answers[0].Options);
        Assert.Equal(SectionStatus.Reopened, response.Progress.BySection[0].Status);
        Assert.Equal(SectionStatus.Submitted, response.Progress.BySection[1].Status);

        Assert.Equal(["intended"], response.Submit(First).Answers[0].Options);
    }

    [Fact]
    public void One_objective_is_reopened_and_the_others_stay_closed()
    {
        response.Submit();
        var act = response.Reopen(First);

        Assert.Equal((First, "fout"), (act.Change.Objectives.Single(), act.Change.Reason));
        Assert.Equal(ResponseStatus.PartlySubmitted, response.Response.Status);
        response.Save("jan", 2, "child-abuse-1.policy", "intended");
        Assert.Throws<AlreadySubmittedException>(() => response.Save("jan", 3, "child-abuse-2.policy", "in-policy"));
    }

    [Fact]
    public void What_is_withdrawn_counts_no_more_and_can_be_submitted_again()
    {
        response.Submit();
        response.Withdraw();

        Assert.Equal((ResponseStatus.Withdrawn, null, 5), (response.Response.Status,
            response.Response.SubmittedRevision, response.Response.Revision));
        response.Save("jan", 2, "child-abuse-1.policy", "intended");
        Assert.Equal(7, response.Submit().Revision);
        Assert.Equal(ResponseStatus.Submitted, response.Response.Status);
    }

    [Fact]
    public void Only_what_is_submitted_is_reopened_or_withdrawn()
    {
        Assert.Equal("NOT_SUBMITTED", Assert.Throws<ClientException>(() => response.Reopen()).Code);
        Assert.Equal("NOT_SUBMITTED", Assert.Throws<ClientException>(response.Withdraw).Code);
        response.Submit(First);
        Assert.Equal("NOT_SUBMITTED", Assert.Throws<ClientException>(() => response.Reopen(Second)).Code);
        Assert.Equal("UNKNOWN_OBJECTIVE", Assert.Throws<ClientException>(() => response.Reopen("geen")).Code);
    }

    [Fact]
    public void An_objective_without_an_answer_is_not_submitted_unless_to_take_it_back()
    {
        var refusal = Assert.Throws<NothingAnsweredException>(() => response.Submit(First, "child-abuse-3"));
        Assert.Equal(["child-abuse-3"], (IReadOnlyList<string>)refusal.Details!["objectives"]!);

        response.Submit();
        response.Reopen(Second);
        response.Save("jan", 3, "child-abuse-2.policy");
        Assert.Equal("child-abuse-1.policy", Assert.Single(response.Submit(Second).Answers).Question);
    }

    [Fact]
    public void A_response_without_an_answered_objective_is_not_submitted()
    {
        response.Save("jan", 2, "child-abuse-1.policy");
        response.Save("jan", 3, "child-abuse-2.policy");

        Assert.Throws<NothingAnsweredException>(() => response.Submit());
    }

    [Theory]
    [InlineData(null, "REASON_MISSING")]
    [InlineData("  ", "REASON_MISSING")]
    [InlineData("a\u0000b", "NOT_PLAIN_TEXT")]
    public void A_reason_is_a_text(string? reason, string code) =>
        Assert.Equal(code, Assert.Throws<ClientException>(() => Reason.Of(reason)).Code);

    [Fact]
    public void A_reason_has_500_characters_at_most()
    {
        Assert.Equal(500, Reason.Of(new string('a', 500)).Text.Length);
        Assert.Equal("TEXT_TOO_LONG", Assert.Throws<ClientException>(() => Reason.Of(new string('a', 501))).Code);
    }

    [Fact]
    public void Progress_counts_per_objective_and_in_all()
    {
        // Asked of objective 1, in policy: policy, laid-down, four content questions, own measure, view of the reach.
        response.Submit(First);
        var progress = response.Progress;

        Assert.Equal((10, 2, 1, 2, 0), (progress.Objectives, progress.AnsweredObjectives,
            progress.SubmittedObjectives, progress.AnsweredQuestions, progress.Unconfirmed));
        Assert.Equal(
            (First, SectionStatus.Submitted, true, 8, 1),
            (progress.BySection[0].Id, progress.BySection[0].Status, progress.BySection[0].IsAnswered,
                progress.BySection[0].Questions, progress.BySection[0].AnsweredQuestions));
        Assert.Equal(
            ("child-abuse-3", SectionStatus.Open, false),
            (progress.BySection[2].Id, progress.BySection[2].Status, progress.BySection[2].IsAnswered));
        Assert.Equal(progress.Questions, progress.BySection.Sum(s => s.Questions));
    }
}
