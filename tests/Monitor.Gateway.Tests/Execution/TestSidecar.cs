using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>
/// The invocation API of a sidecar (Dapr's HTTP API, service invocation): hands calls on to test subgraphs, and answers
/// as Dapr does where an app is unknown or the token is wrong.
/// </summary>
internal sealed class TestSidecar : IAsyncDisposable
{
    public const string Token = "sidecar-token";

    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly Dictionary<string, string> urls;

    private TestSidecar(WebApplication app, IEnumerable<TestSubgraph> subgraphs)
    {
        this.app = app;
        urls = subgraphs.ToDictionary(subgraph => subgraph.Name, subgraph => subgraph.Url);
    }

    public int Port { get; private set; }

    public static async Task<TestSidecar> StartAsync(params TestSubgraph[] subgraphs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var sidecar = new TestSidecar(app, subgraphs);
        app.Map("/v1.0/invoke/{appId}/method/{**path}", sidecar.InvokeAsync);
        await app.StartAsync();
        sidecar.Port = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        return sidecar;
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return app.DisposeAsync();
    }

    private async Task InvokeAsync(HttpContext context, string appId, string path)
    {
        if (context.Request.Headers["dapr-api-token"] != Token)
        {
            context.Response.StatusCode = 401;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("invalid api token\n");
            return;
        }
        if (!urls.TryGetValue(appId, out var url))
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsJsonAsync(
                new { errorCode = "ERR_DIRECT_INVOKE", message = $"failed to invoke, id: {appId}, err: refused" });
            return;
        }
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(context.Request.Method), new Uri(new Uri(url), "/" + path + context.Request.QueryString));
        if (context.Request.Method == "POST")
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }
        foreach (var name in (string[])["Authorization", "traceparent", "tracestate", "monitor-timeout-ms"])
        {
            if (context.Request.Headers[name] is [{ Length: > 0 } value])
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        using var answer = await http.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (var name in (string[])["Cache-Control", "Cache-Groups"])
        {
            if (answer.Headers.TryGetValues(name, out var values))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
