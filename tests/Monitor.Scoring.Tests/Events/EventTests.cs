namespace Monitor.Scoring.Tests.Events;

public sealed class EventTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private static readonly string[] InPolicy = ["policy=in-policy"];
    private static readonly string[] Intended = ["policy=intended"];

    [Fact]
    public async Task A_submitted_revision_is_scored_and_told_of_in_one_transaction()
    {
        var response = NewResponse();
        application.Submit(response, 3, "GM0001", objective: 1, ["policy=in-policy", "laid-down=yes"]);

        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, 3, "GM0001"));

        Assert.Equal([25], await application.CountAsync(
            $"SELECT average FROM scores WHERE response_id = '{response}' AND revision = 3"));
        Assert.Equal([3], await application.CountAsync(
            $"SELECT (data ->> 'revision')::int FROM outbox WHERE topic = 'scores.calculated' "
            + $"AND data ->> 'responseId' = '{response}' AND data ->> 'ruleSet' = 'child-abuse-1'"));
    }

    [Fact]
    public async Task The_same_event_delivered_twice_takes_effect_once()
    {
        var response = NewResponse();
        application.Submit(response, 1, "GM0001", objective: 1, InPolicy);

        var id = $"twice-{response}";
        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, 1, "GM0001", id));
        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, 1, "GM0001", id));

        Assert.Equal([1], await ScoredAsync(response));
        Assert.Equal([1], await application.CountAsync(
            $"SELECT count(*) FROM outbox WHERE data ->> 'responseId' = '{response}'"));
    }

    [Fact]
    public async Task An_older_revision_that_comes_late_is_scored_but_does_not_become_current()
    {
        var response = NewResponse();
        application.Submit(response, 2, "GM0001", objective: 1, Intended);
        application.Submit(response, 5, "GM0001", objective: 1, InPolicy);

        await application.DeliverSubmittedAsync(response, 5, "GM0001");
        await application.DeliverSubmittedAsync(response, 2, "GM0001");

        Assert.Equal([5], await CurrentAsync(response));
        Assert.Equal([2], await ScoredAsync(response));
    }

    [Fact]
    public async Task A_withdrawn_response_does_not_count_until_a_later_revision_is_submitted()
    {
        var response = NewResponse();
        application.Submit(response, 1, "GM0001", objective: 1, InPolicy);
        application.Submit(response, 2, "GM0001", objective: 1, InPolicy);

        await application.DeliverSubmittedAsync(response, 1, "GM0001");
        await application.DeliverWithdrawnAsync(response, 1, "GM0001");
        Assert.Empty(await CurrentAsync(response));

        await application.DeliverSubmittedAsync(response, 2, "GM0001");
        Assert.Equal([2], await CurrentAsync(response));
    }

    [Fact]
    public async Task A_withdrawal_that_overtakes_its_submission_holds()
    {
        var response = NewResponse();
        application.Submit(response, 1, "GM0001", objective: 1, InPolicy);

        await application.DeliverWithdrawnAsync(response, 1, "GM0001");
        await application.DeliverSubmittedAsync(response, 1, "GM0001");

        Assert.Empty(await CurrentAsync(response));
    }

    [Fact]
    public async Task A_withdrawal_that_comes_late_does_not_undo_a_later_submission()
    {
        var response = NewResponse();
        application.Submit(response, 2, "GM0001", objective: 1, InPolicy);

        await application.DeliverSubmittedAsync(response, 2, "GM0001");
        await application.DeliverWithdrawnAsync(response, 1, "GM0001");

        Assert.Equal([2], await CurrentAsync(response));
    }

    [Fact]
    public async Task Two_deliveries_at_the_same_time_take_effect_once()
    {
        var response = NewResponse();
        application.Submit(response, 1, "GM0001", objective: 1, InPolicy);

        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => application.DeliverSubmittedAsync(response, 1, "GM0001", id: $"race-{response}")));

        Assert.All(ends, end => Assert.Equal("SUCCESS", end));
        Assert.Equal([1], await application.CountAsync(
            $"SELECT count(*) FROM outbox WHERE data ->> 'responseId' = '{response}'"));
    }

    [Fact]
    public async Task A_revision_that_questionnaire_does_not_have_is_dropped() =>
        Assert.Equal("DROP", await application.DeliverSubmittedAsync(NewResponse(), 1, "GM0001"));

    [Fact]
    public async Task Without_a_rule_set_for_the_questionnaire_the_event_waits()
    {
        var response = NewResponse();
        application.Submit(response, 1, "GM0001", objective: 1, InPolicy, questionnaire: "domestic-violence-2018");

        Assert.Equal("RETRY", await application.DeliverSubmittedAsync(response, 1, "GM0001"));
        Assert.Equal([0], await application.CountAsync($"SELECT count(*) FROM responses WHERE id = '{response}'"));
    }

    [Fact]
    public async Task A_published_questionnaire_is_not_fetched_again()
    {
        var fetched = new List<int>();
        for (var revision = 1; revision <= 3; revision++)
        {
            var response = NewResponse();
            application.Submit(response, revision, "GM0001", objective: 1, InPolicy);
            await application.DeliverSubmittedAsync(response, revision, "GM0001");
            fetched.Add(application.Sidecar.Calls("questionnaire", "/internal/questionnaires/child-abuse-2017"));
        }

        Assert.Single(fetched.Distinct());
    }

    private static string NewResponse() => Guid.NewGuid().ToString();

    private Task<IReadOnlyList<long>> ScoredAsync(string response) =>
        application.CountAsync($"SELECT count(*) FROM scores WHERE response_id = '{response}'");

    private Task<IReadOnlyList<long>> CurrentAsync(string response) =>
        application.CountAsync($"SELECT revision FROM responses WHERE id = '{response}' AND NOT is_withdrawn");
}
