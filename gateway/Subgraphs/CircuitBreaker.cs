using Polly;
using Polly.Timeout;

namespace Monitor.Gateway.Subgraphs;

/// <summary>Whether a subgraph is called.</summary>
internal enum CircuitState
{
    Closed = 0,

    /// <summary>One call tries whether it is back.</summary>
    HalfOpen = 1,

    Open = 2,
}

/// <summary>
/// Stops calling a subgraph that fails again and again with nothing answered between, so that its callers are told at
/// once; after a pause one call tries.
/// </summary>
/// <remarks>
/// Polly's own breaker counts a share of failures over a span of time: it opens half a span after a death, or, with a
/// short span, never where calls are few; and a share lets those who ask for too much shut a subgraph for all others.
/// A run of failures does neither.
/// </remarks>
/// <param name="failures">In a row.</param>
/// <param name="pause">Before one call tries.</param>
/// <param name="clock">Tells when.</param>
/// <param name="changed">Told of <see cref="CircuitState.Open"/> and <see cref="CircuitState.Closed"/>.</param>
internal sealed class CircuitBreaker(int failures, TimeSpan pause, TimeProvider clock, Action<CircuitState> changed)
    : ResilienceStrategy<SubgraphReply>
{
    /// <summary>
    /// A call that hangs costs its client seconds, where one that is refused costs nothing: four of them are enough for
    /// the usual ten.
    /// </summary>
    private const int TimeoutCounts = 3;

    private readonly Lock gate = new();
    private int inARow;
    private volatile CircuitState state;
    private long opened;

    public CircuitState State => state;

    protected override async ValueTask<Outcome<SubgraphReply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<SubgraphReply>>> callback,
        ResilienceContext context,
        TState state)
    {
        if (!TryEnter(out var isTry))
        {
            return Outcome.FromResult(SubgraphReply.NotAsked(
                FailureReason.CircuitOpen, "failed too often just now: not asked"));
        }
        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        Note(outcome, isTry);
        return outcome;
    }

    private bool TryEnter(out bool isTry)
    {
        isTry = false;
        if (state == CircuitState.Closed)
        {
            return true;
        }
        lock (gate)
        {
            if (state == CircuitState.Closed)
            {
                return true;
            }
            isTry = state == CircuitState.Open && clock.GetElapsedTime(opened) >= pause;
            state = isTry ? CircuitState.HalfOpen : state;
            return isTry;
        }
    }

    private void Note(Outcome<SubgraphReply> outcome, bool isTry)
    {
        var hung = outcome.Exception is TimeoutRejectedException;
        if (hung || outcome.Result?.IsUnwell == true)
        {
            if (isTry || Interlocked.Add(ref inARow, hung ? TimeoutCounts : 1) >= failures)
            {
                Open(isTry);
            }
        }
        else if (outcome.Exception is not null)
        {
            // The client has gone, or its time was up: that says nothing, and the next call may try.
            if (isTry)
            {
                lock (gate)
                {
                    state = CircuitState.Open;
                }
            }
        }
        else if (isTry || Volatile.Read(ref inARow) != 0)
        {
            Volatile.Write(ref inARow, 0);
            if (isTry)
            {
                state = CircuitState.Closed;
                changed(CircuitState.Closed);
            }
        }
    }

    private void Open(bool wasTry)
    {
        lock (gate)
        {
            if (state != CircuitState.Closed && !wasTry)
            {
                return;   // a call that began before
            }
            opened = clock.GetTimestamp();
            state = CircuitState.Open;
            Volatile.Write(ref inARow, 0);
        }
        if (!wasTry)
        {
            changed(CircuitState.Open);
        }
    }
}

/// <summary>Polly asks every strategy for options; the breaker's are its parameters.</summary>
internal sealed class CircuitBreakerOptions : ResilienceStrategyOptions
{
    public CircuitBreakerOptions() => Name = "CircuitBreaker";
}
