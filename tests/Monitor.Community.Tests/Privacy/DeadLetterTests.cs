using Monitor.Testing;
using StackExchange.Redis;

namespace Monitor.Community.Tests.Privacy;

/// <summary>What lies in the broker's streams goes by age, and dead letters with the person whom they name.</summary>
public sealed class DeadLetterTests : ErasureWorld
{
    [Fact]
    public async Task Entries_older_than_they_are_kept_go_from_every_stream_and_other_keys_stay()
    {
        await using var redis = await TestRedis.StartAsync();
        using var broker = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var stream in (string[])["scoring.dead", "member.erased"])
        {
            await AddAsync(broker, stream, "old", now.AddDays(-11));
            await AddAsync(broker, stream, "older than an hour less", now.AddDays(-10).AddHours(-1));
            await AddAsync(broker, stream, "young", now.AddDays(-10).AddHours(1));
        }

        await broker.GetDatabase().StringSetAsync("no stream", "stays");

        Start(
            ("Broker:Host", redis.ConnectionString), ("Broker:KeepFor", "10.00:00:00"),
            ("Broker:TrimEvery", "00:00:00.2"));

        foreach (var stream in (string[])["scoring.dead", "member.erased"])
        {
            await UntilAsync(async () => (await DataAsync(broker, stream)).Count == 1);
            Assert.Equal(["young"], await DataAsync(broker, stream));
        }

        Assert.Equal("stays", (string?)await broker.GetDatabase().StringGetAsync("no stream"));
    }

    [Fact]
    public async Task A_broker_that_is_away_is_tried_again()
    {
        await using var redis = await TestRedis.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        using (var before = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString))
        {
            await AddAsync(before, "scoring.dead", "old", now.AddDays(-31));
            await AddAsync(before, "scoring.dead", "young", now.AddDays(-29));
        }

        await redis.StopAsync();
        Start(("Broker:Host", redis.ConnectionString), ("Broker:TrimEvery", "00:00:00.2"));
        await redis.RestartAsync(TestContext.Current.CancellationToken);

        using var broker = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await UntilAsync(async () => (await DataAsync(broker, "scoring.dead")).Count == 1);
        Assert.Equal(["young"], await DataAsync(broker, "scoring.dead"));
    }

    [Fact]
    public async Task Dead_letters_that_name_who_is_erased_go_and_others_stay()
    {
        await using var redis = await TestRedis.StartAsync();
        using var broker = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        Start(("Broker:Host", redis.ConnectionString));
        var member = await AddMemberAsync("Lieke Overdam", "lieke@overdam.example");
        var other = Guid.NewGuid();
        for (var number = 0; number < 1_200; number++)   // more than are read at once
        {
            await AddAsync(broker, "community.dead", EventOf(number % 100 == 0 ? member : other));
        }

        await AddAsync(broker, "scoring.dead", EventOf(member));
        await AddAsync(broker, "act.recorded", EventOf(member));   // on its way: by a pseudonym, and for a time

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);

        Assert.Equal(1_188, (await DataAsync(broker, "community.dead")).Count);
        Assert.All(await DataAsync(broker, "community.dead"), data => Assert.Equal(EventOf(other), data));
        Assert.Empty(await DataAsync(broker, "scoring.dead"));
        Assert.Single(await DataAsync(broker, "act.recorded"));
    }

    [Fact]
    public async Task While_the_broker_is_away_nobody_is_erased_by_halves()
    {
        await using var redis = await TestRedis.StartAsync();
        Start(("Broker:Host", redis.ConnectionString));
        var member = await AddMemberAsync("Bauke Terpstra", "bauke@terpstra.example");
        await redis.StopAsync();

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT attempts FROM erasures", 1);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        await redis.RestartAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync("UPDATE erasures SET next_at = now()");
        await UntilAsync("SELECT count(*) FROM accounts", 0);
    }

    private static string EventOf(Guid member) => $$$"""{"data":{"member":"{{{member:N}}}","revision":2}}""";

    private static async Task AddAsync(
        ConnectionMultiplexer broker, string stream, string data, DateTimeOffset? at = null) =>
        await broker.GetDatabase().ExecuteAsync(
            "XADD", stream, at is { } moment ? $"{moment.ToUnixTimeMilliseconds()}-1" : "*", "data", data,
            "metadata", "{}");

    private static async Task<List<string>> DataAsync(ConnectionMultiplexer broker, string stream) =>
    [
        .. ((RedisResult[])(await broker.GetDatabase().ExecuteAsync("XRANGE", stream, "-", "+"))!)
            .Select(entry => (string)((RedisResult[])((RedisResult[])entry!)[1]!)[1]!),
    ];

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; !await isSo(); attempt++)
        {
            Assert.True(attempt < 300, "It did not become so.");
            await Task.Delay(100);
        }
    }
}
