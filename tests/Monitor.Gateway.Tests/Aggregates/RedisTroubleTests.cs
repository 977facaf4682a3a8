using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Gateway.Redis;
using Monitor.Gateway.Tests.Execution;
using StackExchange.Redis;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>A Redis that is frozen, full, emptied, killed or slow costs time, never an answer.</summary>
public sealed class RedisTroubleTests : IAsyncLifetime
{
    private CachedAreas areas = null!;

    public async ValueTask InitializeAsync() => areas = await CachedAreas.StartAsync();

    public ValueTask DisposeAsync() => areas.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task A_request_loses_one_time_limit_to_a_frozen_redis_however_many_steps_it_has()
    {
        // Far longer than a busy machine takes for the rest: three waits would show.
        var gateway = await areas.GatewayAsync(("Aggregates:Timeout", "00:00:03"));
        await CachedAreas.NumberAsync(gateway);
        areas.Redis.Freeze();

        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        var first = Stopwatch.GetElapsedTime(begun);
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        }
        var rest = Stopwatch.GetElapsedTime(begun) - first;

        Assert.InRange(first.TotalSeconds, 2.9, 5);
        Assert.InRange(rest.TotalSeconds, 0, 2.9);
    }

    [Fact(Timeout = 60_000)]
    public async Task While_redis_is_frozen_nothing_is_wrong_and_after_it_the_cache_serves_again()
    {
        var gateway = await areas.GatewayAsync(("Aggregates:Timeout", "00:00:00.200"));
        await CachedAreas.NumberAsync(gateway);
        areas.Redis.Freeze();
        areas.N = 11;
        areas.FiguresSubgraph.Instead = SlowlyAsync;

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
        var asked = areas.Asked;
        var together = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CachedAreas.NumberAsync(gateway)));

        Assert.All(together, n => Assert.Equal(11, n));
        Assert.Equal(asked + 1, areas.Asked);   // within one process one fetch serves all, also now

        areas.Redis.Thaw();
        await ServesAgainAsync(gateway);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_full_redis_serves_what_it_has_and_drops_what_it_is_told()
    {
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{areas.Redis.ConnectionString},allowAdmin=true");
        await FillAsync(redis, areas.Redis.ConnectionString);
        await Assert.ThrowsAsync<RedisServerException>(() => redis.GetDatabase().StringSetAsync("a", "b"));

        // What is there is served; what is not there is answered, though it cannot be kept.
        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        Assert.Equal(1, areas.Asked);
        var other = await gateway.AskAsync("""{ area(code: "A") { figures(round: 2014) { n } } }""");
        Assert.Equal(10, CachedAreas.NumberOf(other));

        // No version can be written, so all of them go.
        areas.N = 11;
        Assert.Equal(Delivery.Done, await areas.ReleaseAsync(gateway, "r-2"));
        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));

        await redis.GetServer(areas.Redis.ConnectionString).ConfigSetAsync("maxmemory", "64mb");
        await ServesAgainAsync(gateway);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_stored_before_a_flush_is_not_served_after_it()
    {
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        await CachedAreas.NumberAsync(gateway);   // now this process has it too
        areas.N = 11;
        using (var redis = await ConnectionMultiplexer.ConnectAsync($"{areas.Redis.ConnectionString},allowAdmin=true"))
        {
            await redis.GetServer(areas.Redis.ConnectionString).FlushAllDatabasesAsync();
        }

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_redis_that_is_killed_and_comes_back_empty_serves_again()
    {
        var gateway = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        await areas.Redis.KillAsync();
        areas.N = 11;
        for (var turn = 0; turn < 10; turn++)
        {
            Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
        }
        await areas.Redis.RestartAsync();
        await ServesAgainAsync(gateway);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gateway_that_starts_before_its_redis_uses_it_when_it_comes()
    {
        await areas.Redis.StopAsync();
        var gateway = await areas.GatewayAsync();
        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        await areas.Redis.RestartAsync();
        await ServesAgainAsync(gateway);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_mutation_changed_is_passed_by_until_redis_knows_it()
    {
        areas.Areas.Mutation["rename"] = new Execution.Record { ["code"] = "A" };
        areas.Areas.HeadersOf = query => query.StartsWith("mutation", StringComparison.Ordinal)
            ? new() { ["Cache-Control"] = "no-store", ["Cache-Group-Invalidation"] = "\"release-2017\"" }
            : new() { ["Cache-Control"] = "public, max-age=60" };
        var gateway = await areas.GatewayAsync(
            ("Aggregates:Timeout", "00:00:00.300"), ("Aggregates:Pause", "00:00:00.100"));
        var other = await areas.GatewayAsync();
        await CachedAreas.NumberAsync(gateway);
        areas.Redis.Freeze();
        areas.N = 11;
        await gateway.AskAsync("""mutation { rename(code: "A") { code } }""");
        areas.Redis.Thaw();

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
        while (await CachedAreas.NumberAsync(other) != 11)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_of_a_redis_that_does_not_answer_is_given_up_and_the_next_are_not_made()
    {
        var gateway = await areas.GatewayAsync(
            ("Aggregates:Timeout", "00:00:00.300"), ("Aggregates:Pause", "00:00:00.100"));
        var calls = gateway.Services.GetRequiredService<RedisCalls>();
        await CachedAreas.NumberAsync(gateway);
        areas.Redis.Freeze();
        var made = 0;
        async Task<string?> CallAsync() => await calls.TryAsync(
            async database =>
            {
                made++;
                await database.PingAsync();
                return "";
            },
            CancellationToken.None);

        Assert.Null(await CallAsync());
        for (var turn = 0; turn < 100; turn++)
        {
            Assert.Null(await CallAsync());
        }
        Assert.Equal(1, made);

        areas.Redis.Thaw();
        while (await CallAsync() is null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_entry_that_something_else_wrote_is_as_none()
    {
        var gateway = await areas.GatewayAsync(("Aggregates:LocalBytes", "0"));
        await CachedAreas.NumberAsync(gateway);
        areas.N = 11;
        var patient = $"{areas.Redis.ConnectionString},syncTimeout=30000";
        using (var redis = await ConnectionMultiplexer.ConnectAsync(patient))
        {
            foreach (var key in redis.GetServer(areas.Redis.ConnectionString).Keys(pattern: "monitor:aggregate:*"))
            {
                await redis.GetDatabase().StringSetAsync(key, "what is this?");
            }
        }

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
    }

    [Fact(Timeout = 60_000)]
    public async Task Groups_without_number_are_forgotten_with_all_that_they_held()
    {
        var gateway = await areas.GatewayAsync();
        using var redis = await ConnectionMultiplexer.ConnectAsync(areas.Redis.ConnectionString);
        await redis.GetDatabase().HashSetAsync(
            Monitor.Gateway.Aggregates.GroupVersions.Key,
            [.. Enumerable.Range(0, 5_001).Select(number => new HashEntry($"group:{number}", 0))]);
        await CachedAreas.NumberAsync(gateway);
        areas.N = 11;
        await areas.HearAsync(gateway, "areas.published", "questionnaire", new { edition = "2" }, "e-1");

        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
        Assert.Equal(3, await redis.GetDatabase().HashLengthAsync(Monitor.Gateway.Aggregates.GroupVersions.Key));
    }

    private async Task ServesAgainAsync(TestGateway gateway)
    {
        areas.FiguresSubgraph.Instead = _ => Task.FromResult(false);
        int asked;
        do
        {
            asked = areas.Asked;
            await CachedAreas.NumberAsync(gateway);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        while (areas.Asked != asked);
    }

    /// <summary>So that it refuses whatever would take memory.</summary>
    private static async Task FillAsync(ConnectionMultiplexer redis, string address)
    {
        var server = redis.GetServer(address);
        await server.ConfigSetAsync("maxmemory-policy", "noeviction");
        await server.ConfigSetAsync("maxmemory", "1mb");
    }

    private static async Task<bool> SlowlyAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        await Task.Delay(300, context.RequestAborted);
        return false;
    }
}
