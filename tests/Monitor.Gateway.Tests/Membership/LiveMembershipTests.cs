using Microsoft.Extensions.DependencyInjection;
using Monitor.Gateway.Subscriptions;
using Monitor.Gateway.Tests.Subscriptions;
using Monitor.Hosting;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>Streams of members: each answer by a token of its own moment, none after a right has gone.</summary>
public sealed class LiveMembershipTests : IAsyncLifetime
{
    private const string Card = """subscription { cardChanged(owner: "A") { points } }""";
    private ClosedWorld world = null!;
    private int points = 1;

    public async ValueTask InitializeAsync()
    {
        world = await ClosedWorld.StartAsync("live", ["rounds", "figures"]);
        var rounds = world.Subgraph("rounds");
        rounds.Query["card"] = (Dictionary<string, object?> _) =>
            ClosedWorld.ClaimsOf(rounds.Answering!.Headers.Authorization.ToString()) is { } claims
            && claims.TryGetProperty("municipality", out var code) && code.GetString() == "GM0153"
                ? new Record { ["owner"] = "A", ["points"] = points }
                : throw new ClientException("NOT_YOURS", "This belongs to another.");
        world.Community.Set("anna", "GM0153", Role.Officer);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Each_answer_goes_by_a_token_of_its_own_moment()
    {
        using var client = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        Assert.Equal("""{"data":{"cardChanged":{"points":1}}}""", await client.ReadAsync());
        var first = LastToken();

        world.Clock.Ahead = TimeSpan.FromMinutes(20);
        points = 2;
        await ChangeAsync();

        Assert.Equal("""{"data":{"cardChanged":{"points":2}}}""", await client.ReadAsync());
        Assert.NotEqual(first, LastToken());
        var now = world.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(world.LastClaims("rounds")!.Value.GetProperty("exp").GetInt64(), now + 20, now + 61);
    }

    [Fact]
    public async Task A_changed_membership_ends_the_stream_at_once_and_says_so()
    {
        using var client = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        await client.ReadAsync();

        var revision = world.Community.Set("anna", "GM0153", Role.Reader);
        await world.PublishAsync(
            "membership.changed", new { member = TestCommunity.Pseudonym("anna"), revision });

        Assert.Contains("\"MEMBERSHIP_CHANGED\"", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
        await Eventually.Async(() => Queries.Count == 0);
    }

    [Fact]
    public async Task An_ended_membership_is_seen_at_the_next_event_though_nobody_told_of_it()
    {
        using var client = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        await client.ReadAsync();
        var asked = world.Subgraph("rounds").Requests.Count;

        world.Community.Set("anna", null);
        world.Clock.Ahead = TimeSpan.FromSeconds(6);
        await ChangeAsync();

        Assert.Contains("\"MEMBERSHIP_CHANGED\"", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
        Assert.Equal(asked, world.Subgraph("rounds").Requests.Count);   // nothing was asked for them any more
    }

    [Fact]
    public async Task Another_members_change_leaves_the_stream_alone()
    {
        using var client = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        await client.ReadAsync();

        await world.PublishAsync(
            "membership.changed", new { member = TestCommunity.Pseudonym("bert"), revision = 9 });
        points = 3;
        await ChangeAsync();

        Assert.Equal("""{"data":{"cardChanged":{"points":3}}}""", await client.ReadAsync());
    }

    [Fact]
    public async Task Whoever_subscribes_again_goes_by_the_new_membership()
    {
        var revision = world.Community.Set("anna", "GM0363", Role.Officer);
        await world.PublishAsync(
            "membership.changed", new { member = TestCommunity.Pseudonym("anna"), revision });

        using var client = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));

        Assert.Contains("NOT_YOURS", await client.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_that_it_was_opened_by()
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeSeconds();
        using var client = await LiveClient.OpenAsync(
            world.Gateway().Http, Card, token: world.Token("anna", ("exp", end)));
        await client.ReadAsync();

        Assert.Contains("UNAUTHENTICATED", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Two_streams_of_one_member_are_answered_by_one_question()
    {
        using var one = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        await one.ReadAsync();
        world.Clock.Ahead = TimeSpan.FromSeconds(40);   // another internal token
        using var two = await LiveClient.OpenAsync(world.Gateway().Http, Card, token: world.Token("anna"));
        await two.ReadAsync();

        Assert.Equal(1, Queries.Count);
    }

    private LiveQueries Queries => world.Gateway().Services.GetRequiredService<LiveQueries>();

    private Task ChangeAsync() =>
        world.PublishAsync("card.changed", new { owner = "A", round = 2018 }, source: "rounds");

    private string LastToken() => world.Subgraph("rounds").Requests.Last().Headers.Authorization.ToString();
}
