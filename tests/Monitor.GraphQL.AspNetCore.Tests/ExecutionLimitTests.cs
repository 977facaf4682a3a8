using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>How long an operation may take, and how many may be under way.</summary>
public sealed class ExecutionLimitTests
{
    [Theory]
    [InlineData("{ obedient }")]
    [InlineData("{ deaf }")]
    [InlineData("mutation { obedient }")]
    public async Task What_takes_too_long_is_stopped(string query)
    {
        await using var host = await SlowHost.StartAsync(
            options => options.ExecutionTimeout = TimeSpan.FromSeconds(1));

        using var response = await host.QueryAsync(query);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("EXECUTION_TIMEOUT", await CodeOfAsync(response));
        if (query.Contains("obedient", StringComparison.Ordinal))
        {
            await host.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task When_too_many_are_under_way_the_next_is_refused_at_once()
    {
        await using var host = await SlowHost.StartAsync(options =>
        {
            options.MaxConcurrentExecutions = 2;
            options.MaxWaitingExecutions = 0;
        });
        var running = new[] { host.QueryAsync("{ waits }"), host.QueryAsync("{ waits }") };
        await host.HaveBegunAsync(2);

        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var refused = await host.QueryAsync("{ waits }");
            fastest = TimeSpan.FromTicks(
                Math.Min(fastest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
            Assert.Equal("OVERLOADED", await CodeOfAsync(refused));
        }

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        Assert.Equal(2, host.Begun);

        host.Go.SetResult();
        foreach (var response in await Task.WhenAll(running))
        {
            Assert.Equal("""{"data":{"waits":1}}""", await response.Content.ReadAsStringAsync());
        }

        using var next = await host.QueryAsync("{ waits }");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_short_queue_bridges_a_peak()
    {
        await using var host = await SlowHost.StartAsync(options =>
        {
            options.MaxConcurrentExecutions = 1;
            options.MaxWaitingExecutions = 1;
            options.MaxWait = TimeSpan.FromSeconds(30);
        });
        var first = host.QueryAsync("{ waits }");
        await host.HaveBegunAsync(1);
        var queued = host.QueryAsync("{ waits }");

        host.Go.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await queued).StatusCode);
    }

    [Fact]
    public async Task Who_waits_too_long_is_refused_with_nothing_done()
    {
        await using var host = await SlowHost.StartAsync(options =>
        {
            options.MaxConcurrentExecutions = 1;
            options.MaxWait = TimeSpan.FromMilliseconds(50);
        });
        var first = host.QueryAsync("{ waits }");
        await host.HaveBegunAsync(1);

        using var second = await host.QueryAsync("{ waits }");

        Assert.Equal("OVERLOADED", await CodeOfAsync(second));
        Assert.Equal(1, host.Begun);
        host.Go.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task Work_that_cannot_be_stopped_keeps_its_place_until_it_ends()
    {
        await using var host = await SlowHost.StartAsync(options =>
        {
            options.ExecutionTimeout = TimeSpan.FromMilliseconds(100);
            options.MaxConcurrentExecutions = 1;
            options.MaxWaitingExecutions = 0;
        });
        using var stopped = await host.QueryAsync("{ deaf }");
        Assert.Equal("EXECUTION_TIMEOUT", await CodeOfAsync(stopped));

        using var refused = await host.QueryAsync("{ waits }");
        Assert.Equal("OVERLOADED", await CodeOfAsync(refused));

        host.Go.SetResult();
        for (var i = 0; ; i++)
        {
            using var response = await host.QueryAsync("{ waits }");
            if (response.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            Assert.InRange(i, 0, 200);
            await Task.Delay(25);
        }
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }

    private sealed class SlowHost : IAsyncDisposable
    {
        private WebApplication? app;
        private int begun;

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new();

        public int Begun => begun;

        public static async Task<SlowHost> StartAsync(Action<GraphQLOptions> configure)
        {
            var host = new SlowHost();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseTestServer();
            builder.Services.AddSubgraph(
                "type Query { waits: Int obedient: Int deaf: Int } type Mutation { obedient: Int }",
                (binder, _) => binder
                    .Root<int?>("Query.waits", (_, stop) => host.WaitAsync(stop))
                    .Root<int?>("Query.deaf", (_, _) => host.WaitAsync(CancellationToken.None))
                    .Root<int?>("Query.obedient", (_, stop) => host.ObeyAsync(stop))
                    .Root<int?>("Mutation.obedient", (_, stop) => host.ObeyAsync(stop)));
            builder.Services.Configure(configure);
            host.app = builder.Build();
            host.app.MapGraphQL();
            await host.app.StartAsync();
            return host;
        }

        public async Task<HttpResponseMessage> QueryAsync(string query)
        {
            using var content = new StringContent(JsonSerializer.Serialize(new { query }), null, "application/json");
            return await app!.GetTestClient().PostAsync("/graphql", content);
        }

        public async Task HaveBegunAsync(int count)
        {
            for (var i = 0; begun < count; i++)
            {
                Assert.InRange(i, 0, 400);
                await Task.Delay(25);
            }
        }

        public async ValueTask DisposeAsync()
        {
            Go.TrySetResult();
            await app!.DisposeAsync();
        }

        private async ValueTask<int?> WaitAsync(CancellationToken stop)
        {
            Interlocked.Increment(ref begun);
            await Go.Task.WaitAsync(stop);
            return 1;
        }

        private async ValueTask<int?> ObeyAsync(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            catch (OperationCanceledException)
            {
                Stopped.SetResult();
                throw;
            }

            return 1;
        }
    }
}
