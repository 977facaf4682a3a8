using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class ResponseTests
{
    private static readonly DateTimeOffset Noon = new(2018, 10, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly LockedRound Open = new(
        new Round(2018, RoundStatus.Open, "child-abuse-2017", 2017, Noon.AddDays(-4), null, Generated: false), Noon);

    private static readonly Response Draft = Response.Start(Guid.NewGuid(), "GM0153", Open);

    [Fact]
    public void A_response_starts_as_a_draft_at_revision_1() =>
        Assert.Equal((ResponseStatus.Draft, 1, null), (Draft.Status, Draft.Revision, Draft.SubmittedRevision));

    [Fact]
    public void Every_act_raises_the_revision_by_one()
    {
        var submitted = Draft.Next().Submit([], isWhole: true, counted: null, Noon);

        Assert.Equal(2, Draft.Next().Revision);
        Assert.Equal((ResponseStatus.Submitted, 3, 3, Noon),
            (submitted.Status, submitted.Revision, submitted.SubmittedRevision, submitted.SubmittedAt));
        Assert.Equal((ResponseStatus.Reopened, 4, 3), StateOf(submitted.Reopen([])));
        Assert.Equal((ResponseStatus.PartlySubmitted, 4, 3), StateOf(submitted.Reopen(["child-abuse-1"])));
        Assert.Equal((ResponseStatus.Withdrawn, 4, null), StateOf(submitted.Withdraw()));
    }

    [Fact]
    public void A_revision_that_is_not_the_current_one_is_refused_with_the_current_one()
    {
        var saved = Draft.Next();

        var refusal = Assert.Throws<StaleRevisionException>(() => saved.RequireWritable(Open, 1));
        Assert.Equal(2, refusal.Details!["revision"]);
        Assert.Throws<StaleRevisionException>(() => saved.RequireWritable(Open, 3));
        saved.RequireWritable(Open, 2);
        saved.RequireWritable(Open, null);
    }

    [Fact]
    public void What_is_submitted_does_not_change_whatever_revision_was_read()
    {
        var submitted = Draft.Submit([], isWhole: true, counted: null, Noon);

        Assert.Throws<AlreadySubmittedException>(() => submitted.RequireWritable(Open, 2));
        Assert.Throws<AlreadySubmittedException>(() => submitted.RequireWritable(Open, 7));
    }

    [Fact]
    public void Of_a_partly_submitted_response_the_submitted_sections_are_closed_and_count()
    {
        var partly = Draft.Submit(["child-abuse-1"], isWhole: false, counted: ["child-abuse-1"], Noon);

        Assert.True(partly.IsClosed("child-abuse-1") && partly.IsCounted("child-abuse-1"));
        Assert.False(partly.IsClosed("child-abuse-2") || partly.IsCounted("child-abuse-2"));
        Assert.True(partly.Reopen([]).IsCounted("child-abuse-1"));
        Assert.False(partly.Withdraw().IsCounted("child-abuse-1"));
    }

    [Theory]
    [InlineData(RoundStatus.Planned)]
    [InlineData(RoundStatus.Closed)]
    public void In_a_round_that_is_not_open_nothing_changes(RoundStatus status)
    {
        var round = Open with { Round = Open.Round with { Status = status } };

        Assert.Throws<RoundClosedException>(() => Response.Start(Guid.NewGuid(), "GM0153", round));
        Assert.Throws<RoundClosedException>(() => Draft.RequireWritable(round, 1));
    }

    [Fact]
    public void From_the_closing_time_on_nothing_changes_though_the_round_says_open()
    {
        var closing = Open with { Round = Open.Round with { ClosesAt = Noon } };

        Assert.Throws<RoundClosedException>(() => Draft.RequireWritable(closing, 1));
        Draft.RequireWritable(closing with { Now = Noon.AddTicks(-1) }, 1);
    }

    private static (ResponseStatus Status, int Revision, int? Submitted) StateOf(Response response) =>
        (response.Status, response.Revision, response.SubmittedRevision);
}
