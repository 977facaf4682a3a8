using StackExchange.Redis;

namespace Monitor.Dapr.Tests;

/// <summary>Catching up with many events at once, by a handler that takes them so.</summary>
public sealed class ManyEventsTests
{
    [Fact]
    public async Task Events_missed_are_handled_in_pages_and_each_takes_effect_once()
    {
        await using var world = await MissedAsync(events: 550);
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(550);

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
        Assert.Equal(500, world.Script.Pages.Max());
        Assert.Equal(0, world.Script.Deliveries);
        Assert.Equal(550, await InboxAsync(world));
        Assert.Equal(550, await PositionAsync(world));
    }

    [Fact]
    public async Task One_that_fails_does_not_hold_up_the_others_of_its_page()
    {
        await using var world = await MissedAsync(events: 20);
        world.Script.Decide = (_, received) => received.Data.ResponseId == 7 ? Delivery.Retry : Delivery.Done;
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(19);

        // Response 7 has position 8: what is kept stops before it.
        await Eventually.IsTrueAsync(async () => await PositionAsync(world) == 7);
        Assert.DoesNotContain(7, (await world.EffectsAsync()).Keys);
    }

    [Fact]
    public async Task One_that_is_dropped_is_decided_with_its_page()
    {
        await using var world = await MissedAsync(events: 20);
        world.Script.Decide = (_, received) => received.Data.ResponseId == 7 ? Delivery.Drop : Delivery.Done;
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(19);
        await Eventually.IsTrueAsync(async () => await PositionAsync(world) == 20);

        Assert.Equal(1, await World.ScalarAsync<long>(world.Scoring, "SELECT count(*) FROM inbox WHERE is_dropped"));
        Assert.Equal(20, await InboxAsync(world));
    }

    [Fact]
    public async Task Events_that_were_handled_before_are_not_in_a_page()
    {
        await using var world = await MissedAsync(events: 30);
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(30);
        await Eventually.IsTrueAsync(async () => await PositionAsync(world) == 30);
        await world.StopConsumerAsync();
        await World.ExecuteAsync(world.Scoring, "UPDATE positions SET position = 0");

        await world.SubmitAllAsync([100, 101]);
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(32);

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
        Assert.Equal(32, world.Script.Pages.Sum() + world.Script.Deliveries);
    }

    // Published while no consumer was there, by a broker that has lost them.
    private static async Task<World> MissedAsync(int events)
    {
        var world = await World.CreateAsync();
        world.HandlesMany = true;
        await world.StartSidecarAsync();
        await world.StartPublisherAsync();
        await world.SubmitAllAsync(Enumerable.Range(0, events));
        await Eventually.IsTrueAsync(() => World.ScalarAsync<bool>(
            world.Questionnaire, "SELECT bool_and(published_at IS NOT NULL) FROM outbox"));
        using (var redis = await ConnectionMultiplexer.ConnectAsync($"{world.Broker.ConnectionString},allowAdmin=true"))
        {
            await redis.GetDatabase().ExecuteAsync("FLUSHALL");
            await Task.Delay(300);   // older than what is taken to be under way
        }
        return world;
    }

    private static Task<long> InboxAsync(World world) =>
        World.ScalarAsync<long>(world.Scoring, "SELECT count(*) FROM inbox");

    private static Task<long> PositionAsync(World world) =>
        World.ScalarAsync<long>(world.Scoring, "SELECT coalesce(max(position), 0) FROM positions");
}
