using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Hosting;

namespace Monitor.Identity.Tests;

/// <summary>
/// Those who read its tokens: Microsoft's JwtBearer by Authority, and Monitor's own rules, through a rotation.
/// </summary>
public sealed class ResourceTests(Provider provider) : IClassFixture<Provider>
{
    [Fact]
    public async Task Microsoft_s_JwtBearer_takes_its_access_tokens_and_no_others()
    {
        await using var app = await StartMicrosoftAsync();
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());

        Assert.Equal((HttpStatusCode.OK, "officer@gm0153"), await AskAsync(app, body.Text("access_token")!));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, body.Text("id_token")!)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, body.Text("refresh_token")!)).Status);
    }

    [Fact]
    public async Task Monitor_takes_its_access_tokens_and_no_others_before_and_after_rotations()
    {
        await using var app = await StartMonitorAsync();
        using var visit = new Visit(provider);
        var (_, body) = await visit.RedeemAsync(await visit.CodeAsync());
        var before = body.Text("access_token")!;

        Assert.Equal((HttpStatusCode.OK, "officer@gm0153 portal False"), await AskAsync(app, before));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, body.Text("id_token")!)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, body.Text("refresh_token")!)).Status);

        // The first next key was published ahead; the second is one that nobody has seen.
        KeyRing.Open(provider.Keys).Rotate();
        var (_, next) = await visit.RedeemAsync(await visit.CodeAsync(changes: ("prompt", "login")));
        Assert.NotEqual(Jwt.Header(before).Text("kid"), Jwt.Header(next.Text("access_token")!).Text("kid"));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, next.Text("access_token")!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, before)).Status);

        KeyRing.Open(provider.Keys).Rotate();
        var (_, third) = await visit.RedeemAsync(await visit.CodeAsync(changes: ("prompt", "login")));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, third.Text("access_token")!)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, before)).Status);
    }

    [Fact]
    public async Task A_machine_is_told_from_people()
    {
        await using var app = await StartMonitorAsync();
        using var visit = new Visit(provider);
        using var answer = await visit.PostAsync(
            "/token", ("grant_type", "client_credentials"), ("client_id", "nightly"), ("client_secret", "night"));
        var token = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
            .Text("access_token")!;

        Assert.Equal((HttpStatusCode.OK, "nightly nightly True"), await AskAsync(app, token));
    }

    private Task<WebApplication> StartMicrosoftAsync() => StartAsync(
        builder =>
        {
            builder.Services.AddAuthorization();
            builder.Services.AddAuthentication().AddJwtBearer(bearer =>
            {
                bearer.Authority = provider.Issuer;
                bearer.Audience = "monitor";
                bearer.RequireHttpsMetadata = false;
                bearer.MapInboundClaims = false;
                bearer.TokenValidationParameters.ValidTypes = ["at+jwt"];
            });
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/me", (ClaimsPrincipal user) => user.FindFirstValue("sub"))
                .RequireAuthorization(policy => policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                    .RequireAuthenticatedUser());
        });

    private Task<WebApplication> StartMonitorAsync() => StartAsync(
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Authentication:Issuer"] = provider.Issuer,
                ["Authentication:Authority"] = provider.Issuer,
                ["Authentication:KeysPause"] = "00:00:00",
            });
            builder.AddMonitorDefaults("test");
        },
        app =>
        {
            app.MapMonitorDefaults();
            app.MapGet("/me", (ClaimsPrincipal user) =>
                OuterToken.From(user) is { } token ? $"{token.Subject} {token.Client} {token.IsMachine}" : "nobody");
        });

    private static async Task<WebApplication> StartAsync(
        Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(WebApplication app, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{app.Urls.First()}/me"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
