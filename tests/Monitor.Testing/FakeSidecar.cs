using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Testing;

/// <summary>
/// The sidecar of one service under test: answers its invocations of other services with what the test says, and takes
/// what it publishes. An invocation that the test says nothing about is answered with 404, as by the callee.
/// </summary>
public sealed class FakeSidecar : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, string> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> delays = new(StringComparer.Ordinal);

    private FakeSidecar(WebApplication app) => this.app = app;

    /// <summary>DAPR_HTTP_PORT of the service under test.</summary>
    public int Port { get; private set; }

    public static async Task<FakeSidecar> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sidecar = new FakeSidecar(builder.Build());
        sidecar.app.MapGet("/v1.0/invoke/{appId}/method/{**path}", sidecar.ReplyAsync);
        sidecar.app.MapPost("/v1.0/invoke/{appId}/method/{**path}", sidecar.ReplyAsync);
        sidecar.app.MapPost("/v1.0/publish/{pubsub}/{topic}", () => Results.NoContent());
        await sidecar.app.StartAsync();
        var addresses = sidecar.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        sidecar.Port = new Uri(addresses.Addresses.First()).Port;
        return sidecar;
    }

    /// <summary>What an app answers to GET and POST of this path and query from now on; null: 404.</summary>
    public void Answer(string appId, string path, string? json)
    {
        if (json is null)
        {
            answers.TryRemove($"{appId} {path}", out _);
        }
        else
        {
            answers[$"{appId} {path}"] = json;
        }
    }

    /// <summary>How long an app takes to answer to GET of this path and query from now on.</summary>
    public void Delay(string appId, string path, TimeSpan delay) => delays[$"{appId} {path}"] = delay;

    /// <summary>How often this path of an app was called.</summary>
    public int Calls(string appId, string path) => calls.GetValueOrDefault($"{appId} {path}");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReplyAsync(HttpRequest request, string appId, string path)
    {
        var call = $"{appId} /{path}{request.QueryString}";
        calls.AddOrUpdate(call, 1, (_, count) => count + 1);
        if (delays.TryGetValue(call, out var delay))
        {
            await Task.Delay(delay, request.HttpContext.RequestAborted);
        }

        return answers.TryGetValue(call, out var json) ? Results.Text(json, "application/json") : Results.NotFound();
    }
}
