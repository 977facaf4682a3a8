using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>How many operations are executed at once, and how long each may take.</summary>
/// <remarks>Whoever finds the queue full is refused at once: a queue without end serves nobody.</remarks>
internal sealed class ExecutionLimits(GraphQLOptions options, TimeProvider clock) : IExecutionPlaces, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxConcurrentExecutions,
        QueueLimit = options.MaxWaitingExecutions,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Does the work once there is room, and gives it up when its time is over.</summary>
    /// <param name="work">Its token is cancelled when its time is over or the client has gone.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="RequestException">503 OVERLOADED: nothing was done. 504 EXECUTION_TIMEOUT.</exception>
    public async Task<GraphQLReply> RunAsync(
        Func<CancellationToken, Task<GraphQLReply>> work, CancellationToken cancellationToken)
    {
        var place = await EnterAsync(cancellationToken);
        var time = new CancellationTokenSource(options.ExecutionTimeout, clock);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        var stopped = stop.Token;
        var running = WorkAsync();
        try
        {
            // The answer does not wait for work that ignores its token; its place stays taken until it ends.
            return await running.WaitAsync(stopped);
        }
        catch (OperationCanceledException)
            when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RequestException(
                StatusCodes.Status504GatewayTimeout,
                "EXECUTION_TIMEOUT",
                "The operation took too long and was stopped: ask for less at once.");
        }

        async Task<GraphQLReply> WorkAsync()
        {
            var isStream = false;
            try
            {
                var reply = await work(stopped);
                isStream = reply is GraphQLReply.Many;
                return reply;
            }
            finally
            {
                place.Dispose();
                time.CancelAfter(Timeout.InfiniteTimeSpan);
                if (!isStream)   // a stream that has begun in time still ends when the client goes
                {
                    stop.Dispose();
                    time.Dispose();
                }
            }
        }
    }

    public IDisposable? TryEnter()
    {
        var place = places.AttemptAcquire();
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    /// <summary>A place for an event: it waits for as long as clients' requests take all, behind them.</summary>
    public async Task<IDisposable> EnterForEventAsync(CancellationToken cancellationToken)
    {
        IDisposable? place;
        while ((place = TryEnter()) is null)
        {
            await Task.Delay(Look, cancellationToken);
        }

        return place;
    }

    public void Dispose() => places.Dispose();

    private async Task<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        var place = places.AttemptAcquire();
        if (place.IsAcquired)
        {
            return place;
        }

        using var patience = new CancellationTokenSource(options.MaxWait, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            place = await places.AcquireAsync(1, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Overloaded();
        }

        return place.IsAcquired ? place : throw Overloaded();
    }

    private static RequestException Overloaded() => new(
        StatusCodes.Status503ServiceUnavailable,
        "OVERLOADED",
        "Too many operations are under way: try again later.")
    {
        RetryAfter = RetryAfter,
    };
}
