using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>Who was erased is known to no gateway any more, by subject, by name or by token.</summary>
public sealed class ErasedMemberTests
{
    private const string Subject = "onderwerp-xq7zv3";
    private const string Name = "Quirina Zonneveld-Xqvedder";
    private const string Motto = "{ motto }";

    [Fact]
    public async Task Nothing_that_a_gateway_holds_on_to_says_who_they_were()
    {
        await using var world = await StartAsync();
        world.Community.Set(Subject, "GM0153", Role.Officer);
        world.Community.Set("someone-else", "GM0344", Role.Officer);
        var token = world.Token(Subject, ("name", Name));
        await world.AskAsync(Motto, token);
        await world.AskAsync("mutation ($name: String!) { greet(name: $name) }", token);
        await world.AskAsync(Motto, world.Token(Subject, ("acr", "strong")));
        await world.AskAsync(Motto, world.Token("someone-else"));
        Assert.Contains(Subject, HeldIn(world, Subject).Keys);   // so it is looked for well

        await world.PublishAsync(
            "membership.changed", new { member = TestCommunity.Pseudonym(Subject), revision = int.MaxValue });

        var held = HeldIn(world, Subject, Name, token, token.Split('.')[1], "someone-else");
        Assert.True(held.Keys.SequenceEqual(["someone-else"]), string.Join('\n', held));
    }

    [Fact]
    public async Task A_token_that_still_lives_goes_by_what_community_says_now()
    {
        await using var world = await StartAsync();
        world.Community.Set(Subject, "GM0153", Role.Officer);
        var token = world.Token(Subject);
        await world.AskAsync(Motto, token);

        world.Community.Members[Subject] = new Membered(TestCommunity.Pseudonym("nobody"), Revision: 0);
        await world.PublishAsync(
            "membership.changed", new { member = TestCommunity.Pseudonym(Subject), revision = int.MaxValue });
        (await world.AskAsync(Motto, token)).Is("""{"data":{"motto":"Ask"}}""");

        var claims = world.LastClaims("people")!.Value;
        Assert.Equal(TestCommunity.Pseudonym("nobody"), claims.GetProperty("sub").GetString());
        Assert.Equal("[]", claims.GetProperty("roles").GetRawText());
        Assert.False(claims.TryGetProperty("municipality", out _));
    }

    private static async Task<ClosedWorld> StartAsync()
    {
        var world = await ClosedWorld.StartAsync("access", ["people", "posts"]);
        world.Subgraph("people").Query["motto"] = "Ask";
        world.Subgraph("people").Mutation["greet"] = "hello";
        return world;
    }

    private static IReadOnlyDictionary<string, string> HeldIn(ClosedWorld world, params string[] texts) =>
        HeldText.In(world.Gateway().Services, texts);
}
