using Monitor.Gateway.Subgraphs;
using Monitor.Testing;
using Polly;
using Polly.Timeout;

namespace Monitor.Gateway.Tests.Subgraphs;

/// <summary>When a subgraph is left alone, and when it is asked again.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly Outcome<SubgraphReply> dead =
        Outcome.FromResult(SubgraphReply.Failed(FailureReason.Unreachable, "is dead"));

    private static readonly Outcome<SubgraphReply> well =
        Outcome.FromResult(SubgraphReply.NotAsked(FailureReason.TooLarge, "has answered"));

    private static readonly Outcome<SubgraphReply> hung =
        Outcome.FromException<SubgraphReply>(new TimeoutRejectedException());

    private static readonly Outcome<SubgraphReply> left =
        Outcome.FromException<SubgraphReply>(new OperationCanceledException());

    private readonly ManualClock clock = new();
    private readonly List<CircuitState> changes = [];
    private readonly CircuitBreaker breaker;
    private readonly ResiliencePipeline<SubgraphReply> pipeline;

    public CircuitBreakerTests()
    {
        breaker = new CircuitBreaker(failures: 3, TimeSpan.FromSeconds(2), clock, changes.Add);
        pipeline = new ResiliencePipelineBuilder<SubgraphReply>()
            .AddStrategy(_ => breaker, new CircuitBreakerOptions())
            .Build();
    }

    [Fact]
    public async Task A_run_of_failures_opens_it_and_nothing_is_asked_until_the_pause_is_over()
    {
        Assert.Equal(3, await CountAsync(dead, dead, dead, dead, dead));
        Assert.Equal(CircuitState.Open, breaker.State);
        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, await CountAsync(well));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, await CountAsync(well, well));
        Assert.Equal([CircuitState.Open, CircuitState.Closed], changes);
    }

    [Fact]
    public async Task An_answer_in_between_keeps_it_closed()
    {
        Assert.Equal(9, await CountAsync(dead, dead, well, dead, dead, well, dead, dead, well));
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public async Task A_call_that_hung_counts_for_three() => Assert.Equal(1, await CountAsync(hung, well));

    [Fact]
    public async Task A_try_that_fails_makes_it_wait_for_another_pause()
    {
        await CountAsync(dead, dead, dead);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await CountAsync(dead, well));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CountAsync(well));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await CountAsync(well));
        Assert.Equal([CircuitState.Open, CircuitState.Closed], changes);
    }

    [Fact]
    public async Task Only_one_call_tries_and_one_whose_client_left_lets_the_next_try()
    {
        await CountAsync(dead, dead, dead);
        clock.Advance(TimeSpan.FromSeconds(2));
        var answer = new TaskCompletionSource<Outcome<SubgraphReply>>();
        var trying = pipeline.ExecuteOutcomeAsync(
            (_, _) => new ValueTask<Outcome<SubgraphReply>>(answer.Task), ResilienceContextPool.Shared.Get(), 0);
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        Assert.Equal(0, await CountAsync(well));
        answer.SetResult(left);
        await trying;
        Assert.Equal(1, await CountAsync(well));
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public async Task Clients_that_leave_say_nothing()
    {
        Assert.Equal(5, await CountAsync(dead, left, dead, left, left));
        Assert.Equal(1, await CountAsync(dead, dead));
    }

    [Fact]
    public void A_second_call_is_paid_for_by_five_first_ones_and_ten_are_saved_up()
    {
        var budget = new RetryBudget(percent: 20);
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => budget.TrySpend()));
        for (var call = 0; call < 4; call++)
        {
            budget.Earn();
        }
        Assert.False(budget.TrySpend());
        budget.Earn();
        Assert.True(budget.TrySpend());
        Assert.False(new RetryBudget(percent: 0).TrySpend());
    }

    /// <summary>How many calls were made.</summary>
    private async Task<int> CountAsync(params Outcome<SubgraphReply>[] outcomes)
    {
        var calls = 0;
        foreach (var outcome in outcomes)
        {
            await pipeline.ExecuteOutcomeAsync(
                (_, _) =>
                {
                    calls++;
                    return ValueTask.FromResult(outcome);
                },
                ResilienceContextPool.Shared.Get(),
                0);
        }
        return calls;
    }
}
