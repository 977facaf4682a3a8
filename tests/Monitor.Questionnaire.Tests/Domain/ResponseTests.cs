using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class ResponseTests
{
    private static readonly DateTimeOffset Noon = new(2018, 10, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly LockedRound Open = new(
        new Round(2018, RoundStatus.Open, "child-abuse-2017", 2017, Noon.AddDays(-4), null, Generated: false), Noon);

    private static readonly AnswerSheet Sheet = new AnswerSheet(Seeds.Questionnaire, [])
        .With([new Answer("child-abuse-1.policy", ["intended"], null, null)]);

    private static readonly Response Draft = Response.Start(Guid.NewGuid(), "GM0153", Open);

    [Fact]
    public void A_response_starts_as_a_draft_at_revision_1() =>
        Assert.Equal((ResponseStatus.Draft, 1, null), (Draft.Status, Draft.Revision, Draft.SubmittedRevision));

    [Fact]
    public void A_save_raises_the_revision_by_one() => Assert.Equal(2, Draft.Save(Open, 1).Revision);

    [Fact]
    public void Submitting_keeps_the_revision_and_says_when()
    {
        var submitted = Draft.Save(Open, 1).Submit(Open, 2, Sheet);

        Assert.Equal((ResponseStatus.Submitted, 2, 2, Noon),
            (submitted.Status, submitted.Revision, submitted.SubmittedRevision, submitted.SubmittedAt));
    }

    [Fact]
    public void A_revision_that_is_not_the_current_one_is_refused_with_the_current_one()
    {
        var saved = Draft.Save(Open, 1);

        var refusal = Assert.Throws<StaleRevisionException>(() => saved.Save(Open, 1));
        Assert.Equal(2, refusal.Details!["revision"]);
        Assert.Throws<StaleRevisionException>(() => saved.Save(Open, 3));
        Assert.Throws<StaleRevisionException>(() => saved.Submit(Open, 1, Sheet));
    }

    [Fact]
    public void What_is_submitted_can_neither_change_nor_be_submitted_again()
    {
        var submitted = Draft.Submit(Open, 1, Sheet);

        Assert.Throws<AlreadySubmittedException>(() => submitted.Submit(Open, 1, Sheet));
        Assert.Throws<AlreadySubmittedException>(() => submitted.Save(Open, 1));
        Assert.Throws<AlreadySubmittedException>(() => submitted.Save(Open, 7));
    }

    [Theory]
    [InlineData(RoundStatus.Planned)]
    [InlineData(RoundStatus.Closed)]
    public void In_a_round_that_is_not_open_nothing_changes(RoundStatus status)
    {
        var round = Open with { Round = Open.Round with { Status = status } };

        Assert.Throws<RoundClosedException>(() => Response.Start(Guid.NewGuid(), "GM0153", round));
        Assert.Throws<RoundClosedException>(() => Draft.Save(round, 1));
        Assert.Throws<RoundClosedException>(() => Draft.Submit(round, 1, Sheet));
    }

    [Fact]
    public void From_the_closing_time_on_nothing_changes_whatever_the_status_says()
    {
        var closing = Open with { Round = Open.Round with { ClosesAt = Noon } };

        Assert.Throws<RoundClosedException>(() => Draft.Save(closing, 1));
        Assert.Equal(2, Draft.Save(closing with { Now = Noon.AddTicks(-1) }, 1).Revision);
    }

    [Fact]
    public void A_response_without_an_answered_objective_is_not_submitted() =>
        Assert.Throws<NothingAnsweredException>(
            () => Draft.Submit(Open, 1, new AnswerSheet(Seeds.Questionnaire, [])));
}
