namespace Monitor.Identity.Tests.Forged;

/// <summary>
/// Forged and stale tokens at the gateway's own program and at a service's: all refused alike, before anything is
/// asked of anybody.
/// </summary>
public sealed class ForgedTokenTests(Doors doors) : IClassFixture<Doors>
{
    private const string Refusal =
        """{"errors":[{"message":"The token is not valid (any more): sign in again, or send none for what is """
        + """public.","extensions":{"code":"UNAUTHENTICATED"}}]}""";

    public static TheoryData<string> Faults => [.. Forgery.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_gateway_refuses_it_like_every_other_and_asks_no_subgraph(string fault)
    {
        var before = doors.Calls;

        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, Forgery.All[fault](doors.Gateway)));
        Assert.Equal(before, doors.Calls);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_service_refuses_it_like_every_other(string fault) =>
        Assert.Equal((401, Refusal), await AskAsync(doors.Service, Forgery.All[fault](doors.Service)));

    [Fact]
    public async Task One_without_a_fault_is_taken_by_its_own_door_and_by_no_other()
    {
        var before = doors.Calls;
        Assert.Equal(
            (200, """{"data":{"rounds":[{"year":2017}]}}"""),
            await AskAsync(doors.Gateway, Forgery.Good(doors.Gateway)));
        Assert.Equal(before + 1, doors.Calls);
        Assert.Equal(200, (await doors.Service.AskAsync([$"Bearer {Forgery.Good(doors.Service)}"], "/graphql")).Status);

        Assert.Equal((401, Refusal), await AskAsync(doors.Service, Forgery.Good(doors.Gateway)));
        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, Forgery.Good(doors.Service)));
    }

    [Fact]
    public async Task What_the_provider_gives_for_something_else_is_no_access_token()
    {
        using var visit = new Visit(doors.Provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());

        Assert.Equal(200, (await AskAsync(doors.Gateway, body.Text("access_token")!)).Status);
        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, body.Text("id_token")!));
        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, body.Text("refresh_token")!));
    }

    [Fact]
    public async Task A_token_in_the_address_is_refused_good_as_it_may_be()
    {
        var path = $"/graphql?access_token={Forgery.Good(doors.Gateway)}";

        Assert.Equal((401, Refusal), await doors.Gateway.AskAsync([], path));
        Assert.Equal((401, Refusal), await doors.Gateway.AskAsync([$"Bearer {Forgery.Good(doors.Gateway)}"], path));
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("DPoP abc")]
    public async Task Another_scheme_is_refused(string header) =>
        Assert.Equal((401, Refusal), await doors.Gateway.AskAsync([header]));

    [Fact]
    public async Task One_of_a_length_that_headers_hold_is_refused_like_every_other()
    {
        var claims = Forgery.Claims(doors.Gateway);
        claims["padding"] = new string('a', 11_000);
        var tokens = new[] { doors.Gateway.Key.Sign(AccessToken.Type, claims), new string('a', 15_000) };

        Assert.InRange(tokens[0].Length, 14_900, 15_300);
        Assert.Equal(200, (await AskAsync(doors.Gateway, tokens[0])).Status);   // its length is no fault
        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, tokens[0] + "A"));
        Assert.Equal((401, Refusal), await AskAsync(doors.Gateway, tokens[1]));
    }

    [Fact]
    public async Task One_of_100_KB_is_refused_unread()
    {
        var before = doors.Calls;
        var claims = Forgery.Claims(doors.Gateway);
        claims["padding"] = new string('a', 75_000);

        var (status, _) = await AskAsync(doors.Gateway, doors.Gateway.Key.Sign(AccessToken.Type, claims));

        Assert.Equal(431, status);   // more than all headers of a request may be: nobody looks at the token
        Assert.Equal(before, doors.Calls);
    }

    private static Task<(int Status, string Body)> AskAsync(Door door, params string[] tokens) =>
        door.AskAsync(tokens.Select(token => $"Bearer {token}"));
}
