using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Monitor.Hosting.Tests;

public sealed class CallerAccessTests
{
    private static readonly KeyValuePair<string, string?> Token = new("APP_API_TOKEN", "sidecar-token");
    private static readonly KeyValuePair<string, string?> Direct = new("Direct:Key", "direct-key");

    [Theory]
    [InlineData("/for-gateway", "sidecar-token", "gateway", true)]
    [InlineData("/for-gateway", "sidecar-token", "scoring", false)]
    [InlineData("/for-gateway", "sidecar-token", null, false)]
    [InlineData("/for-gateway", "another-token", "gateway", false)]
    [InlineData("/for-gateway", null, "gateway", false)]
    [InlineData("/for-two", "sidecar-token", "benchmark", true)]
    [InlineData("/for-two", "sidecar-token", "gateway", false)]
    [InlineData("/for-sidecar", "sidecar-token", null, true)]
    [InlineData("/for-sidecar", "another-token", null, false)]
    [InlineData("/for-all", null, null, true)]
    public async Task A_route_takes_calls_from_the_apps_it_names(string path, string? token, string? app, bool passes)
    {
        await using var process = await StartAsync([Token]);
        var answer = await GetAsync(process, path, ("dapr-api-token", token), ("dapr-caller-app-id", app));
        await AssertPassesAsync(passes, answer);
    }

    [Fact]
    public async Task A_header_sent_twice_is_refused()
    {
        await using var process = await StartAsync([Token]);
        var answer = await GetAsync(
            process, "/for-gateway", ("dapr-api-token", "sidecar-token"), ("dapr-caller-app-id", "scoring"),
            ("dapr-caller-app-id", "gateway"));
        await AssertPassesAsync(false, answer);
    }

    [Theory]
    [InlineData("/for-gateway", "direct-key", true)]
    [InlineData("/for-gateway", "another-key", false)]
    [InlineData("/for-two", "direct-key", false)]       // the key stands for the gateway alone
    [InlineData("/for-sidecar", "direct-key", false)]
    public async Task The_direct_key_is_the_gateways(string path, string key, bool passes)
    {
        await using var process = await StartAsync([Token, Direct]);
        await AssertPassesAsync(passes, await GetAsync(process, path, ("monitor-direct-key", key)));
    }

    [Fact]
    public async Task The_direct_key_is_refused_in_production()
    {
        await using var process = await StartAsync(
            [Token, Direct, new("Authentication:Authority", "https://id.example"), new("Authentication:Issuer", "i")],
            "Production");
        await AssertPassesAsync(false, await GetAsync(process, "/for-gateway", ("monitor-direct-key", "direct-key")));
        await AssertPassesAsync(true, await GetAsync(
            process, "/for-gateway", ("dapr-api-token", "sidecar-token"), ("dapr-caller-app-id", "gateway")));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", true)]
    public async Task Without_any_token_set_only_the_setting_for_tests_lets_callers_in(string? anyCaller, bool passes)
    {
        await using var process = await StartAsync([new("Access:AnyCaller", anyCaller)]);
        await AssertPassesAsync(passes, await GetAsync(process, "/for-gateway"));
    }

    [Theory]
    [InlineData(null, null, "Production needs APP_API_TOKEN")]
    [InlineData("sidecar-token", "true", "Production refuses Access:AnyCaller")]
    public async Task A_production_that_would_let_anyone_in_does_not_start(
        string? token, string? anyCaller, string because)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(
            [
                new("APP_API_TOKEN", token), new("Access:AnyCaller", anyCaller),
                new("Authentication:Authority", "https://id.example"), new("Authentication:Issuer", "issuer"),
            ],
            "Production"));
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(
        KeyValuePair<string, string?>[] settings, string environment = "Development") =>
        TestApp.StartAsync(settings, environment, map: app =>
        {
            app.MapGet("/for-gateway", () => "passed").AllowCallers("gateway");
            app.MapGet("/for-two", () => "passed").AllowCallers("scoring", "benchmark");
            app.MapGet("/for-sidecar", () => "passed").AllowSidecar();
            app.MapGet("/for-all", () => "passed");
        });

    private static async Task<HttpResponseMessage> GetAsync(
        TestApp process, string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await process.Client.SendAsync(request);
    }

    private static async Task AssertPassesAsync(bool passes, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (passes)
        {
            Assert.Equal("passed", body);
            return;
        }

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("\"code\":\"CALLER_NOT_ALLOWED\"", body, StringComparison.Ordinal);
    }
}
