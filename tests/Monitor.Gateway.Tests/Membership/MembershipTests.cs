using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>How long a membership counts, and what is told when nobody says what a caller may.</summary>
public sealed class MembershipTests
{
    private const string Motto = "{ motto }";
    private const string Greet = """mutation { greet(name: "x") }""";

    [Fact]
    public async Task Community_is_asked_once_for_many_queries_and_again_after_seconds()
    {
        await using var world = await StartAsync();
        var token = world.Token("anna");
        for (var time = 0; time < 20; time++)
        {
            (await world.AskAsync(Motto, token)).Is("""{"data":{"motto":"Ask"}}""");
        }
        Assert.Single(world.Community.Asked);

        world.Clock.Ahead = TimeSpan.FromSeconds(6);
        await world.AskAsync(Motto, token);

        Assert.Equal(2, world.Community.Asked.Count);
    }

    [Fact]
    public async Task Whoever_asks_while_a_question_is_under_way_waits_for_its_answer()
    {
        await using var world = await StartAsync();
        var go = new TaskCompletionSource();
        world.Community.Pause = () => go.Task;
        var token = world.Token("anna");

        var asking = Enumerable.Range(0, 50).Select(_ => world.AskAsync(Motto, token)).ToList();
        await Subscriptions.Eventually.Async(() => !world.Community.Asked.IsEmpty);
        go.SetResult();

        Assert.All(await Task.WhenAll(asking), answer => answer.Is("""{"data":{"motto":"Ask"}}"""));
        Assert.Single(world.Community.Asked);
    }

    [Fact]
    public async Task A_mutation_goes_by_what_community_says_now()
    {
        await using var world = await StartAsync();
        world.Community.Set("anna", "GM0153", Role.Officer);
        var token = world.Token("anna");
        await world.AskAsync(Motto, token);

        world.Community.Set("anna", null);   // and no event has come yet
        (await world.AskAsync(Greet, token)).Is("""{"data":{"greet":"hello"}}""");

        Assert.Equal("[]", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());
        Assert.Equal(2, world.Community.Asked.Count);
    }

    [Theory]
    [InlineData(Role.Institute)]
    [InlineData(Role.Editor)]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Researcher)]
    [InlineData(Role.Administrator)]
    public async Task A_role_of_the_institute_that_is_taken_away_is_gone_at_once(string role)
    {
        await using var world = await StartAsync();
        world.Community.Set("irma", null, role);
        var token = world.Token("irma");
        await world.AskAsync(Motto, token);

        world.Community.Set("irma", null);
        await world.AskAsync(Motto, token);

        Assert.Equal("[]", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());
    }

    [Fact]
    public async Task A_fresh_look_never_takes_the_answer_to_a_question_that_was_asked_before()
    {
        await using var world = await StartAsync();
        world.Community.Set("anna", "GM0153", Role.Officer);
        var go = new TaskCompletionSource();
        world.Community.Pause = () => go.Task;
        var token = world.Token("anna");
        var query = world.AskAsync(Motto, token);
        await Subscriptions.Eventually.Async(() => world.Community.Asked.Count == 1);

        world.Community.Set("anna", null);
        var mutations = Enumerable.Range(0, 5).Select(_ => world.AskAsync(Greet, token)).ToList();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        go.SetResult();
        await query;
        await Task.WhenAll(mutations);

        Assert.All(
            world.Subgraph("people").Requests.Where(asked => asked.Query.Contains("greet", StringComparison.Ordinal)),
            asked => Assert.Equal(
                "[]",
                ClosedWorld.ClaimsOf(asked.Headers.Authorization.ToString())!.Value.GetProperty("roles").GetRawText()));
        Assert.InRange(world.Community.Asked.Count, 2, 6);
    }

    [Fact]
    public async Task A_change_is_known_to_every_replica_as_soon_as_one_hears_of_it()
    {
        await using var world = await StartAsync(replicas: 2, withRedis: true);
        world.Community.Set("anna", "GM0153", Role.Officer);
        var token = world.Token("anna");
        await Subscriptions.Eventually.Async(async () =>
        {
            // Until the replicas hear each other.
            await world.AskAsync(Motto, token, replica: 1);
            var revision = world.Community.Set("anna", null);
            await world.PublishAsync("membership.changed", Changed("anna", revision));
            await Task.Delay(20);
            await world.AskAsync(Motto, token, replica: 1);
            var isKnown = world.LastClaims("people")!.Value.GetProperty("roles").GetRawText() == "[]";
            world.Community.Set("anna", "GM0153", Role.Officer);
            world.Clock.Ahead += TimeSpan.FromSeconds(6);
            return isKnown;
        });
    }

    [Fact]
    public async Task A_change_that_is_heard_during_a_question_has_it_asked_again()
    {
        await using var world = await StartAsync();
        world.Community.Set("anna", "GM0153", Role.Officer);
        var go = new TaskCompletionSource();
        world.Community.Pause = () => go.Task;
        var query = world.AskAsync(Motto, world.Token("anna"));
        await Subscriptions.Eventually.Async(() => world.Community.Asked.Count == 1);

        var revision = world.Community.Set("anna", null);
        await world.PublishAsync("membership.changed", Changed("anna", revision));
        go.SetResult();
        await query;

        Assert.Equal("[]", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());
        Assert.Equal(2, world.Community.Asked.Count);
    }

    [Fact]
    public async Task A_change_that_comes_late_or_twice_drops_nothing_newer()
    {
        await using var world = await StartAsync();
        var revision = world.Community.Set("anna", "GM0153", Role.Officer);
        await world.AskAsync(Motto, world.Token("anna"));

        await world.PublishAsync("membership.changed", Changed("anna", revision));
        await world.PublishAsync("membership.changed", Changed("anna", revision - 1));
        await world.PublishAsync("membership.changed", Changed("someone else", 100));
        await world.AskAsync(Motto, world.Token("anna"));

        Assert.Single(world.Community.Asked);
    }

    [Fact]
    public async Task Without_community_known_members_read_on_for_a_while_and_nobody_writes()
    {
        await using var world = await StartAsync();
        world.Community.Set("anna", "GM0153", Role.Officer);
        var token = world.Token("anna");
        await world.AskAsync(Motto, token);
        world.Community.IsAway = true;

        world.Clock.Ahead = TimeSpan.FromMinutes(4);
        (await world.AskAsync(Motto, token)).Is("""{"data":{"motto":"Ask"}}""");
        Assert.Equal("""["officer"]""", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());
        Assert.Equal(["UNAVAILABLE"], (await world.AskAsync(Greet, token)).Codes());

        world.Clock.Ahead = TimeSpan.FromMinutes(6);
        Assert.Equal(["UNAVAILABLE"], (await world.AskAsync(Motto, token)).Codes());
        world.Community.IsAway = false;
        (await world.AskAsync(Motto, token)).Is("""{"data":{"motto":"Ask"}}""");
    }

    [Fact]
    public async Task Without_community_a_newcomer_is_told_so_and_never_taken_for_nobody()
    {
        await using var world = await StartAsync();
        world.Community.IsAway = true;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Motto }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Token("anna"));

        using var answer = await world.Gateway().Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(["UNAVAILABLE"], body.Codes());
        Assert.False(body.TryGetProperty("data", out _));
        Assert.Empty(world.Subgraph("people").Requests);
        (await world.AskAsync(Motto, token: null)).Is("""{"data":{"motto":"Ask"}}""");   // what is public is
    }

    [Fact]
    public async Task Without_community_no_role_of_the_institute_counts_however_lately_it_did()
    {
        await using var world = await StartAsync();
        world.Community.Set("irma", null, Role.Institute);
        await world.AskAsync(Motto, world.Token("irma"));
        world.Community.IsAway = true;

        Assert.Equal(["UNAVAILABLE"], (await world.AskAsync(Motto, world.Token("irma"))).Codes());
    }

    [Fact]
    public async Task What_has_changed_never_serves_again_though_community_is_away()
    {
        await using var world = await StartAsync();
        var revision = world.Community.Set("anna", "GM0153", Role.Officer);
        await world.AskAsync(Motto, world.Token("anna"));
        world.Community.IsAway = true;

        await world.PublishAsync("membership.changed", Changed("anna", revision + 1));

        Assert.Equal(["UNAVAILABLE"], (await world.AskAsync(Motto, world.Token("anna"))).Codes());
    }

    [Fact]
    public async Task A_caller_whom_community_cannot_take_leaves_the_others_alone()
    {
        await using var world = await StartAsync(settings: ("Membership:Pause", "00:01:00"));

        Assert.Equal(["UNAVAILABLE"], (await world.AskAsync(Motto, world.Token(TestCommunity.Nameless))).Codes());

        (await world.AskAsync(Greet, world.Token("anna"))).Is("""{"data":{"greet":"hello"}}""");
    }

    [Fact]
    public async Task No_more_members_are_kept_than_may_be()
    {
        await using var world = await StartAsync(settings: ("Membership:MostKept", "10"));
        for (var number = 0; number < 40; number++)
        {
            await world.AskAsync(Motto, world.Token($"member-{number}"));
        }

        var kept = (Monitor.Gateway.Membership.Memberships)world.Gateway().Services.GetService(
            typeof(Monitor.Gateway.Membership.Memberships))!;
        Assert.InRange(kept.Count, 1, 10);
    }

    [Fact]
    public async Task A_batch_of_a_member_is_answered_and_a_wrong_document_asks_nobody()
    {
        await using var world = await StartAsync(settings: ("GraphQL:MaxBatch", "5"));
        Assert.NotEmpty((await world.AskAsync("{ nothing }", world.Token("anna"))).Codes());
        Assert.Empty(world.Community.Asked);
    }

    private static object Changed(string name, int revision) =>
        new { member = TestCommunity.Pseudonym(name), revision };

    private static async Task<ClosedWorld> StartAsync(
        int replicas = 1, bool withRedis = false, params (string Name, string Value)[] settings)
    {
        var world = await ClosedWorld.StartAsync("access", ["people", "posts"], replicas, withRedis, settings);
        world.Subgraph("people").Query["motto"] = "Ask";
        world.Subgraph("people").Mutation["greet"] = "hello";
        return world;
    }
}
