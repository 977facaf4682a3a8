using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class SavingTests
{
    private const string Policy = "child-abuse-1.policy";
    private const string LaidDown = "child-abuse-1.laid-down";

    private readonly Working response = new();

    [Fact]
    public void Two_who_work_on_different_questions_never_conflict()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("piet", 0, "child-abuse-2.policy", "intended");
        response.Save("jan", 2, Policy, "intended");

        Assert.Equal(4, response.Response.Revision);
        Assert.Equal(4, response.Now.Stored(Policy).Revision);
        Assert.Equal((3, "piet", Working.Noon), WhoChanged("child-abuse-2.policy"));
    }

    [Fact]
    public void A_conflict_names_both_answers_and_who_was_first()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("piet", 2, Policy, "intended");

        var refusal = Assert.Throws<AnswerConflictException>(() => response.Save("jan", 2, Policy, "not-in-policy"));

        var conflict = Assert.Single((List<Dictionary<string, object?>>)refusal.Details!["conflicts"]!);
        var yours = (Dictionary<string, object?>)conflict["yours"]!;
        var theirs = (Dictionary<string, object?>)conflict["theirs"]!;
        Assert.Equal("ANSWER_CONFLICT", refusal.Code);
        Assert.Equal(Policy, conflict["question"]);
        Assert.Equal(["not-in-policy"], (IReadOnlyList<string>)yours["options"]!);
        Assert.Equal(["intended"], (IReadOnlyList<string>)theirs["options"]!);
        Assert.Equal(
            (3, "piet", "2018-10-05T12:00:00.0000000+00:00"), (theirs["revision"], theirs["by"], theirs["at"]));
        Assert.Equal(3, response.Response.Revision);
    }

    [Fact]
    public void Whoever_saves_again_with_the_revision_of_theirs_puts_his_own_in_its_place()
    {
        response.Save("jan", 0, Policy, "in-policy");
        Assert.Throws<AnswerConflictException>(() => response.Save("piet", 0, Policy, "intended"));

        response.Save("piet", 2, Policy, "intended");

        Assert.Equal(["intended"], response.Now.Stored(Policy).Answer.Options);
    }

    [Fact]
    public void Repeating_what_is_stored_conflicts_with_nothing_and_changes_nothing()
    {
        response.Save("jan", 0, Policy, "in-policy");

        Assert.Null(response.Save("piet", 0, Policy, "in-policy"));
        Assert.Equal((2, "jan", Working.Noon), WhoChanged(Policy));
        Assert.Equal(2, response.Response.Revision);
    }

    [Fact]
    public void One_who_read_no_answer_may_answer_what_was_cleared_meanwhile()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("jan", 2, Policy);

        response.Save("piet", 0, Policy, "intended");

        Assert.Equal(["intended"], response.Now.Stored(Policy).Answer.Options);
    }

    [Fact]
    public void One_who_read_an_answer_that_was_cleared_since_has_a_conflict()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("jan", 2, Policy);

        var refusal = Assert.Throws<AnswerConflictException>(() => response.Save("piet", 2, Policy, "intended"));

        Assert.Contains(Policy, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_conflict_takes_the_whole_save_with_it()
    {
        response.Save("jan", 0, Policy, "in-policy");

        Assert.Throws<AnswerConflictException>(() => Saving.Of(
            response.Now, Working.Open, "piet",
            [
                new GivenAnswer(Working.Chosen("child-abuse-2.policy", "intended"), 0),
                new GivenAnswer(Working.Chosen(Policy, "intended"), 0),
            ],
            null));
    }

    [Fact]
    public void What_is_no_longer_asked_is_cleared_and_the_history_tells_what_it_was()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("piet", 0, LaidDown, "yes");

        var act = response.Save("jan", 2, Policy, "intended")!;

        Assert.Equal([Policy, LaidDown], act.Change.Questions);
        Assert.Equal(["yes"], act.Change.Changes[1].Before!.Options);
        Assert.Null(act.Change.Changes[1].After);
        Assert.True(response.Now.Stored(LaidDown).Answer.IsEmpty);
        Assert.Equal((4, "jan", Working.Noon), WhoChanged(LaidDown));
    }

    [Fact]
    public void An_answer_without_any_revision_is_refused()
    {
        var refusal = Assert.Throws<AnswerRefusedException>(() => Saving.Of(
            response.Now, Working.Open, "jan", [new GivenAnswer(Working.Chosen(Policy, "intended"), null)], null));

        Assert.Equal("REVISION_MISSING", refusal.Code);
    }

    [Fact]
    public void With_the_revision_of_the_response_any_other_save_is_in_the_way()
    {
        response.Save("jan", 0, "child-abuse-2.policy", "intended");

        Assert.Throws<StaleRevisionException>(() => Saving.Of(
            response.Now, Working.Open, "piet", [new GivenAnswer(Working.Chosen(Policy, "intended"), null)], 1));
        Assert.Equal(3, Saving.Of(
            response.Now, Working.Open, "piet", [new GivenAnswer(Working.Chosen(Policy, "intended"), null)], 2)!
            .Response.Revision);
    }

    [Fact]
    public void A_save_is_undone_and_the_undoing_too()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Save("jan", 0, LaidDown, "yes");
        var changed = response.Save("jan", 2, Policy, "intended")!;

        var undone = response.Undo(changed);
        Assert.Equal(["in-policy"], response.Now.Stored(Policy).Answer.Options);
        Assert.Equal(["yes"], response.Now.Stored(LaidDown).Answer.Options);
        Assert.Equal(ResponseAction.Undone, undone.Change.Action);

        response.Undo(undone);
        Assert.Equal(["intended"], response.Now.Stored(Policy).Answer.Options);
        Assert.True(response.Now.Stored(LaidDown).Answer.IsEmpty);
    }

    [Fact]
    public void An_earlier_save_is_undone_while_others_saved_elsewhere_since()
    {
        var mine = response.Save("jan", 0, Policy, "in-policy")!;
        response.Save("piet", 0, "child-abuse-2.policy", "intended");

        response.Undo(mine);

        Assert.True(response.Now.Stored(Policy).Answer.IsEmpty);
        Assert.False(response.Now.Stored("child-abuse-2.policy").Answer.IsEmpty);
    }

    [Fact]
    public void What_someone_changed_since_is_not_undone()
    {
        var mine = response.Save("jan", 0, Policy, "in-policy")!;
        response.Save("piet", 2, Policy, "intended");

        Assert.Throws<AnswerConflictException>(() => response.Undo(mine));
    }

    [Fact]
    public void Only_acts_on_answers_are_undone()
    {
        response.Save("jan", 0, Policy, "in-policy");
        response.Submit();
        var reopened = response.Reopen();

        Assert.Equal("NOTHING_TO_UNDO", Assert.Throws<ClientException>(() => response.Undo(reopened)).Code);
        Assert.Equal("NOTHING_TO_UNDO", Assert.Throws<ClientException>(
            () => Undoing.Of(response.Now, Working.Open, "jan", null)).Code);
    }

    private (int Revision, string? By, DateTimeOffset? At) WhoChanged(string question)
    {
        var stored = response.Now.Stored(question);
        return (stored.Revision, stored.By, stored.At);
    }
}
