namespace Monitor.Benchmark.Tests.Events;

public sealed class ReleaseTests
{
    [Fact]
    public async Task A_release_is_made_once_when_the_last_score_is_there_in_whatever_order_events_come()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();
        var responses = DemonstrationRound.Responses.Reverse().ToList();

        // Closed before any score, then scores twice each, the last one missing.
        Assert.Equal("SUCCESS", await application.DeliverRoundClosedAsync(2017));
        foreach (var response in responses.Take(168))
        {
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality, id: response.ResponseId);
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality, id: response.ResponseId);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500)); // twice the time of the timer
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM releases"));

        await application.DeliverScoresAsync(responses[168].ResponseId, responses[168].Municipality);
        await application.UntilAsync("SELECT count(*) FROM releases", 1);
        await application.DeliverRoundClosedAsync(2017, id: "closed-again");
        await application.DeliverScoresAsync(responses[0].ResponseId, responses[0].Municipality);
        await Task.Delay(TimeSpan.FromMilliseconds(500));

        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM releases"));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM pending_releases"));
        Assert.Equal(1, await application.CountAsync(
            "SELECT count(*) FROM outbox WHERE topic = 'release.published' AND data ->> 'release' = '2017-1'"));
    }

    [Fact]
    public async Task A_revision_that_was_not_accepted_does_not_count()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();
        var first = DemonstrationRound.Responses[0];

        // A later revision than the accepted one is scored too; the release still waits for the accepted one.
        application.Sidecar.Answer(
            "scoring", $"/internal/scores/{first.ResponseId}/2",
            first.Scores.Replace("\"revision\":1", "\"revision\":2", StringComparison.Ordinal));
        await application.DeliverRoundClosedAsync(2017);
        await application.DeliverScoresAsync(first.ResponseId, first.Municipality, revision: 2);
        foreach (var response in DemonstrationRound.Responses.Skip(1))
        {
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM releases"));

        await application.DeliverScoresAsync(first.ResponseId, first.Municipality, revision: 1);
        await application.UntilAsync("SELECT count(*) FROM releases", 1);
        Assert.Equal(2, await application.CountAsync(
            $"SELECT revision::bigint FROM responses WHERE id = '{first.ResponseId}'"));
    }

    [Fact]
    public async Task A_release_that_cannot_be_made_now_is_tried_again()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();
        var questionnaire = $"/internal/questionnaires/{DemonstrationRound.QuestionnaireId}";
        application.Sidecar.Answer("questionnaire", questionnaire, null);
        foreach (var response in DemonstrationRound.Responses)
        {
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality);
        }

        await application.DeliverRoundClosedAsync(2017);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM pending_releases"));

        DemonstrationRound.Serve(application.Sidecar);
        await application.UntilAsync("SELECT count(*) FROM releases", 1);
    }

    [Fact]
    public async Task A_round_that_questionnaire_calls_open_is_not_frozen()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();
        application.Sidecar.Answer(
            "questionnaire", "/internal/rounds/2018/submissions", """{"round":2018,"closed":false,"submissions":[]}""");

        Assert.Equal("RETRY", await application.DeliverRoundClosedAsync(2018));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM pending_releases"));
    }

    [Fact]
    public async Task A_round_without_participants_is_released_without_numbers()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();
        application.Sidecar.Answer(
            "questionnaire", "/internal/rounds/2018/submissions", """{"round":2018,"closed":true,"submissions":[]}""");
        application.Sidecar.Answer("questionnaire", "/internal/rounds/2018/answers", """{"items":[]}""");

        await application.DeliverRoundClosedAsync(2018);
        await application.UntilAsync("SELECT count(*) FROM releases WHERE round = 2018", 1);

        Assert.Equal(31, await application.CountAsync(
            "SELECT count(*) FROM aggregates WHERE reason = 'TOO_FEW' AND n IS NULL"));
    }
}
