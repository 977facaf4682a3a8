using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore;
using Binder = Monitor.GraphQL.Execution.Binder;

namespace Monitor.GraphiQL.Tests;

/// <summary>A subgraph on a real port, for browsers to open.</summary>
internal sealed class AskedSubgraph : IAsyncDisposable
{
    private const string Sdl = """
        "What a newcomer sees first."
        type Query {
          "Says hello."
          hello(name: String = "you"): String
          "The Authorization header of the request."
          authorization: String
        }

        type Subscription { count(to: Int!): Int! }
        """;

    private readonly WebApplication app;

    private AskedSubgraph(WebApplication app)
    {
        this.app = app;
        Origin = app.Urls.Single();
        Client = new HttpClient { BaseAddress = new Uri(Origin) };
    }

    public string Origin { get; }

    public HttpClient Client { get; }

    public static async Task<AskedSubgraph> StartAsync(Action<GraphQLOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSubgraph(Sdl, Bind);
        builder.Services.Configure<GraphQLOptions>(options => configure?.Invoke(options));
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        return new AskedSubgraph(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static void Bind(Binder binder, IServiceProvider services) => binder
        .Root<string?>("Query.hello", (context, _) => new($"Hello {context.Argument<string>("name")}"))
        .Root<string?>("Query.authorization", (context, _) =>
            new(context.HttpContext().Request.Headers.Authorization.ToString()))
        .Stream<int>("Subscription.count", (context, _) => new(CountAsync(context.Argument<int>("to"))));

    private static async IAsyncEnumerable<int> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
