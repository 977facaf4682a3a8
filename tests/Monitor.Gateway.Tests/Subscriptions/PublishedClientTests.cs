using Monitor.Testing;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>The clients that front ends use, graphql-sse and graphql-ws, against two gateways and a Redis.</summary>
public sealed class PublishedClientTests
{
    private const string Sse = "graphql-sse";
    private const string Ws = "graphql-ws";
    private const string Changed = "subscription ($year: Int!) { roundChanged(year: $year) { rate } }";

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task An_event_at_one_replica_is_heard_at_the_other(string package)
    {
        await using var live = await Live.StartAsync(replicas: 2, withRedis: true);
        using var client = await StartAsync(package, live, replica: 1);
        await client.SubscribeAsync("a", Changed, new { year = 2018 });
        Assert.Equal("""{"id":"a","next":{"data":{"roundChanged":{"rate":0}}}}""", (await client.ReadAsync(1, "a"))[0]);

        live.Years[2018]["rate"] = 12;
        await live.PublishAsync("stage.answered", new { round = 2018 }, replica: 0);

        Assert.Equal(
            """{"id":"a","next":{"data":{"roundChanged":{"rate":12}}}}""", (await client.ReadAsync(1, "a"))[0]);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task A_refusal_is_told_with_its_code(string package)
    {
        await using var live = await Live.StartAsync();
        using var client = await StartAsync(package, live);
        await client.SubscribeAsync("a", """subscription { cardChanged(owner: "B") { points } }""");
        Assert.Contains("NOT_YOURS", (await client.ReadAsync(1, "a"))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task Who_ends_a_subscription_or_goes_away_leaves_nothing(string package)
    {
        await using var live = await Live.StartAsync();
        using (var client = await StartAsync(package, live))
        {
            await client.SubscribeAsync("a", Changed, new { year = 2018 });
            await client.SubscribeAsync("b", Changed, new { year = 2017 });
            await Eventually.Async(() => live.Queries().Count == 2);
            Assert.Equal(2, live.Queries().Count);
            await client.EndAsync("a");
            await Eventually.Async(() => live.Queries().Count == 1);
        }
        await Eventually.Async(() => live.Queries().Count == 0 && live.Callers() == 0);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Ws)]
    public async Task Who_says_who_it_is_has_its_own_subscription(string package)
    {
        await using var live = await Live.StartAsync();
        var bearer = $"Bearer {live.Token("anna")}";
        using var client = await NodeClient.StartAsync(
            package,
            package == Ws ? live.Socket() : live.Address(),
            new { headers = new { Authorization = bearer }, connectionParams = new { Authorization = bearer } });
        await client.SubscribeAsync("a", "subscription { insideNews(year: 2018) { status } }");
        Assert.Equal(
            """{"id":"a","next":{"data":{"insideNews":{"status":"OPEN"}}}}""", (await client.ReadAsync(1, "a"))[0]);
        Assert.Equal(1, live.PlacesOf("subject anna"));
        Assert.All(live.Rounds.Requests, asked => Assert.Equal(bearer, asked.Headers.Authorization));
    }

    private static Task<NodeClient> StartAsync(string package, Live live, int replica = 0) =>
        NodeClient.StartAsync(package, package == Ws ? live.Socket(replica) : live.Address(replica));
}
