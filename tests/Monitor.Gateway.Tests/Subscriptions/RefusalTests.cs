using System.Text.Json;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>Who may subscribe to what, and how much of it.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task What_the_graph_refuses_cannot_be_subscribed_to()
    {
        await using var live = await Live.StartAsync();
        Assert.Equal("NOT_YOURS", await RefusedAsync(live, """subscription { cardChanged(owner: "B") { points } }"""));
        Assert.Equal("NOT_YOURS", await RefusedAsync(
            live, """subscription { cardChanged(owner: "B") { __typename } }"""));
        Assert.Equal("UNKNOWN_ROUND", await RefusedAsync(live, "subscription { roundChanged(year: 1999) { year } }"));
        Assert.Equal(0, live.Queries().Count);
        Assert.Equal(0, live.Callers());
    }

    [Fact]
    public async Task What_is_not_there_yet_is_null_and_comes_later()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync("""subscription { cardChanged(owner: "A") { points } }""");
        Assert.Equal("""{"data":{"cardChanged":null}}""", await client.ReadAsync());

        live.Points = 80;
        await live.PublishAsync("card.changed", new { owner = "A", round = 2018 });

        Assert.Equal("""{"data":{"cardChanged":{"points":80}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Whoever_may_ask_no_more_is_told_why_and_the_stream_ends()
    {
        await using var live = await Live.StartAsync();
        live.Points = 1;
        using var client = await live.SubscribeAsync("""subscription { cardChanged(owner: "A") { points } }""");
        await client.ReadAsync();

        live.Refusal = "FORBIDDEN";
        await live.PublishAsync("card.changed", new { owner = "A", round = 2018 });

        Assert.Contains("FORBIDDEN", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
        await Eventually.Async(() => live.Queries().Count == 0 && live.Callers() == 0);
    }

    [Fact]
    public async Task A_subgraph_that_fails_for_a_while_does_not_end_the_stream()
    {
        await using var live = await Live.StartAsync();
        live.Points = 1;
        using var client = await live.SubscribeAsync("""subscription { cardChanged(owner: "A") { points } }""");
        await client.ReadAsync();

        live.Refusal = "INTERNAL_ERROR";
        await live.PublishAsync("card.changed", new { owner = "A", round = 2018 });
        Assert.Contains("INTERNAL_ERROR", await client.ReadAsync(), StringComparison.Ordinal);
        live.Refusal = null;
        await live.PublishAsync("card.changed", new { owner = "A", round = 2018 });
        Assert.Equal("""{"data":{"cardChanged":{"points":1}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_subscription_may_ask_for_a_token()
    {
        await using var live = await Live.StartAsync();
        const string news = "subscription { insideNews(year: 2018) { status } }";
        Assert.Equal("UNAUTHORIZED_FIELD_OR_TYPE", await RefusedAsync(live, news));
        Assert.Empty(live.Rounds.Requests);
        using var client = await live.SubscribeAsync(news, token: live.Token("anna"));
        Assert.Equal("""{"data":{"insideNews":{"status":"OPEN"}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        await using var live = await Live.StartAsync();
        using var client = await live.SubscribeAsync(
            "subscription { roundChanged(year: 2018) { rate } }",
            token: live.Token("anna", lifetime: TimeSpan.FromSeconds(3)));
        await client.ReadAsync();

        Assert.Contains("UNAUTHENTICATED", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
        await Eventually.Async(() => live.Queries().Count == 0 && live.Callers() == 0);
    }

    [Fact]
    public async Task A_caller_has_so_many_subscriptions_and_others_have_their_own()
    {
        await using var live = await Live.StartAsync(settings: ("Subscriptions:MaxPerCaller", "2"));
        const string open = "subscription { roundClosed { year } }";
        var anna = live.Token("anna");
        using var first = await live.SubscribeAsync(open, token: anna);
        using var second = await live.SubscribeAsync(open, token: anna);
        await Eventually.Async(() => live.Queries().Count == 1);
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", await RefusedAsync(live, open, anna));
        using var bob = await live.SubscribeAsync(open, token: live.Token("bob"));
        using var stranger = await live.SubscribeAsync(open);
        Assert.Equal(3, live.Callers());

        first.Dispose();
        await Eventually.Async(() => live.PlacesOf("subject anna") == 1);
        using var again = await live.SubscribeAsync(open, token: anna);
        await live.PublishAsync("stage.closed", new { round = 2017, kind = "FINAL" });
        Assert.Equal("""{"data":{"roundClosed":{"year":2017}}}""", await again.ReadAsync());
    }

    [Fact]
    public async Task A_process_has_so_many_different_subscriptions()
    {
        await using var live = await Live.StartAsync(settings: ("Subscriptions:MaxDifferent", "1"));
        using var first = await live.SubscribeAsync("subscription { roundChanged(year: 2018) { status } }");
        await first.ReadAsync();
        using var same = await live.SubscribeAsync("subscription { roundChanged(year: 2018) { status } }");
        Assert.Equal("""{"data":{"roundChanged":{"status":"OPEN"}}}""", await same.ReadAsync());
        Assert.Equal("OVERLOADED", await RefusedAsync(live, "subscription { roundChanged(year: 2017) { status } }"));
    }

    private static async Task<string?> RefusedAsync(Live live, string query, string? token = null)
    {
        using var client = await live.SubscribeAsync(query, token: token);
        using var answer = JsonDocument.Parse((await client.ReadAsync())!);
        Assert.False(answer.RootElement.TryGetProperty("data", out _));
        Assert.Null(await client.ReadAsync());
        return answer.RootElement.Codes()[0];
    }
}
