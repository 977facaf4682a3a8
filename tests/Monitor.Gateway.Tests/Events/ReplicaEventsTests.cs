using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Events;
using Monitor.Gateway.Redis;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Events;

/// <summary>What one replica of the gateway tells the others, over a real Redis that may die.</summary>
public sealed class ReplicaEventsTests : IAsyncLifetime
{
    private readonly List<Replica> replicas = [];
    private TestRedis redis = null!;

    public async ValueTask InitializeAsync() => redis = await TestRedis.StartAsync(Cli.Servers.RedisPurpose.Cache);

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
        await redis.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_reached_one_replica_is_heard_once_by_each()
    {
        var one = await StartAsync();
        var two = await StartAsync();

        Assert.True(await one.Events.PublishAsync("round.opened", """{"round":2018}""", default));
        await one.Events.PublishAsync("other", "{}", default);
        await one.Events.PublishAsync("round.opened", "\"a\nb\"", default);

        await two.HasHeardAsync("""{"round":2018}""", "\"a\nb\"");
        Assert.Equal(["""{"round":2018}""", "\"a\nb\""], one.Heard);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_message_longer_than_a_buffer_arrives_whole()
    {
        var one = await StartAsync();
        var two = await StartAsync();
        var text = $"\"{new string('é', 100_000)}\"";

        await one.Events.PublishAsync("round.opened", text, default);

        await two.HasHeardAsync(text);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_ended_hears_nothing_more_and_who_fails_harms_no_other()
    {
        var one = await StartAsync();
        var two = await StartAsync();
        var before = 0;
        two.Events.Subscribe("round.opened", _ => before++).Dispose();
        two.Events.Subscribe("round.opened", _ => throw new InvalidOperationException());
        var after = new ConcurrentQueue<string>();
        two.Events.Subscribe("round.opened", after.Enqueue);

        await one.Events.PublishAsync("round.opened", "1", default);
        await one.Events.PublishAsync("round.opened", "2", default);

        await two.HasHeardAsync("1", "2");
        await Eventually(() => after.Count == 2);
        Assert.Equal(0, before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_redis_killed_and_started_again_is_heard_again_and_the_gap_is_told()
    {
        var one = await StartAsync();
        var two = await StartAsync();
        for (var round = 1; round <= 3; round++)
        {
            await redis.KillAsync();
            Assert.False(await one.Events.PublishAsync("round.opened", "lost", default));
            await redis.RestartAsync();
            await Eventually(() => two.Connected > round);
            await Eventually(() => one.Events.PublishAsync("round.opened", "kept", default));
            await Eventually(() => two.Heard.Contains("kept"));
            two.Heard.Clear();
        }
        Assert.DoesNotContain("lost", two.Heard);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_redis_that_was_frozen_is_heard_again()
    {
        var one = await StartAsync();
        var two = await StartAsync();
        redis.Freeze();
        Assert.False(await one.Events.PublishAsync("round.opened", "frozen", default));
        await Task.Delay(TimeSpan.FromSeconds(10));   // longer than the silence that a subscriber bears
        redis.Thaw();

        await Eventually(() => two.Connected > 1);
        await Eventually(() => one.Events.PublishAsync("round.opened", "thawed", default));
        await Eventually(() => two.Heard.Contains("thawed"));
    }

    [Fact]
    public async Task Without_a_redis_there_are_no_others()
    {
        var alone = await StartAsync(connection: null);
        Assert.True(await alone.Events.PublishAsync("round.opened", "1", default));
        Assert.Equal(["1"], alone.Heard);
    }

    [Theory]
    [InlineData("+OK\r\n", "OK")]
    [InlineData(":12\r\n", "12")]
    [InlineData("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\n\r\nx\n\r\n", "message|c|\r\nx\n")]
    [InlineData("*2\r\n$4\r\npong\r\n$-1\r\n", "pong|")]
    public async Task An_answer_of_redis_is_read(string bytes, string expected)
    {
        var reader = new RespReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(bytes)));
        Assert.Equal(expected, string.Join('|', await reader.ReadAsync(default)));
    }

    [Theory]
    [InlineData("-NOAUTH Authentication required.\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("*17\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    public async Task What_is_no_answer_is_refused(string bytes) => await Assert.ThrowsAsync<RespException>(() =>
        new RespReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(bytes))).ReadAsync(default));

    private async Task<Replica> StartAsync() => await StartAsync(redis.ConnectionString);

    private async Task<Replica> StartAsync(string? connection)
    {
        var replica = new Replica(connection);
        replicas.Add(replica);
        await replica.Events.StartAsync(default);
        if (connection is not null)
        {
            await Eventually(() => replica.Connected > 0);
        }
        return replica;
    }

    private static Task Eventually(Func<bool> condition) => Eventually(() => Task.FromResult(condition()));

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Replica : IAsyncDisposable
    {
        private readonly RedisCalls calls;
        private int connected;

        public Replica(string? connection)
        {
            var settings = new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = connection })
                .Build();
            calls = new RedisCalls(
                Options.Create(new AggregateOptions()),
                settings,
                TimeProvider.System,
                NullLogger<RedisCalls>.Instance);
            Events = new ReplicaEvents(calls, settings, NullLogger<ReplicaEvents>.Instance);
            Events.Subscribe("round.opened", Heard.Enqueue);
            Events.OnConnected(() => Interlocked.Increment(ref connected));
        }

        public ReplicaEvents Events { get; }

        public ConcurrentQueue<string> Heard { get; } = new();

        public int Connected => connected;

        public Task HasHeardAsync(params string[] messages) => Eventually(() => Heard.SequenceEqual(messages));

        public async ValueTask DisposeAsync()
        {
            await Events.DisposeAsync();
            calls.Dispose();
        }
    }
}
