using Monitor.Testing;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>Clients come and go: nothing of them stays. Alone, as it counts the memory of the whole process.</summary>
[Collection(nameof(LeakTests))]
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakTests
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Some leave before their first answer, some after it, some while an event is answered.</summary>
    [Fact]
    public async Task Thousands_of_connects_and_disconnects_leave_nothing()
    {
        var rounds = LongForm.IsOn ? 100 : 6;
        await using var live = await Live.StartAsync();
        await ComeAndGoAsync(live, 50);
        var before = Settled();

        for (var round = 0; round < rounds; round++)
        {
            await ComeAndGoAsync(live, 100);
        }

        Assert.Equal(0, live.Queries().Count);
        Assert.Equal(0, live.Callers());
        var grown = Settled() - before;
        Assert.True(grown < 8 * Megabyte, $"{grown} bytes more after {rounds * 100} subscriptions.");
    }

    private static async Task ComeAndGoAsync(Live live, int clients)
    {
        await Parallel.ForAsync(0, clients, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (number, _) =>
        {
            if (number % 5 == 0)
            {
                await LeaveEarlyAsync(live, number);
                return;
            }
            using var client = await live.SubscribeAsync(
                "subscription ($y: Int!) { roundChanged(year: $y) { status rate } }",
                new { y = 2017 + (number % 2) },
                live.Token($"caller-{number}"));
            await client.ReadAsync();
            if (number % 3 == 0)
            {
                await live.PublishAsync("stage.answered", new { round = 2018 });
            }
        });
        await Eventually.Async(() => live.Queries().Count == 0 && live.Callers() == 0);
        live.Rounds.Requests.Clear();
    }

    private static async Task LeaveEarlyAsync(Live live, int number)
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(number % 4));
        try
        {
            using var client = await LiveClient.OpenAsync(
                live.Gateway().Http,
                "subscription { roundChanged(year: 2018) { rate } }",
                token: live.Token($"caller-{number}"),
                leaving: leaving.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static long Settled()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
