using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Events;
using Monitor.Dapr;

namespace Monitor.Benchmark.Tests.Events;

public sealed class ProjectionTests(BenchmarkApplication application) : IClassFixture<BenchmarkApplication>
{
    private int position;

    [Fact]
    public async Task An_older_revision_that_comes_late_does_not_become_current()
    {
        var response = Serve(revisions: 3);

        await application.DeliverScoresAsync(response, "GM0153", revision: 3, round: 2018);
        await application.DeliverScoresAsync(response, "GM0153", revision: 2, round: 2018);

        Assert.Equal(
            3, await application.CountAsync($"SELECT revision::bigint FROM responses WHERE id = '{response}'"));
    }

    [Fact]
    public async Task A_withdrawal_holds_until_a_later_revision_whatever_overtakes_what()
    {
        var response = Serve(revisions: 2);
        var withdrawn = $"SELECT count(*) FROM responses WHERE id = '{response}' AND is_withdrawn";

        await application.DeliverAsync("response.withdrawn", "questionnaire", new
        {
            responseId = response, revision = 1, round = 2018, municipality = "GM0153",
        });
        await application.DeliverScoresAsync(response, "GM0153", revision: 1, round: 2018);
        Assert.Equal(1, await application.CountAsync(withdrawn));

        await application.DeliverScoresAsync(response, "GM0153", revision: 2, round: 2018);
        Assert.Equal(0, await application.CountAsync(withdrawn));
    }

    [Fact]
    public async Task Scores_that_scoring_does_not_have_are_dropped() =>
        Assert.Equal("DROP", await application.DeliverScoresAsync(Guid.NewGuid().ToString(), "GM0153"));

    [Fact]
    public async Task Many_scores_at_once_end_as_they_would_one_by_one()
    {
        var (twice, withdrawn, unknown) = (Serve(revisions: 2), Serve(revisions: 1), Guid.NewGuid().ToString());
        await application.DeliverAsync("response.withdrawn", "questionnaire", new
        {
            responseId = withdrawn, revision = 1, round = 2018, municipality = "GM0153",
        });
        application.Sidecar.Answer(
            "scoring", "/internal/scores/find", $"[{Scores(twice, 2)},{Scores(withdrawn, 1)},{Scores(twice, 1)}]");
        var handler = ActivatorUtilities.CreateInstance<ScoresCalculatedHandler>(application.Services);
        Received<ScoresCalculated>[] page =
        [
            Event(twice, 2), Event(unknown, 1), Event(twice, 1), Event(withdrawn, 1), Event(twice, 2),
        ];

        var ends = await handler.HandleManyAsync(page, CancellationToken.None);
        await handler.HandleManyAsync(page, CancellationToken.None);

        Assert.Equal([Delivery.Done, Delivery.Drop, Delivery.Done, Delivery.Done, Delivery.Done], ends);
        Assert.Equal(2, await application.CountAsync($"SELECT count(*) FROM scores WHERE response_id = '{twice}'"));
        Assert.Equal(2, await application.CountAsync($"SELECT revision::bigint FROM responses WHERE id = '{twice}'"));
        Assert.Equal(1, await application.CountAsync(
            $"SELECT count(*) FROM responses WHERE id = '{withdrawn}' AND is_withdrawn"));
        Assert.Equal(4, await application.CountAsync("SELECT count(*) FROM inbox WHERE id LIKE 'many-%'"));
    }

    [Fact]
    public async Task Areas_are_copied_when_they_are_published()
    {
        Assert.Equal(
            "SUCCESS",
            await application.DeliverAsync("areas.published", "questionnaire", new { edition = "2017-a" }));

        Assert.Equal(388, await application.CountAsync("SELECT count(*) FROM municipalities WHERE size_class <> ''"));
        Assert.Equal(26, await application.CountAsync(
            "SELECT count(*) FROM municipalities WHERE size_class IS NULL AND veilig_thuis IS NULL"));
        Assert.Equal(26, await application.CountAsync("SELECT count(*) FROM regions WHERE kind = 'VEILIG_THUIS'"));
    }

    private string Serve(int revisions)
    {
        var response = Guid.NewGuid().ToString();
        for (var revision = 1; revision <= revisions; revision++)
        {
            application.Sidecar.Answer(
                "scoring", $"/internal/scores/{response}/{revision}", Scores(response, revision));
        }

        return response;
    }

    private static string Scores(string response, int revision) => $$"""
        {"responseId":"{{response}}","revision":{{revision}},"round":2018,"municipality":"GM0153",
         "ruleSet":"child-abuse-1","generated":false,"average":15,"band":"RED","objectives":[]}
        """;

    private Received<ScoresCalculated> Event(string response, int revision) => new(
        "scoring", $"many-{++position}", 1000 + position, default, new ScoresCalculated(
            response, revision, 2018, "GM0153", "child-abuse-1"));
}
