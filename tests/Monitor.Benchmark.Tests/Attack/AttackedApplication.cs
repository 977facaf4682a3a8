namespace Monitor.Benchmark.Tests.Attack;

/// <summary>The service with two random rounds released.</summary>
internal sealed class AttackedApplication(int seed) : BenchmarkApplication
{
    public IReadOnlyList<ServedRound> Rounds { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var random = new Random(seed);
        Rounds = [RandomRound.Of(2014, random), RandomRound.Of(2017, random)];
        foreach (var round in Rounds)
        {
            round.Serve(Sidecar);
            await Parallel.ForEachAsync(round.Responses, async (response, _) =>
                await DeliverScoresAsync(response.ResponseId, response.Municipality, round: round.Year));
            await DeliverRoundClosedAsync(round.Year);
            await UntilAsync($"SELECT count(*) FROM releases WHERE round = {round.Year}", 1);
        }
    }
}
