using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Events;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>Two gateways before the same subgraphs and one Redis, each with entries of its own.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private CachedAreas areas = null!;
    private TestGateway one = null!;
    private TestGateway two = null!;

    public async ValueTask InitializeAsync()
    {
        areas = await CachedAreas.StartAsync();
        one = await areas.GatewayAsync();
        two = await areas.GatewayAsync();
    }

    public ValueTask DisposeAsync() => areas.DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task What_one_has_asked_the_other_need_not_ask()
    {
        await CachedAreas.NumberAsync(one);
        await CachedAreas.NumberAsync(two);

        Assert.Equal(1, areas.Asked);
        Assert.Single(areas.Areas.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Five_hundred_clients_of_two_replicas_cause_one_fetch()
    {
        areas.FiguresSubgraph.Instead = SlowlyAsync;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(client => CachedAreas.NumberAsync(client % 2 == 0 ? one : two)));

        Assert.All(answers, n => Assert.Equal(10, n));
        Assert.Equal(1, areas.Asked);
        Assert.Single(areas.Areas.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Five_hundred_clients_of_two_replicas_cause_one_refill_of_what_is_stale()
    {
        await CachedAreas.NumberAsync(one);
        await CachedAreas.NumberAsync(two);
        areas.Clock.Ahead = TimeSpan.FromSeconds(70);
        areas.FiguresSubgraph.Instead = SlowlyAsync;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(client => CachedAreas.NumberAsync(client % 2 == 0 ? one : two)));

        Assert.All(answers, n => Assert.Equal(10, n));
        await CachedAreas.Eventually(() => areas.Asked > 1);   // nobody waits for what is asked in the background
        Assert.Equal(2, areas.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_another_filled_between_the_lookup_and_the_lease_is_not_asked_again()
    {
        var (first, late) = (ReadsOf(one), ReadsOf(two));
        var before = await late.Cache.FindAsync(["k"]);
        using (var filling = await first.ForRequest().BeginAsync(["k"]))
        {
            filling.Answered([(0, "{}"u8.ToArray())], new Sharing(TimeSpan.FromMinutes(1), ["release-2017"]));
        }
        while (await first.Leases.IsHeldAsync(Leases.NameOf(before!.Versions.Mark, "k")) == true)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using var read = new SharedRead(late, late.ForRequest(), ["k"], before);
        await read.ClaimAsync();

        Assert.Null(before.Entries[0]);
        Assert.Equal(SharedState.Found, read.StateOf(0));
        var found = await read.FindAsync(0, TestContext.Current.CancellationToken);
        Assert.Equal("{}"u8.ToArray(), found!.Value.ToArray());
        Assert.Empty(read.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_release_that_reached_one_drops_what_the_other_keeps_itself()
    {
        for (var turn = 0; turn < 2; turn++)   // both have it in memory
        {
            await CachedAreas.NumberAsync(one);
            await CachedAreas.NumberAsync(two);
        }
        areas.N = 11;

        Assert.Equal(Delivery.Done, await areas.ReleaseAsync(one, "r-2"));

        Assert.Equal(11, await CachedAreas.NumberAsync(two));
        Assert.Equal(11, await CachedAreas.NumberAsync(one));
        Assert.Equal(2, areas.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_replica_answers_what_was_before_a_drop_however_they_take_turns()
    {
        for (var turn = 1; turn <= 50; turn++)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(
                client => CachedAreas.NumberAsync(client % 2 == 0 ? one : two)));
            areas.N = 100 + turn;
            await areas.ReleaseAsync(turn % 2 == 0 ? one : two, $"r-{turn}");

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
                client => CachedAreas.NumberAsync(client % 2 == 0 ? one : two)));

            Assert.All(answers, n => Assert.Equal(100 + turn, n));
        }
    }

    [Theory(Timeout = 30_000)]
    [InlineData("round.opened", "questionnaire", true)]
    [InlineData("round.closed", "questionnaire", true)]
    [InlineData("response.submitted", "questionnaire", true)]
    [InlineData("response.withdrawn", "questionnaire", true)]
    [InlineData("areas.published", "questionnaire", false)]
    [InlineData("questionnaire.published", "questionnaire", false)]
    [InlineData("release.published", "questionnaire", false)]   // of another publisher
    public async Task Changes_that_the_clock_makes_are_seen_at_once_by_all(string topic, string publisher, bool drops)
    {
        areas.FiguresSubgraph.HeadersOf = _ => new()
        {
            ["Cache-Control"] = "public, max-age=60",
            ["Cache-Groups"] = "\"round-2017\"",
        };
        await CachedAreas.NumberAsync(one);
        await CachedAreas.NumberAsync(two);
        areas.N = 11;

        await areas.HearAsync(one, topic, publisher, new { round = 2017 }, "e-1");

        Assert.Equal(drops ? 11 : 10, await CachedAreas.NumberAsync(two));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("areas.published", "areas")]
    [InlineData("questionnaire.published", "questionnaires")]
    [InlineData("round.opened", "rounds")]
    [InlineData("round.closed", "rounds")]
    public async Task Lists_are_dropped_with_what_they_list(string topic, string group)
    {
        areas.FiguresSubgraph.HeadersOf = _ => new()
        {
            ["Cache-Control"] = "public, max-age=60",
            ["Cache-Groups"] = $"\"{group}\"",
        };
        await CachedAreas.NumberAsync(two);
        areas.N = 11;

        await areas.HearAsync(one, topic, "questionnaire", new { round = 2017, edition = "2" }, "e-1");

        Assert.Equal(11, await CachedAreas.NumberAsync(two));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_that_comes_again_or_from_long_ago_drops_nothing()
    {
        await CachedAreas.NumberAsync(one);
        await areas.ReleaseAsync(one, "r-2");
        await CachedAreas.NumberAsync(one);
        areas.N = 11;

        await areas.ReleaseAsync(two, "r-2");
        await areas.HearAsync(
            two, "release.published", "benchmark", new { round = 2017 }, "r-1", age: TimeSpan.FromDays(2));

        Assert.Equal(10, await CachedAreas.NumberAsync(two));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_that_says_nothing_useful_is_done_with()
    {
        Assert.Equal(
            Delivery.Done, await areas.HearAsync(one, "release.published", "benchmark", new { year = "x" }, "r-2"));
        Assert.Equal(
            Delivery.Done, await areas.HearAsync(one, "release.published", "benchmark", new { round = "x" }, "r-3"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_of_one_is_heard_by_all_once_it_has_dropped_what_it_makes_stale()
    {
        await CachedAreas.NumberAsync(two);
        areas.N = 11;
        var seen = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var events = two.Services.GetRequiredService<IReplicaEvents>();
        var isConnected = new TaskCompletionSource();
        using var connected = events.OnConnected(() => isConnected.TrySetResult());
        using var hearing = events.Subscribe(
            "release.published",
            json => Task.Run(async () => seen.SetResult(
                HeardEvent.Read(json).Id == "r-2" ? await CachedAreas.NumberAsync(two) : -1)));
        await Task.WhenAny(isConnected.Task, Task.Delay(1000, TestContext.Current.CancellationToken));

        await areas.ReleaseAsync(one, "r-2");

        Assert.Equal(11, await seen.Task);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_replica_that_dies_while_it_asks_costs_the_other_its_lease_and_no_more()
    {
        var asking = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        areas.FiguresSubgraph.Instead = async _ =>
        {
            if (asking.TrySetResult())
            {
                await never.Task;
            }
            return false;
        };
        var lost = CachedAreas.NumberAsync(one);
        await asking.Task;
        one.Services.GetRequiredService<Leases>().Dispose();   // it lengthens its lease no more
        var begun = TimeProvider.System.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CachedAreas.NumberAsync(two)));

        Assert.All(answers, n => Assert.Equal(10, n));
        Assert.Equal(2, areas.Asked);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 10);   // 1 s, on a machine at rest
        never.SetResult();
        await lost;
    }

    [Fact(Timeout = 30_000)]
    public async Task A_slow_fetch_keeps_its_lease_for_as_long_as_it_takes()
    {
        var quick = await areas.GatewayAsync(("Aggregates:Lease", "00:00:00.300"));
        var other = await areas.GatewayAsync(("Aggregates:Lease", "00:00:00.300"));
        areas.FiguresSubgraph.Instead = async _ =>
        {
            await Task.Delay(2000);
            return false;
        };

        await Task.WhenAll(CachedAreas.NumberAsync(quick), CachedAreas.NumberAsync(other));

        Assert.Equal(1, areas.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task Where_the_client_who_asks_leaves_one_of_those_who_wait_takes_over()
    {
        var asking = new TaskCompletionSource();
        areas.FiguresSubgraph.Instead = async context =>
        {
            if (asking.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { });
            }
            return false;
        };
        using var leaving = new CancellationTokenSource();
        var first = one.Http.PostAsync(
            "/graphql",
            new StringContent(
                System.Text.Json.JsonSerializer.Serialize(new { query = CachedAreas.Figures }),
                System.Text.Encoding.UTF8,
                "application/json"),
            leaving.Token);
        await asking.Task;
        var waiting = Enumerable.Range(0, 100)
            .Select(client => CachedAreas.NumberAsync(client % 2 == 0 ? one : two))
            .ToList();
        await Task.Delay(200, TestContext.Current.CancellationToken);

        await leaving.CancelAsync();

        Assert.All(await Task.WhenAll(waiting), n => Assert.Equal(10, n));
        Assert.Equal(2, areas.Asked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private static SharedReads ReadsOf(TestGateway gateway) => gateway.Services.GetRequiredService<SharedReads>();

    private static async Task<bool> SlowlyAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        await Task.Delay(300, context.RequestAborted);
        return false;
    }
}
