using System.Diagnostics;

using StackExchange.Redis;

namespace Monitor.Dapr.Tests;

/// <summary>
/// An event's way from one service's transaction to another's, and everything that may go wrong on it.
/// </summary>
public sealed class EventTests
{
    private const string FewRetries = """
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata: { name: test }
        spec:
          policies:
            retries:
              inbound: { policy: constant, duration: 50ms, maxRetries: 2 }
          targets:
            components:
              pubsub: { inbound: { retry: inbound } }
        """;

    [Fact]
    public async Task A_committed_event_takes_effect_once_and_well_within_300_milliseconds()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(0);
        await world.WaitForEffectsAsync(1);

        var delays = new List<double>();
        for (var response = 1; response <= 10; response++)
        {
            await world.SubmitAsync(response);
            var watch = Stopwatch.StartNew();
            await world.WaitForEffectsAsync(response + 1);
            delays.Add(watch.Elapsed.TotalMilliseconds);
        }

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
        Assert.InRange(delays.Min(), 0, 300);   // a poll in the chain would slow all ten, a busy machine some
    }

    [Fact]
    public async Task Events_added_at_once_are_numbered_in_their_order()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAllAsync([]);
        await world.SubmitAllAsync([3, 1, 2]);
        await world.WaitForEffectsAsync(3);

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
        Assert.Equal("3 1 2", await World.ScalarAsync<string>(
            world.Questionnaire, "SELECT string_agg(data->>'responseId', ' ' ORDER BY position) FROM outbox"));
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_tells_nobody()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(1, commit: false);
        await world.SubmitAsync(2);
        await world.WaitForEffectsAsync(1);

        Assert.Equal([2], (await world.EffectsAsync()).Keys);
        Assert.Equal(1, await World.ScalarAsync<long>(world.Questionnaire, "SELECT last FROM outbox_position"));
    }

    [Fact]
    public async Task An_event_sent_again_has_no_second_effect()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(1);
        await world.WaitForEffectsAsync(1);

        // As after a crash between the broker's answer and the mark.
        await World.ExecuteAsync(world.Questionnaire, "UPDATE outbox SET published_at = NULL; NOTIFY outbox");
        await Eventually.IsTrueAsync(() => World.ScalarAsync<bool>(
            world.Questionnaire, "SELECT bool_and(published_at IS NOT NULL) FROM outbox"));
        await world.SubmitAsync(2);
        await world.WaitForEffectsAsync(2);   // so the repeat before it has been delivered too

        Assert.Equal(new Dictionary<int, int> { [1] = 1, [2] = 1 }, await world.EffectsAsync());
        Assert.Equal(2, world.Script.Deliveries);
    }

    [Fact]
    public async Task Events_committed_while_no_relay_runs_go_out_at_the_next_start()
    {
        await using var world = await World.StartAsync();
        await world.StopPublisherAsync();
        await World.ExecuteAsync(world.Questionnaire, """
            INSERT INTO outbox (id, topic, data, added_at)
            SELECT gen_random_uuid(), 'response.submitted', json_build_object('responseId', n), now()
            FROM generate_series(1, 3) AS n
            """);

        await world.StartPublisherAsync();
        await world.WaitForEffectsAsync(3);

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
    }

    [Fact]
    public async Task A_failing_handler_gets_the_event_again_until_it_succeeds()
    {
        await using var world = await World.StartAsync(FewRetries);
        world.Script.Decide = (number, _) => number switch
        {
            1 => throw new InvalidOperationException("not this time"),
            2 => Delivery.Retry,
            _ => Delivery.Done,
        };

        await world.SubmitAsync(1);
        await world.WaitForEffectsAsync(1);

        Assert.Equal(new Dictionary<int, int> { [1] = 1 }, await world.EffectsAsync());
    }

    [Fact]
    public async Task An_event_that_is_dropped_or_keeps_failing_is_kept_as_a_dead_letter()
    {
        await using var world = await World.StartAsync(FewRetries, catchUpEvery: TimeSpan.FromHours(1));
        world.Script.Decide = (_, received) => received.Data.ResponseId switch
        {
            1 => Delivery.Drop,
            2 => throw new InvalidOperationException("never"),
            _ => Delivery.Done,
        };

        await world.SubmitAsync(1);
        await world.SubmitAsync(2);
        await world.SubmitAsync(3);

        using var redis = await ConnectionMultiplexer.ConnectAsync(world.Broker.ConnectionString);
        await Eventually.IsTrueAsync(async () =>
            (long)await redis.GetDatabase().ExecuteAsync("XLEN", "scoring.dead") == 2);
        await world.WaitForEffectsAsync(1);
        Assert.Equal([3], (await world.EffectsAsync()).Keys);
    }

    [Fact]
    public async Task What_keeps_failing_succeeds_by_catching_up_once_it_can()
    {
        await using var world = await World.StartAsync(FewRetries);
        var isBroken = true;
        world.Script.Decide = (_, received) =>
            isBroken && received.Data.ResponseId == 1 ? throw new InvalidOperationException("yet") : Delivery.Done;

        await world.SubmitAsync(1);
        await world.SubmitAsync(2);
        await Eventually.IsTrueAsync(() => Task.FromResult(world.Script.Deliveries >= 5));
        Assert.Equal([2], (await world.EffectsAsync()).Keys);

        isBroken = false;
        await world.WaitForEffectsAsync(2);
        await Eventually.IsTrueAsync(async () => await World.ScalarAsync<long>(
            world.Scoring, "SELECT position FROM positions WHERE publisher = 'questionnaire'") == 2);
    }

    [Fact]
    public async Task What_the_broker_lost_is_caught_up()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(1);
        await world.WaitForEffectsAsync(1);
        await world.StopConsumerAsync();
        await world.SubmitAsync(2);
        await world.SubmitAsync(3);
        await Eventually.IsTrueAsync(() => World.ScalarAsync<bool>(
            world.Questionnaire, "SELECT bool_and(published_at IS NOT NULL) FROM outbox"));

        using (var redis = await ConnectionMultiplexer.ConnectAsync(world.Broker.ConnectionString))
        {
            await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        }
        await world.StartConsumerAsync();
        await world.WaitForEffectsAsync(3);

        // And the broker works again: the groups are made anew.
        await world.SubmitAsync(4);
        await world.WaitForEffectsAsync(4);
        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
    }

    [Fact]
    public async Task Without_a_broker_events_still_arrive_and_none_is_lost()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(1);
        await world.WaitForEffectsAsync(1);

        await world.Broker.StopAsync();
        await world.SubmitAsync(2);
        await world.WaitForEffectsAsync(2);   // by catching up
        Assert.Equal(1, await World.ScalarAsync<long>(
            world.Questionnaire, "SELECT count(*) FROM outbox WHERE published_at IS NULL"));

        await world.Broker.RestartAsync();
        await Eventually.IsTrueAsync(
            async () => await World.ScalarAsync<long>(
                world.Questionnaire, "SELECT count(*) FROM outbox WHERE published_at IS NULL") == 0,
            TimeSpan.FromSeconds(30));
        Assert.Equal(new Dictionary<int, int> { [1] = 1, [2] = 1 }, await world.EffectsAsync());
    }

    [Fact]
    public async Task Two_replicas_number_a_hundred_events_without_gap_or_repeat()
    {
        await using var world = await World.StartAsync();
        await world.StartSecondPublisherAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
        {
            for (var each = 0; each < 25; each++)
            {
                await world.SubmitAsync((worker * 25) + each);
            }
        }));
        await world.WaitForEffectsAsync(100);

        Assert.All(await world.EffectsAsync(), effect => Assert.Equal(1, effect.Value));
        Assert.Equal("100 1 100", await World.ScalarAsync<string>(world.Questionnaire, """
            SELECT concat_ws(' ', count(DISTINCT position), min(position), max(position)) FROM outbox
            """));
    }

    [Fact]
    public async Task The_trace_of_the_change_goes_on_in_the_handler()
    {
        await using var world = await World.StartAsync();
        string? seen = null;
        world.Script.Decide = (_, _) =>
        {
            seen = Activity.Current?.TraceId.ToHexString();
            return Delivery.Done;
        };

        using var change = new Activity("submit").SetIdFormat(ActivityIdFormat.W3C).Start();
        await world.SubmitAsync(1);
        await world.WaitForEffectsAsync(1);

        Assert.Equal(change.TraceId.ToHexString(), seen);
    }
}
