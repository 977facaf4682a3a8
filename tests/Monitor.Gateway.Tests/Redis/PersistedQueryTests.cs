using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using StackExchange.Redis;

namespace Monitor.Gateway.Tests.Redis;

/// <summary>Automatic persisted queries in a real Redis, and without one.</summary>
public sealed class PersistedQueryTests
{
    private const string Query = "{ __typename }";
    private const string Answer = """{ "data": { "__typename": "Query" } }""";

    private static readonly string Hash = HashOf(Query);

    [Fact(Timeout = 30_000)]
    public async Task Every_gateway_knows_what_was_sent_to_one()
    {
        await using var redis = await TestRedis.StartAsync(Monitor.Cli.Servers.RedisPurpose.Cache);
        await using var one = await StartAsync(redis.ConnectionString);
        await using var other = await StartAsync(redis.ConnectionString);

        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await AskAsync(other, Hash)).Codes());
        (await AskAsync(one, Hash, Query)).Is(Answer);

        (await AskAsync(other, Hash)).Is(Answer);
    }

    [Fact(Timeout = 30_000)]
    public async Task Only_texts_that_are_valid_and_not_too_long_are_kept_and_not_for_ever()
    {
        await using var redis = await TestRedis.StartAsync(Monitor.Cli.Servers.RedisPurpose.Cache);
        await using var gateway = await StartAsync(
            redis.ConnectionString,
            ("PersistedQueries:MaxCharacters", "256"),
            ("PersistedQueries:KeepFor", "01:00:00"));
        using var client = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var invalid = "{ nothing }";
        var tooLong = $"{Query} #{new string('x', 300)}";

        await AskAsync(gateway, Hash, Query);
        await AskAsync(gateway, HashOf(invalid), invalid);
        await AskAsync(gateway, HashOf(tooLong), tooLong);

        var database = client.GetDatabase();
        Assert.Equal(Query, (string?)await database.StringGetAsync($"apq:{Hash}"));
        Assert.InRange(
            (await database.KeyTimeToLiveAsync($"apq:{Hash}"))!.Value,
            TimeSpan.FromMinutes(59),
            TimeSpan.FromMinutes(60));
        Assert.False(await database.KeyExistsAsync($"apq:{HashOf(invalid)}"));
        Assert.False(await database.KeyExistsAsync($"apq:{HashOf(tooLong)}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_redis_that_is_gone_costs_no_answer()
    {
        await using var redis = await TestRedis.StartAsync(Monitor.Cli.Servers.RedisPurpose.Cache);
        await using var gateway = await StartAsync(redis.ConnectionString);
        await redis.StopAsync();

        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await AskAsync(gateway, Hash)).Codes());
        (await AskAsync(gateway, Hash, Query)).Is(Answer);
        (await AskAsync(gateway, Hash)).Is(Answer);   // in this process's memory
    }

    [Fact(Timeout = 60_000)]
    public async Task A_redis_that_is_silent_costs_no_answer()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var gateway = await StartAsync(silent.LocalEndpoint.ToString()!);

        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await AskAsync(gateway, Hash)).Codes());
        (await AskAsync(gateway, Hash, Query)).Is(Answer);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_redis_a_gateway_remembers_by_itself()
    {
        await using var gateway = await StartAsync(null);

        (await AskAsync(gateway, Hash, Query)).Is(Answer);

        (await AskAsync(gateway, Hash)).Is(Answer);
    }

    private static Task<TestGateway> StartAsync(string? redis, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        all["ConnectionStrings:Redis"] = redis;
        return TestGateway.StartAsync("figures", [], all);
    }

    private static async Task<JsonElement> AskAsync(TestGateway gateway, string hash, string? query = null)
    {
        using var response = await gateway.Http.PostAsJsonAsync(
            "/graphql",
            new { query, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
