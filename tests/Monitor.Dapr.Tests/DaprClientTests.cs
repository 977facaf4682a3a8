using System.Net;
using System.Text.Json;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Monitor.Dapr.Tests;

/// <summary>What a caller gets, and how it tells a call that failed from a callee that answers badly.</summary>
public sealed class DaprClientTests
{
    [Theory]
    [InlineData(500, "application/json", """{"errors":[{"message":"its own"}]}""")]
    [InlineData(401, "application/json", """{"errors":[{"message":"its own"}]}""")]
    [InlineData(404, "text/plain", "its own")]
    [InlineData(200, "application/json", "{}")]
    public async Task The_callee_s_answer_is_handed_on_whole_and_readable_as_a_stream(
        int status, string contentType, string body)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            return http.Response.WriteAsync(body);
        });
        using var client = ClientOf(sidecar);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");

        using var response = await client.InvokeAsync("callee", request, CancellationToken.None);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_callee_that_is_not_reached_is_a_failed_call()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(_ => Task.CompletedTask);
        using var client = ClientOf(sidecar);

        foreach (var app in new[] { "caller", "nobody" })   // caller's app does not run
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
            var failure = await Assert.ThrowsAsync<DaprException>(
                () => client.InvokeAsync(app, request, CancellationToken.None));
            Assert.True(failure.CallFailed);
            Assert.Equal("ERR_DIRECT_INVOKE", failure.ErrorCode);
        }
    }

    [Fact]
    public async Task A_sidecar_that_refuses_the_token_is_a_failed_call()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(
            _ => Task.CompletedTask, settings: new() { ["DAPR_API_TOKEN"] = "right" });
        using var client = ClientOf(sidecar, token: "wrong");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.InvokeAsync("callee", request, CancellationToken.None));

        Assert.True(failure.CallFailed);
        Assert.Equal(HttpStatusCode.Unauthorized, failure.Status);
    }

    [Fact]
    public async Task A_sidecar_that_does_not_run_is_a_failed_call_that_names_its_port()
    {
        using var client = new DaprClient(Options.Create(new DaprOptions
        {
            HttpPort = Monitor.Cli.Servers.FreePorts.Take(1)[0],
        }));

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.GetAsync<JsonElement>("callee", "/x", CancellationToken.None));

        Assert.True(failure.CallFailed);
        Assert.Contains("the sidecar on port", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"half\":")]
    [InlineData("")]
    public async Task An_answer_that_is_no_json_is_a_failed_call(string body)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync(body);
        });
        using var client = ClientOf(sidecar);

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.GetAsync<JsonElement>("callee", "/x", CancellationToken.None));

        Assert.True(failure.CallFailed);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_failed_call()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(http => http.Request.Path == "/x"
            ? Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted)
            : Task.CompletedTask);
        using var client = ClientOf(sidecar, timeout: TimeSpan.FromMilliseconds(200));

        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.GetAsync<JsonElement>("callee", "/x", CancellationToken.None));

        Assert.True(failure.CallFailed);
        Assert.Contains("no answer within 0.2 s", failure.Message, StringComparison.Ordinal);
    }

    private static DaprClient ClientOf(SidecarUnderTest sidecar, string? token = null, TimeSpan? timeout = null) =>
        new(Options.Create(new DaprOptions
        {
            HttpPort = sidecar.Caller.BaseAddress!.Port,
            ApiToken = token,
            CallTimeout = timeout ?? TimeSpan.FromSeconds(5),
        }));
}
