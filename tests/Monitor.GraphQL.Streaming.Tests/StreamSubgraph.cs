using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Execution;
using Monitor.Testing;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>A subgraph that holds its own events, on a free port of a real server.</summary>
internal sealed class StreamSubgraph : IAsyncDisposable
{
    private const string Sdl = """
        type Query { hello: String fails: Int slow: Int me: String large(kilobytes: Int!): String }
        type Mutation { add(to: Int!): Int slowly: Int key: String }
        type Subscription {
          count(to: Int!): Int
          forever: Int
          pushed: String
          failing(after: Int!): Int
          refusing: Int
          mixed: Mixed
          scope: Scope
          me: String
          large(kilobytes: Int!): String
        }
        type Mixed { number: Int! good: Int bad: Int slow: Int }
        type Scope { one: ID! other: ID! source: ID! }
        """;

    private WebApplication app = null!;

    public Uri Http { get; private set; } = null!;

    public Uri WebSocket => new UriBuilder(Http) { Scheme = "ws" }.Uri;

    public HttpClient Client { get; private set; } = null!;

    public Sources Sources { get; } = new();

    public RecordedLog Log { get; } = new();

    public ManualClock Clock { get; } = new();

    public IMeterFactory Meters => app.Services.GetRequiredService<IMeterFactory>();

    /// <summary>What "pushed" tells next.</summary>
    public Channel<string> Pushed { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Lets "slow" and "slowly" end.</summary>
    public TaskCompletionSource Slow { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource SlowBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource SlowEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<StreamSubgraph> StartAsync(
        Action<IServiceCollection>? add = null,
        Action<WebApplication>? use = null,
        string? url = null,
        params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create($"GraphQL:Streaming:{setting.Name}", (string?)setting.Value)));
        builder.WebHost.UseUrls(url ?? "http://127.0.0.1:0");
        var subgraph = new StreamSubgraph();
        builder.Services.AddSingleton<TimeProvider>(subgraph.Clock);
        builder.Services.AddScoped<ScopeId>();
        builder.Services.AddSubgraph(Sdl, (binder, _) => Bind(binder, subgraph));
        add?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(subgraph.Log);

        subgraph.app = builder.Build();
        use?.Invoke(subgraph.app);
        subgraph.app.MapGraphQL();
        await subgraph.app.StartAsync();
        subgraph.Http = new Uri($"{subgraph.app.Urls.Single()}/graphql");
        subgraph.Client = new HttpClient { BaseAddress = subgraph.Http };
        return subgraph;
    }

    /// <summary>Stops as a host that is told to.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Slow.TrySetResult();
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static void Bind(Binder binder, StreamSubgraph subgraph) => binder
        .Root<string?>("Query.hello", (_, _) => new("world"))
        .Root<int?>("Query.fails", (_, _) => throw new InvalidOperationException("password=secret"))
        .Root<int?>("Query.slow", (_, cancellationToken) => subgraph.WaitAsync(cancellationToken))
        .Root<int?>("Mutation.slowly", (_, cancellationToken) => subgraph.WaitAsync(cancellationToken))
        .Root<string?>("Query.me", (context, _) => new(context.User.Identity?.Name))
        .Root<string?>("Query.large", (context, _) => new(Large(context)))
        .Root<int?>("Mutation.add", (context, _) => new(context.Argument<int>("to") + 1))
        .Root<string?>("Mutation.key", (context, _) =>
            new(context.HttpContext().Request.Headers["Idempotency-Key"].SingleOrDefault() ?? "none"))
        .Stream("Subscription.count", (context, cancellationToken) =>
            subgraph.From(Counted(context.Argument<int>("to"), cancellationToken)))
        .Stream("Subscription.forever", (_, cancellationToken) =>
            subgraph.From(Counted(int.MaxValue, cancellationToken)))
        .Stream("Subscription.pushed", (_, cancellationToken) =>
            subgraph.From(subgraph.Pushed.Reader.ReadAllAsync(cancellationToken)))
        .Stream("Subscription.failing", (context, cancellationToken) =>
            subgraph.From(Failing(context.Argument<int>("after"), cancellationToken)))
        .Stream<int>("Subscription.refusing", (_, _) => throw new ClientException("NOT_NOW", "Not now."))
        .Stream("Subscription.mixed", (_, cancellationToken) => subgraph.From(Mixes(cancellationToken)))
        .Field<Mixed, object?>("Mixed.bad", (parents, _, _) =>
            new([.. parents.Select(_ => new InvalidOperationException("password=secret"))]))
        .Field<Mixed, int?>("Mixed.slow", async (parents, _, cancellationToken) =>
        {
            var waited = await subgraph.WaitAsync(cancellationToken);
            return [.. parents.Select(_ => waited)];
        })
        .Type<Mixed>("Mixed")
        .Stream("Subscription.scope", (context, cancellationToken) =>
            subgraph.From(Scopes(context.Services.GetRequiredService<ScopeId>(), cancellationToken)))
        .Field<ScopeId, ScopeId>("Subscription.scope", (parents, _, _) => new([.. parents]))
        .Type<ScopeId>("Scope")
        .Field<ScopeId, string>("Scope.one", (parents, context, _) => new([.. parents.Select(_ => Id(context))]))
        .Field<ScopeId, string>("Scope.other", (parents, context, _) => new([.. parents.Select(_ => Id(context))]))
        .Field<ScopeId, string>("Scope.source", (parents, _, _) => new([.. parents.Select(parent => parent.Value)]))
        .Stream("Subscription.me", (context, cancellationToken) =>
            subgraph.From(Once(context.User.Identity?.Name ?? "nobody", cancellationToken)))
        .Stream("Subscription.large", (context, cancellationToken) =>
            subgraph.From(Repeated(Large(context), subgraph, cancellationToken)));

    private static string Id(FieldContext context) => context.Services.GetRequiredService<ScopeId>().Value;

    private static string Large(FieldContext context) => new('x', 1_024 * context.Argument<int>("kilobytes"));

    private ValueTask<IAsyncEnumerable<T>> From<T>(IAsyncEnumerable<T> events) => new(Sources.Watch(events));

    private async ValueTask<int?> WaitAsync(CancellationToken cancellationToken)
    {
        SlowBegan.TrySetResult();
        try
        {
            await Slow.Task.WaitAsync(cancellationToken);
            return 1;
        }
        finally
        {
            SlowEnded.TrySetResult();
        }
    }

    private static async IAsyncEnumerable<int> Counted(
        int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Delay(number == 1 ? 0 : 2, cancellationToken);
            yield return number;
        }
    }

    private static async IAsyncEnumerable<int> Failing(
        int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var number in Counted(after, cancellationToken))
        {
            yield return number;
        }

        throw new InvalidOperationException("password=secret");
    }

    private static async IAsyncEnumerable<Mixed> Mixes([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var number in Counted(2, cancellationToken))
        {
            yield return new Mixed(number, number);
        }
    }

    private static async IAsyncEnumerable<ScopeId> Scopes(
        ScopeId ofSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in Counted(3, cancellationToken))
        {
            ObjectDisposedException.ThrowIf(ofSource.IsDisposed, ofSource);
            yield return ofSource;
        }
    }

    private static async IAsyncEnumerable<string> Once(
        string value, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return value;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private static async IAsyncEnumerable<string> Repeated(
        string value, StreamSubgraph subgraph, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            subgraph.Sources.Give();
            yield return value;
            await Task.Yield();
        }
    }

    private sealed record Mixed(int Number, int Good);
}

/// <summary>Has an id of its own in each scope of services.</summary>
internal sealed class ScopeId : IDisposable
{
    public string Value { get; } = Guid.NewGuid().ToString("n");

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
