using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Gateway.Benchmarks.Cache;

/// <summary>
/// Both subgraphs of the supergraph beside this file: figures of any size, public for five minutes, after a while that
/// can be set. Counts what it is asked.
/// </summary>
internal sealed class AggregateSubgraphs : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private AggregateSubgraphs(WebApplication app) => this.app = app;

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>Calls since the start.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Life and other directives of the answers.</summary>
    public string CacheControl { get; set; } = "public, max-age=300";

    public static async Task<AggregateSubgraphs> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var subgraphs = new AggregateSubgraphs(app);
        app.MapPost("/areas/graphql", context => subgraphs.AnswerAsync(context, Areas));
        app.MapPost("/figures/graphql", context => subgraphs.AnswerAsync(context, Figures));
        await app.StartAsync();
        return subgraphs;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Some objectives with everything that is said of them: 300 bytes each.</summary>
    public static string ObjectivesJson(int objectives) => JsonSerializer.Serialize(
        Enumerable.Range(1, objectives).Select(number => new
        {
            __typename = "ObjectiveFigures",
            title = $"Doelstelling {number}: signalering door professionals en vrijwilligers",
            anchoring = number * 37 % 2500 / 100.0,
            content = number * 91 % 5000 / 100.0,
            reach = number * 53 % 2500 / 100.0,
            bands = new[]
            {
                new { __typename = "BandCount", band = "RED", count = number % 60 },
                new { __typename = "BandCount", band = "ORANGE", count = number % 170 },
                new { __typename = "BandCount", band = "GREEN", count = number % 9 },
            },
        }));

    private async Task AnswerAsync(HttpContext context, Func<JsonElement, string> answer)
    {
        Interlocked.Increment(ref asked);
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(
            context.Request.Body, cancellationToken: context.RequestAborted);
        if (Takes > TimeSpan.Zero)
        {
            await Task.Delay(Takes, context.RequestAborted);
        }
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = CacheControl;
        context.Response.Headers["Cache-Groups"] = "\"figures\"";
        await context.Response.WriteAsync($$"""{"data":{{answer(body.GetProperty("variables"))}}}""");
    }

    private static string Areas(JsonElement variables)
    {
        var areas = Enumerable.Range(1, variables.GetProperty("first").GetInt32()).Select(number =>
            $$"""{"__typename":"Area","code":"GM{{number:0000}}","name":"Gemeente {{number}}"}""");
        return $$"""{"areas":[{{string.Join(',', areas)}}]}""";
    }

    private static string Figures(JsonElement variables)
    {
        var set = variables.GetProperty("set").GetRawText();
        if (!variables.TryGetProperty("representations", out var representations))
        {
            return $$"""{"figures":{{FiguresOf(set, variables.GetProperty("objectives").GetInt32())}}}""";
        }
        var entities = representations.EnumerateArray()
            .Select(_ => $$"""{"__typename":"Area","figures":{{FiguresOf(set, objectives: 1)}}}""");
        return $$"""{"_entities":[{{string.Join(',', entities)}}]}""";
    }

    private static string FiguresOf(string set, int objectives) =>
        $$"""{"__typename":"Figures","set":{{set}},"n":169,"objectives":{{ObjectivesJson(objectives)}}}""";
}
