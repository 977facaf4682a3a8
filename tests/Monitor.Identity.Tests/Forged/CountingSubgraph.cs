using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Identity.Tests.Forged;

/// <summary>Stands for every subgraph and counts what is asked of it.</summary>
internal sealed class CountingSubgraph : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private CountingSubgraph()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/graphql", () =>
        {
            Interlocked.Increment(ref calls);
            return Results.Text("""{"data":{"rounds":[{"year":2017}]}}""", "application/json");
        });
    }

    public int Calls => calls;

    public string Address => $"{app.Urls.First()}/graphql";

    public static async Task<CountingSubgraph> StartAsync()
    {
        var subgraph = new CountingSubgraph();
        await subgraph.app.StartAsync();
        return subgraph;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
