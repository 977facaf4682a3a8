using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>
/// Serves tables as datasets.cbs.nl does: a set at each address, Observations in pages that name the next one.
/// </summary>
internal sealed class LocalStatLine : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (string Name, string Json)[]> tables = new();
    private readonly ConcurrentDictionary<string, int> calls = new();

    private LocalStatLine(WebApplication app) => this.app = app;

    public string Root { get; private set; } = "";

    /// <summary>What is answered instead, before anything else; null: nothing.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public static async Task<LocalStatLine> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LocalStatLine(builder.Build());
        server.app.Map("/{**path}", server.AnswerAsync);
        await server.app.StartAsync();
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Root = addresses.Addresses.First();
        return server;
    }

    /// <summary>The table's address from now on.</summary>
    public string Serve(string table, (string Name, string Json)[] sets) =>
        ServeAt($"/odata/v1/CBS/{table}", sets);

    public string ServeAt(string path, (string Name, string Json)[] sets)
    {
        var address = Root + path;
        var table = path[(path.LastIndexOf('/') + 1)..];
        tables[path] =
        [
            .. sets.Select(s => (s.Name, s.Json.Replace(
                $"https://datasets.cbs.nl/odata/v1/CBS/{table}", address, StringComparison.Ordinal))),
        ];
        return address;
    }

    /// <summary>How often this path, with its query, was asked for.</summary>
    public int Calls(string path) => calls.GetValueOrDefault(path);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        calls.AddOrUpdate(path + context.Request.QueryString, 1, (_, count) => count + 1);
        if (Instead is { } instead && await instead(context))
        {
            return;
        }

        var slash = path.LastIndexOf('/');
        var sets = tables.GetValueOrDefault(path[..slash]) ?? [];
        var pages = sets.Where(s => s.Name == $"{path[(slash + 1)..]}.json"
            || s.Name.StartsWith($"{path[(slash + 1)..]}-", StringComparison.Ordinal)).ToList();
        var skip = int.Parse(context.Request.Query["$skip"].FirstOrDefault() ?? "0");
        var page = skip == 0 ? 0 : skip / 4;   // pages of four records
        if (page < pages.Count)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(pages[page].Json);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }
}
