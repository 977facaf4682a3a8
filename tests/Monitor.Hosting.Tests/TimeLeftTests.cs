using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Monitor.Hosting.Tests;

/// <summary>Work stops once its caller waits no longer.</summary>
public sealed class TimeLeftTests
{
    [Fact]
    public async Task Work_is_stopped_when_the_callers_time_is_over()
    {
        await using var app = await StartAsync();
        using var response = await SendAsync(app, "100");
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            "DEADLINE_EXCEEDED",
            body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("99999999999999")]
    [InlineData("86400001")]
    public async Task What_says_no_time_limits_nothing(string time)
    {
        await using var app = await StartAsync();
        using var response = await SendAsync(app, time, "/quick");
        Assert.Equal("no limit", await response.Content.ReadAsStringAsync());
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        [],
        map: app =>
        {
            app.MapGet("/slow", async (HttpContext context) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
                return "done";
            });
            app.MapGet("/quick", (HttpContext context) =>
                TimeLeft.Of(context.Request) is null ? "no limit" : "a limit");
        });

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, string time, string path = "/slow")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("monitor-timeout-ms", time);
        return await app.Client.SendAsync(request);
    }
}
