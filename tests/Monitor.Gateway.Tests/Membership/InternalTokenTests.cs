using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Tests.Execution;
using Monitor.Hosting;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>What subgraphs learn of who asks: what community says, in a token of the gateway's own.</summary>
public sealed class InternalTokenTests : IAsyncLifetime
{
    private ClosedWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ClosedWorld.StartAsync("access", ["people", "posts"]);
        world.Subgraph("people").Query["motto"] = "Ask";
        world.Subgraph("people").Query["me"] =
            new Record { ["__typename"] = "User", ["id"] = "1", ["name"] = "Ada" };
        world.Subgraph("people").Mutation["greet"] = "hello";
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_subgraph_gets_a_token_of_a_minute_that_names_the_pseudonym_and_what_community_says()
    {
        world.Community.Set("anna@provider", "GM0153", Role.Officer, Role.Coordinator);
        var token = world.Token("anna@provider", ("name", "Anna"), ("email", "anna@gemeente.example"));

        var answer = await world.AskAsync("{ motto }", token);

        answer.Is("""{"data":{"motto":"Ask"}}""");
        var claims = world.LastClaims("people")!.Value;
        Assert.Equal(
            ["aud", "exp", "iat", "iss", "jti", "municipality", "nbf", "roles", "sub"],
            claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal));
        Assert.Equal("monitor-gateway", claims.GetProperty("iss").GetString());
        Assert.Equal("monitor-services", claims.GetProperty("aud").GetString());
        Assert.Equal(TestCommunity.Pseudonym("anna@provider"), claims.GetProperty("sub").GetString());
        Assert.Equal("GM0153", claims.GetProperty("municipality").GetString());
        Assert.Equal("""["officer","coordinator"]""", claims.GetProperty("roles").GetRawText());
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task Roles_and_a_municipality_in_the_outer_token_count_for_nothing()
    {
        var token = world.Token(
            "mallory",
            ("roles", new[] { Role.Administrator }),
            ("municipality", "GM0363"),
            ("scope", "benchmark:read"));

        await world.AskAsync("{ motto }", token);

        var claims = world.LastClaims("people")!.Value;
        Assert.Equal("[]", claims.GetProperty("roles").GetRawText());
        Assert.False(claims.TryGetProperty("municipality", out _));
        Assert.False(claims.TryGetProperty("scope", out _));
        Assert.DoesNotContain("mallory", claims.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_shows_no_token_asks_without_one()
    {
        await world.AskAsync("{ motto }", token: null);

        Assert.Null(world.LastClaims("people"));
        Assert.Empty(world.Community.Asked);
    }

    [Fact]
    public async Task Community_is_asked_by_issuer_and_subject_and_without_any_token()
    {
        await world.AskAsync("{ motto }", world.Token("anna"));

        Assert.Equal(
            """{"issuer":"https://monitor.example/development","subject":"anna"}""",
            Assert.Single(world.Community.Asked));
        Assert.Equal("", Assert.Single(world.Community.Tokens));
    }

    [Fact]
    public async Task A_program_gets_what_it_asked_for_of_what_it_may_ask_for()
    {
        world.Community.Members["nightly"] = new Membered(
            TestCommunity.Pseudonym("nightly"), "GM0153", Scopes: ["benchmark:read", "figures:read"]);
        var token = world.Token(
            "nightly", ("client_id", "nightly"), ("scope", "openid figures:read region:read"));

        await world.AskAsync("{ motto }", token);

        Assert.Equal(
            """{"issuer":"https://monitor.example/development","client":"nightly"}""",
            Assert.Single(world.Community.Asked));
        var claims = world.LastClaims("people")!.Value;
        Assert.Equal("figures:read", claims.GetProperty("scope").GetString());
        Assert.Equal("nightly", claims.GetProperty("client_id").GetString());
        Assert.Equal("GM0153", claims.GetProperty("municipality").GetString());
        Assert.False(claims.TryGetProperty("roles", out _));
    }

    [Fact]
    public async Task One_signature_serves_a_member_for_half_a_minute()
    {
        world.Community.Set("anna", "GM0153", Role.Officer);
        var first = await TokenOfAsync("anna");

        Assert.Equal(first, await TokenOfAsync("anna"));
        world.Clock.Ahead = TimeSpan.FromSeconds(29);
        Assert.Equal(first, await TokenOfAsync("anna"));   // community was asked again, and said the same
        world.Clock.Ahead = TimeSpan.FromSeconds(31);
        Assert.NotEqual(first, await TokenOfAsync("anna"));
    }

    [Fact]
    public async Task A_privileged_role_is_withheld_until_a_strong_and_recent_sign_in()
    {
        world.Community.Set("root", null, Role.Institute, Role.Administrator);
        var now = world.Clock.GetUtcNow().ToUnixTimeSeconds();

        await world.AskAsync("{ motto }", world.Token("root"));
        var weak = world.LastClaims("people")!.Value;
        await world.AskAsync("{ motto }", world.Token("root", ("acr", StepUp.Substantial), ("auth_time", now - 60)));
        var strong = world.LastClaims("people")!.Value;
        await world.AskAsync("{ motto }", world.Token("root", ("acr", StepUp.Substantial), ("auth_time", now - 901)));
        var old = world.LastClaims("people")!.Value;

        Assert.Equal("""["institute"]""", weak.GetProperty("roles").GetRawText());
        Assert.Equal("""["administrator"]""", weak.GetProperty("roles_withheld").GetRawText());
        Assert.Equal($"{StepUp.Substantial} {StepUp.High}", weak.GetProperty("step_up_acr_values").GetString());
        Assert.Equal(900, weak.GetProperty("step_up_max_age").GetInt32());
        Assert.Equal("""["institute","administrator"]""", strong.GetProperty("roles").GetRawText());
        Assert.False(strong.TryGetProperty("roles_withheld", out _));
        Assert.Equal(now - 60, strong.GetProperty("auth_time").GetInt64());
        Assert.Equal("""["administrator"]""", old.GetProperty("roles_withheld").GetRawText());
    }

    [Fact]
    public async Task A_sign_in_that_grows_old_loses_the_role_in_time()
    {
        world.Community.Set("root", null, Role.Administrator);
        var token = world.Token(
            "root", ("acr", StepUp.High), ("auth_time", world.Clock.GetUtcNow().ToUnixTimeSeconds() - 890));
        await world.AskAsync("{ motto }", token);
        Assert.Equal("""["administrator"]""", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());

        world.Clock.Ahead = TimeSpan.FromSeconds(12);   // within the half minute that a token is used
        await world.AskAsync("{ motto }", token);

        Assert.Equal("[]", world.LastClaims("people")!.Value.GetProperty("roles").GetRawText());
    }

    [Fact]
    public async Task The_gateways_own_rules_go_by_the_membership_too()
    {
        world.Community.Set("anna", "GM0153", Role.Officer);
        var refused = await world.AskAsync("{ me { email } }", world.Token("anna", ("scope", "read:email")));

        Assert.Equal(["UNAUTHORIZED_FIELD_OR_TYPE"], refused.Codes());
    }

    [Fact]
    public async Task Another_key_in_the_file_signs_from_then_on()
    {
        await world.AskAsync("{ motto }", world.Token("anna"));
        var first = KidOf(LastToken());
        using var next = TokenSigningKey.Create(isForDevelopment: true);
        await File.WriteAllTextAsync(world.KeyFile, "half a fi", TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(world.KeyFile, next.PrivateJwk, TestContext.Current.CancellationToken);

        var signing = world.Gateway().Services.GetRequiredService<InternalKey>();
        await Subscriptions.Eventually.Async(() => signing.Now!.Id == next.Id);
        world.Clock.Ahead = TimeSpan.FromSeconds(31);   // tokens of the key before are good until they end

        Assert.Equal(next.Id, KidOf(await TokenOfAsync("anna")));
        Assert.NotEqual(first, next.Id);
    }

    private async Task<string> TokenOfAsync(string subject)
    {
        await world.AskAsync("{ motto }", world.Token(subject));
        return LastToken();
    }

    private string LastToken() => world.Subgraph("people").Requests.Last().Headers.Authorization.ToString();

    private static string KidOf(string authorization) => JsonDocument.Parse(
        Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(authorization["Bearer ".Length..].Split('.')[0]))
        .RootElement.GetProperty("kid").GetString()!;
}
