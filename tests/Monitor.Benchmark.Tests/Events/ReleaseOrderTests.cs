namespace Monitor.Benchmark.Tests.Events;

/// <summary>The change since an earlier round needs its release, whichever of both closed first.</summary>
public sealed class ReleaseOrderTests(BenchmarkApplication application) : IClassFixture<BenchmarkApplication>
{
    [Fact]
    public async Task A_round_waits_for_the_release_of_an_earlier_one()
    {
        await DeliverScoresAsync(DemonstrationRound.Of2017);
        await application.DeliverRoundClosedAsync(2014);
        await application.DeliverRoundClosedAsync(2017);
        await application.UntilAsync("SELECT count(*) FROM pending_releases", 2);
        await Task.Delay(TimeSpan.FromSeconds(1)); // several looks of the worker

        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM releases"));

        await DeliverScoresAsync(DemonstrationRound.Of2014);
        await application.UntilAsync("SELECT count(*) FROM releases", 2);

        Assert.Equal(1, await application.CountAsync("""
            SELECT count(*) FROM releases earlier JOIN releases later ON earlier.made_at < later.made_at
            WHERE earlier.round = 2014 AND later.round = 2017
            """));
    }

    private Task DeliverScoresAsync(ServedRound round) =>
        Parallel.ForEachAsync(round.Responses, async (response, _) => await application.DeliverScoresAsync(
            response.ResponseId, response.Municipality, round: round.Year));
}
