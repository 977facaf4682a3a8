using System.Globalization;
using Monitor.Gateway.Telemetry;
using Polly;
using Polly.Retry;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// The line to one subgraph: its settings, and what limits its calls, from the outside in: one more try, places,
/// circuit breaker, time.
/// </summary>
internal sealed class SubgraphLine
{
    private readonly ResiliencePipeline<SubgraphReply> queries;
    private readonly ResiliencePipeline<SubgraphReply> mutations;
    private readonly RetryBudget budget;
    private int lengthLately;

    /// <param name="name">The subgraph's.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="clock">Measures its calls.</param>
    /// <param name="log">Told when the circuit opens and closes.</param>
    public SubgraphLine(string name, SubgraphOptions options, TimeProvider clock, ILogger log)
    {
        Name = name;
        Options = options;
        Headers = options.Headers ?? PassedHeaders.Default;
        FetchTimeoutText = Milliseconds(options.FetchTimeout);
        budget = new RetryBudget(options.RetryPercent);
        Breaker = new CircuitBreaker(options.BreakerFailures, options.BreakerPause, clock, state =>
        {
            if (state == CircuitState.Open)
            {
                log.CircuitOpened(name, options.BreakerFailures, options.BreakerPause.TotalMilliseconds);
            }
            else
            {
                log.CircuitClosed(name);
            }
        });
        var places = new CallPlaces(options.Concurrency, options.ConcurrencyWait);
        queries = Pipeline(places, options.FetchTimeout, clock, options.Retries ? RetryOf(options) : null);
        mutations = Pipeline(places, options.MutationTimeout, clock, retry: null);
    }

    public string Name { get; }

    public SubgraphOptions Options { get; }

    public CircuitBreaker Breaker { get; }

    /// <summary>The client's headers that it gets.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>How long its answers were lately, in bytes: the largest, and then less and less of it.</summary>
    public int LengthLately
    {
        get => Volatile.Read(ref lengthLately);
        set => Volatile.Write(ref lengthLately, Math.Max(value, lengthLately - lengthLately / 16));
    }

    private string FetchTimeoutText { get; }

    /// <summary>The limits of a query, or of a mutation.</summary>
    public ResiliencePipeline<SubgraphReply> Limits(bool isMutation)
    {
        if (isMutation)
        {
            return mutations;
        }
        budget.Earn();
        return queries;
    }

    public TimeSpan TimeoutOf(bool isMutation) => isMutation ? Options.MutationTimeout : Options.FetchTimeout;

    /// <summary>What the subgraph is told: the time of the call, or what is left of the request.</summary>
    public string TimeLeft(bool isMutation, RequestDeadline deadline)
    {
        var left = deadline.Left;
        return left < TimeoutOf(isMutation) ? Milliseconds(left)
            : isMutation ? Milliseconds(Options.MutationTimeout)
            : FetchTimeoutText;
    }

    private static string Milliseconds(TimeSpan time) =>
        Math.Max(1, (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private ResiliencePipeline<SubgraphReply> Pipeline(
        CallPlaces places, TimeSpan timeout, TimeProvider clock, RetryStrategyOptions<SubgraphReply>? retry)
    {
        var builder = new ResiliencePipelineBuilder<SubgraphReply> { TimeProvider = clock };
        if (retry is not null)
        {
            builder.AddRetry(retry);
        }
        return builder
            .AddStrategy(_ => places, new CallPlacesOptions())
            .AddStrategy(_ => Breaker, new CircuitBreakerOptions())
            .AddTimeout(timeout)
            .Build();
    }

    private RetryStrategyOptions<SubgraphReply> RetryOf(SubgraphOptions options) => new()
    {
        MaxRetryAttempts = 1,
        ShouldHandle = attempt => ValueTask.FromResult(
            attempt.AttemptNumber == 0 && attempt.Outcome.Result?.WasUnanswered == true && budget.TrySpend()),
        DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(
            options.RetryPause * (0.5 + Random.Shared.NextDouble())),
        OnRetry = _ =>
        {
            SubgraphMetrics.Retried(Name);
            GatewayTraces.NoteRetry();
            return default;
        },
    };
}
