using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Monitor.Hosting;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>Files, and what nobody waits for: who is told who asks.</summary>
public sealed class ForwardedCallerTests
{
    [Fact]
    public async Task A_file_is_asked_for_with_the_gateways_token_alone()
    {
        await using var world = await StartAsync();
        var heard = new ConcurrentQueue<string>();
        world.Subgraph("areas").Beside = context =>
        {
            heard.Enqueue(context.Request.Headers.Authorization.ToString());
            return context.Response.WriteAsync("a;b");
        };
        world.Community.Set("anna", "GM0153", Role.Officer);

        using var answer = await SendAsync(world, HttpMethod.Get, world.Token("anna"));
        using var open = await SendAsync(world, HttpMethod.Get, token: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, heard.Count);
        heard.TryDequeue(out var mine);
        Assert.Equal("GM0153", ClosedWorld.ClaimsOf(mine!)!.Value.GetProperty("municipality").GetString());
        Assert.Equal("monitor-gateway", ClosedWorld.ClaimsOf(mine!)!.Value.GetProperty("iss").GetString());
        Assert.Equal([""], heard);
    }

    [Fact]
    public async Task Without_community_a_file_is_a_problem_that_says_so()
    {
        await using var world = await StartAsync();
        world.Community.IsAway = true;

        using var answer = await SendAsync(world, HttpMethod.Get, world.Token("anna"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("UNAVAILABLE", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_goes_by_what_community_says_now()
    {
        await using var world = await StartAsync();
        world.Subgraph("areas").Beside = context => context.Response.WriteAsync("done");
        using var first = await SendAsync(world, HttpMethod.Get, world.Token("anna"));
        using var import = await SendAsync(world, HttpMethod.Post, world.Token("anna"));

        Assert.Equal(HttpStatusCode.OK, import.StatusCode);
        Assert.Equal(2, world.Community.Asked.Count);
    }

    [Fact]
    public async Task What_is_refilled_in_the_background_is_asked_for_by_nobody()
    {
        await using var world = await ClosedWorld.StartAsync("figures", ["areas", "figures"], withRedis: true);
        var areas = world.Subgraph("areas");
        areas.Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        areas.HeadersOf = _ => new() { ["Cache-Control"] = "public, max-age=1, stale-while-revalidate=600" };
        world.Community.Set("anna", "GM0153", Role.Officer);
        await Subscriptions.Eventually.Async(async () =>
        {
            await world.AskAsync("""{ area(code: "A") { name } }""", world.Token("anna"));
            world.Clock.Ahead += TimeSpan.FromSeconds(2);
            return areas.Requests.Count > 2;
        });

        Assert.NotNull(ClosedWorld.ClaimsOf(areas.Requests.First().Headers.Authorization.ToString()));
        Assert.Equal("", areas.Requests.Last().Headers.Authorization.ToString());
    }

    private static Task<ClosedWorld> StartAsync() => ClosedWorld.StartAsync(
        "figures", ["areas", "figures"], settings:
        [
            ("Gateway:Forward:0:Prefix", "/exports/answers"), ("Gateway:Forward:0:App", "areas"),
            ("Gateway:Forward:0:Methods:0", "GET"), ("Gateway:Forward:0:Methods:1", "POST"),
        ]);

    private static async Task<HttpResponseMessage> SendAsync(ClosedWorld world, HttpMethod method, string? token)
    {
        using var request = new HttpRequestMessage(method, "/exports/answers/GM0153.csv");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await world.Gateway().Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
