using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>A small subgraph behind a test server.</summary>
internal sealed class TownSubgraph : IAsyncDisposable
{
    public const string Sdl = """
        extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@composeDirective"])
          @link(url: "https://monitor.example/cache/v1.0", import: ["@cacheControl"])
          @composeDirective(name: "@cacheControl")

        type Query {
          town(code: ID!): Town @cacheControl(maxAge: 60, scope: PUBLIC)
          fails: Int
          slow: Int
          mine: String @cacheControl(maxAge: 5, scope: PRIVATE)
        }

        type Mutation { rename(code: ID!, name: String!): Town }

        "Gemeente"
        type Town @key(fields: "code") @cacheControl(maxAge: 300, scope: PUBLIC) {
          code: ID!
          name: String!
          figures(year: Int!): Figures @cacheControl(maxAge: 30, scope: PUBLIC)
          secret: String
        }

        type Figures { total: Int! parts: [Part!]! }
        type Part { label: String! }

        type Region @key(fields: "code") {
          code: ID!
          kind: String!
          figures: Figures @cacheControl(maxAge: 10, scope: PUBLIC)
        }
        """;

    private WebApplication? app;
    private HttpClient? client;
    private int renamed;

    /// <summary>One connection at a time is kept and used again.</summary>
    public HttpClient Client => client!;

    /// <summary>Calls of entity resolvers, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>How many mutations ran.</summary>
    public int Renamed => renamed;

    public RecordedLog Log { get; } = new();

    public TaskCompletionSource Cancelled { get; } = new();

    /// <param name="configure">Sets limits.</param>
    /// <param name="onKestrel">Listens on a real port instead of in memory.</param>
    /// <param name="services">Sets what is no limit.</param>
    /// <param name="user">Who asks.</param>
    public static async Task<TownSubgraph> StartAsync(
        Action<GraphQLOptions>? configure = null,
        bool onKestrel = false,
        Action<IServiceCollection>? services = null,
        ClaimsPrincipal? user = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = onKestrel ? builder.WebHost.UseUrls("http://127.0.0.1:0") : builder.WebHost.UseTestServer();
        var subgraph = new TownSubgraph();
        builder.Services.AddSubgraph(Sdl, (binder, _) => Bind(binder, subgraph));
        builder.Services.Configure<GraphQLOptions>(options => configure?.Invoke(options));
        services?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(subgraph.Log);

        subgraph.app = builder.Build();
        subgraph.app.Use((context, next) =>
        {
            context.User = user ?? context.User;
            return next(context);
        });
        subgraph.app.MapGraphQL();
        await subgraph.app.StartAsync();
        subgraph.client = onKestrel
            ? new HttpClient { BaseAddress = new Uri(subgraph.app.Urls.Single()) }
            : subgraph.app.GetTestClient();
        return subgraph;
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? accept = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, type),
        };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> QueryAsync(string query, object? variables = null, string? accept = null) =>
        PostAsync(System.Text.Json.JsonSerializer.Serialize(new { query, variables }), accept);

    /// <summary>A GET that no form could send.</summary>
    /// <param name="address">From the host's root.</param>
    /// <param name="headers">Added to it; <c>Accept</c> among them.</param>
    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("graphql-preflight", "1");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        client!.Dispose();
        await app!.DisposeAsync();
    }

    private static void Bind(Binder binder, TownSubgraph subgraph) => binder
        .Type<Town>("Town")
        .Type<Figures>("Figures")
        .Type<Part>("Part")
        .Type<Region>("Region")
        .Root("Query.town", (context, _) => ValueTask.FromResult<Town?>(Find(context.Argument<string>("code"))))
        .Root<int?>("Query.fails", (_, _) => throw new InvalidOperationException("password=secret"))
        .Root<int?>("Query.slow", async (_, cancellationToken) =>
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                subgraph.Cancelled.SetResult();
                throw;
            }

            return 1;
        })
        .Root<string?>("Query.mine", (context, _) => new(context.HttpContext().Request.Method))
        .Root<Town?>("Mutation.rename", (context, _) =>
        {
            Interlocked.Increment(ref subgraph.renamed);
            context.Cache.Invalidate("towns");
            return new(new Town(context.Argument<string>("code"), context.Argument<string>("name")));
        })
        .Field<Town, Figures?>("Town.figures", (towns, context, _) =>
        {
            context.Cache.Groups("figures", $"figures-{context.Argument<int>("year")}");
            return new([.. towns.Select(_ => new Figures(7, [new Part("a")]))]);
        })
        .Field<Town, string?>("Town.secret", (towns, _, _) => new([.. towns.Select(_ => "s")]))
        .Field<Region, Figures?>("Region.figures", (regions, _, _) => new([.. regions.Select(_ => new Figures(1, []))]))
        .Entity<object?>("Town", (representations, _, _) =>
        {
            subgraph.Calls.Add($"Town: {string.Join(",", representations.Select(r => r.Get("code")))}");
            return new([.. representations.Select(r => r.Get("code") == "bad"
                ? (object)new ClientException("UNKNOWN_TOWN", "There is no such town.")
                : Find(r.Get("code")))]);
        })
        .Entity<Region>("Region", (representations, _, _) =>
        {
            subgraph.Calls.Add($"Region: {representations.Count}");
            return new([.. representations.Select(r => new Region(r.Get("code"), "PV"))]);
        });

    private static Town? Find(string code) =>
        code.StartsWith("GM", StringComparison.Ordinal) ? new(code, "T" + code) : null;

    private sealed record Town(string Code, string Name);

    private sealed record Figures(int Total, IReadOnlyList<Part> Parts);

    private sealed record Part(string Label);

    private sealed record Region(string Code, string Kind);
}

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    public List<(string Message, Exception? Cause)> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (Errors)
            {
                Errors.Add((formatter(state, exception), exception));
            }
        }
    }

    public void Dispose()
    {
    }
}
