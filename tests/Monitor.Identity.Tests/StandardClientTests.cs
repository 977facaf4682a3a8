using Monitor.Hosting;

namespace Monitor.Identity.Tests;

/// <summary>A client library of somebody else's accepts the provider, and everything that it checks.</summary>
public sealed class StandardClientTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task It_signs_in_with_PKCE_reads_the_person_and_renews()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, new
        {
            scenario = "signIn", client = "portal", redirect = Provider.Redirect, subject = "officer@gm0153",
            scope = "openid profile email offline_access",
        });

        Assert.Equal("officer@gm0153", told.GetProperty("claims").Text("sub"));
        Assert.Equal("Beleidsmedewerker Enschede (demonstratie)", told.GetProperty("user").Text("name"));
        Assert.Equal("officer@gm0153.example", told.GetProperty("user").Text("email"));
        Assert.Equal(900, told.Number("expiresIn"));
        var renewed = told.GetProperty("renewed");
        Assert.True(renewed.GetProperty("rotated").GetBoolean());
        Assert.Equal("officer@gm0153", Jwt.Claims(renewed.Text("access")!).Text("sub"));
        Assert.Equal(
            told.GetProperty("claims").Number("auth_time"), renewed.GetProperty("claims").Number("auth_time"));
    }

    [Fact]
    public async Task A_client_with_a_secret_gets_ID_tokens_by_the_algorithm_of_its_settings()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, new
        {
            scenario = "signIn", client = "server", secret = "server secret", redirect = Provider.Redirect,
            subject = "institute", metadata = new { id_token_signed_response_alg = "ES256" },
        });

        Assert.Equal("institute", told.GetProperty("claims").Text("sub"));
        Assert.Equal(3600, told.Number("expiresIn"));
        Assert.Equal(["sub"], told.GetProperty("user").Names());
    }

    [Fact]
    public async Task Step_up_gives_the_level_and_a_time_that_the_client_asked_for()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, new
        {
            scenario = "signIn", client = "portal", redirect = Provider.Redirect, subject = "administrator",
            acr = StepUp.Substantial,
            asked = new { acr_values = $"{StepUp.Substantial} {StepUp.High}", max_age = "300", prompt = "login" },
        });

        var access = Jwt.Claims(told.Text("access")!);
        Assert.Equal(StepUp.Substantial, access.Text("acr"));
        Assert.Equal(StepUp.Substantial, told.GetProperty("claims").Text("acr"));
        Assert.InRange(access.Number("iat") - access.Number("auth_time"), 0, 60);
    }

    [Theory]
    [InlineData("nightly", "night", "figures:read", "figures:read")]
    [InlineData("nightly", "night", null, "benchmark:read figures:read")]
    [InlineData("region-gm0153", "region secret/+%", "region:read", "region:read")]
    public async Task A_machine_gets_a_token_by_its_secret(string client, string secret, string? scope, string given)
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, new { scenario = "machine", client, secret, scope });

        var claims = Jwt.Claims(told.Text("access")!);
        Assert.Equal((client, client, given), (claims.Text("sub"), claims.Text("client_id"), claims.Text("scope")));
        Assert.Equal(given, told.Text("scope"));
        Assert.Null(told.Text("refresh"));
        Assert.Equal(3600, told.Number("expiresIn"));
    }

    [Fact]
    public async Task A_refresh_token_used_twice_ends_all_that_came_of_the_sign_in()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, Offline("reuse"));

        Assert.Equal("invalid_grant", told.Text("again"));
        Assert.Equal("invalid_grant", told.Text("after"));
    }

    [Fact]
    public async Task A_refresh_token_can_be_revoked()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, Offline("revoke"));

        Assert.Equal("invalid_grant", told.Text("after"));
    }

    [Fact]
    public async Task Signing_out_ends_the_browser_s_session()
    {
        var told = await OpenIdClient.RunAsync(provider.Issuer, new
        {
            scenario = "signOut", client = "portal", redirect = Provider.Redirect, subject = "reader@gm0344",
            signedOut = Provider.SignedOut,
        });

        Assert.Equal("reader@gm0344", told.Text("silent"));
        Assert.Equal($"{Provider.SignedOut}?state=bye", told.Text("back"));
        Assert.Equal("login_required", told.Text("after"));
    }

    private static object Offline(string scenario) => new
    {
        scenario, client = "portal", redirect = Provider.Redirect, subject = "editor", scope = "openid offline_access",
    };
}
