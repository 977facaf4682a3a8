using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class PrefillingTests
{
    private const string Policy = "child-abuse-1.policy";
    private const string Content = "child-abuse-1.content-1";

    private readonly Working response = new();

    [Fact]
    public void Answers_of_before_are_carried_over_and_wait_for_confirmation()
    {
        var act = response.Prefill(
            Working.Chosen(Policy, "in-policy"), Working.Chosen("child-abuse-1.laid-down", "yes"));

        var stored = response.Now.Stored(Policy);
        Assert.Equal((2, false, new PrefillOrigin(2017, "GM0153", Generated: true)),
            (stored.Revision, stored.IsConfirmed, stored.Origin));
        Assert.Equal(ResponseAction.Prefilled, act.Change.Action);
        Assert.Equal((2, 2), (response.Progress.Unconfirmed, response.Progress.AnsweredQuestions));
    }

    [Fact]
    public void An_answer_that_is_there_is_never_replaced()
    {
        response.Save("jan", 0, Policy, "intended");
        response.Prefill(Working.Chosen(Policy, "in-policy"), Working.Chosen(Content, "prestatie-indicatoren"));

        Assert.Equal(("intended", true), (response.Now.Stored(Policy).Answer.Options.Single(),
            response.Now.Stored(Policy).IsConfirmed));
        Assert.True(response.Now.Stored(Content).IsUnconfirmed);
    }

    [Fact]
    public void What_an_answer_of_now_leaves_unasked_does_not_come_over()
    {
        response.Save("jan", 0, Policy, "intended");
        var plan = Plan(Seeds.Questionnaire, Working.Chosen("child-abuse-1.laid-down", "yes"));

        Assert.Equal(PrefillObstacle.NotAsked, Assert.Single(plan.Questions).Obstacle);
    }

    [Fact]
    public void Only_options_that_still_exist_come_over()
    {
        var earlier = With(Content, q => q with { Options = [.. q.Options, new Option("oud", "Oud", false, false)] });

        var plan = Plan(earlier, Working.Chosen(Content, "oud", "prestatie-indicatoren"));
        var partial = Assert.Single(plan.Questions);
        Assert.Equal(("prestatie-indicatoren", true), (partial.Carried!.Options.Single(), partial.IsPartial));

        var gone = Assert.Single(Plan(earlier, Working.Chosen(Content, "oud")).Questions);
        Assert.Equal((null, PrefillObstacle.NoLongerFits), (gone.Carried, gone.Obstacle));
    }

    [Fact]
    public void A_text_stays_behind_with_the_option_that_took_it()
    {
        var elsewhere = new Option("elders", "Elders", Exclusive: false, TakesText: true);
        var earlier = With(Content, q => q with { Options = [.. q.Options, elsewhere] });

        var plan = Plan(earlier, new Answer(Content, ["prestatie-indicatoren", "elders"], "in Hengelo", null));

        Assert.Null(Assert.Single(plan.Questions).Carried!.Text);
    }

    [Fact]
    public void A_question_of_another_kind_or_that_is_gone_does_not_come_over()
    {
        var earlier = With(Content, q => q with { Kind = QuestionKind.Single });
        var kind = Assert.Single(Plan(earlier, Working.Chosen(Content, "prestatie-indicatoren")).Questions);
        Assert.Equal(PrefillObstacle.KindChanged, kind.Obstacle);

        var asked = With(Content, q => q with { Id = "child-abuse-1.content-0" });
        var gone = Assert.Single(
            Plan(asked, Working.Chosen("child-abuse-1.content-0", "prestatie-indicatoren")).Questions);
        Assert.Equal((null, PrefillObstacle.QuestionGone), (gone.Question, gone.Obstacle));
    }

    [Fact]
    public void When_nothing_comes_over_it_is_refused()
    {
        response.Save("jan", 0, Policy, "intended");

        Assert.Equal("NOTHING_TO_PREFILL", Assert.Throws<ClientException>(
            () => response.Prefill(Working.Chosen(Policy, "in-policy"))).Code);
    }

    [Fact]
    public void Only_the_objectives_that_are_named_are_filled()
    {
        var source = Working.From(
            Seeds.Questionnaire,
            Working.Chosen(Policy, "intended"),
            Working.Chosen("child-abuse-2.policy", "intended"));

        response.Do(Prefilling.Of(response.Now, Working.Open, "jan", source, ["child-abuse-2"]));

        Assert.Equal(["child-abuse-2.policy"], response.Now.Answered.Select(a => a.Answer.Question));
    }

    [Fact]
    public void Confirming_says_who_did_and_keeps_where_it_came_from()
    {
        response.Prefill(Working.Chosen(Policy, "in-policy"), Working.Chosen("child-abuse-2.policy", "intended"));

        response.Do(Prefilling.Confirm(response.Now, Working.Open, "piet", [Policy], null));

        var stored = response.Now.Stored(Policy);
        Assert.Equal((3, "piet", true, 2017), (stored.Revision, stored.By, stored.IsConfirmed, stored.Origin!.Round));
        Assert.Equal(1, response.Progress.Unconfirmed);
        Assert.NotNull(response.Do(Prefilling.Confirm(response.Now, Working.Open, "piet", null, ["child-abuse-2"])));
        Assert.Null(Prefilling.Confirm(response.Now, Working.Open, "piet", null, null));
    }

    [Fact]
    public void Saving_the_same_confirms_and_saving_another_makes_it_ones_own()
    {
        response.Prefill(Working.Chosen(Policy, "in-policy"), Working.Chosen("child-abuse-2.policy", "intended"));

        response.Save("piet", 2, Policy, "in-policy");
        response.Save("piet", 2, "child-abuse-2.policy", "in-policy");

        Assert.Equal(
            (true, 2017), (response.Now.Stored(Policy).IsConfirmed, response.Now.Stored(Policy).Origin!.Round));
        Assert.Equal((true, null), (response.Now.Stored("child-abuse-2.policy").IsConfirmed,
            response.Now.Stored("child-abuse-2.policy").Origin));
    }

    [Fact]
    public void An_objective_with_unconfirmed_answers_is_not_submitted()
    {
        response.Prefill(Working.Chosen(Policy, "in-policy"));
        response.Save("jan", 0, "child-abuse-2.policy", "intended");

        var refusal = Assert.Throws<UnconfirmedException>(() => response.Submit());
        Assert.Equal([Policy], (IReadOnlyList<string>)refusal.Details!["questions"]!);
        response.Submit("child-abuse-2");
    }

    [Fact]
    public void A_prefill_is_undone_as_a_whole_and_can_be_done_again()
    {
        var act = response.Prefill(Working.Chosen(Policy, "in-policy"));

        response.Undo(act);
        Assert.Empty(response.Now.Answered);

        response.Prefill(Working.Chosen(Policy, "in-policy"));
        Assert.True(response.Now.Stored(Policy).IsUnconfirmed);
    }

    [Fact]
    public void Undoing_a_confirmation_lets_the_answer_wait_again()
    {
        response.Prefill(Working.Chosen(Policy, "in-policy"));
        var act = response.Do(Prefilling.Confirm(response.Now, Working.Open, "jan", null, null))!;

        response.Undo(act);

        Assert.True(response.Now.Stored(Policy).IsUnconfirmed);
    }

    private PrefillPlan Plan(Questionnaire.Domain.Questionnaire earlier, params Answer[] answers) =>
        Prefilling.Plan(response.Now, Working.From(earlier, answers), null);

    // The questionnaire of now, with one question as it was then.
    private static Questionnaire.Domain.Questionnaire With(string id, Func<Question, Question> change)
    {
        var now = Seeds.Questionnaire;
        return new Questionnaire.Domain.Questionnaire(
            "earlier", now.Title, now.Source, now.Licence,
            [.. now.Objectives.Select(o => o with
            {
                Questions = [.. o.Questions.Select(q => q.Id == id ? change(q) : q)],
            })],
            now.ExtraQuestions);
    }
}
