using Microsoft.Extensions.Options;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Membership;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Limits;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Carries out live queries: so many at a time, each as often as it may.</summary>
internal sealed class LiveQueryRunner(
    Operations operations,
    Callers callers,
    IExecutionPlaces executions,
    IServiceProvider services,
    IOptions<SubscriptionOptions> options,
    TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim places = new(options.Value.Concurrent);

    public TimeSpan Interval => options.Value.Interval;

    public int MostWaiting => options.Value.MaxWaiting;

    public long Now => clock.GetTimestamp();

    public TimeSpan Elapsed(long since) => clock.GetElapsedTime(since);

    /// <summary>Waits until the interval since then is over.</summary>
    public Task PauseAsync(long since, CancellationToken cancellationToken)
    {
        var left = Interval - Elapsed(since);
        return left > TimeSpan.Zero ? Task.Delay(left, clock, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Waits for a place; <see cref="RunAsync"/> gives it back.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => places.WaitAsync(cancellationToken);

    /// <summary>
    /// Room among all that is executed, behind clients' requests. None is needed once a request waits for the answer:
    /// that one has room already.
    /// </summary>
    public async Task<IDisposable?> RoomAsync(Func<bool> isAwaited, CancellationToken cancellationToken)
    {
        while (!isAwaited())
        {
            if (executions.TryEnter() is { } room)
            {
                return room;
            }
            await Task.Delay(look, clock, cancellationToken);
        }
        return null;
    }

    /// <summary>Gives a place back that was not used.</summary>
    public void Leave() => places.Release();

    /// <summary>What ends a stream whose caller is no longer what they were when it began.</summary>
    public static RequestException MembershipChanged() => new(
        StatusCodes.Status409Conflict,
        "MEMBERSHIP_CHANGED",
        "What you may do has changed since you subscribed: subscribe again.");

    /// <exception cref="RequestException">
    /// 409 MEMBERSHIP_CHANGED; 503 UNAVAILABLE: what the caller may cannot be told.
    /// </exception>
    public async Task<LiveAnswer> RunAsync(
        LiveQuery query,
        string about,
        IReadOnlyDictionary<string, object?> values,
        CancellationToken cancellationToken)
    {
        try
        {
            SubscriptionMetrics.Ran(query.Declared.Name);
            var operation = query.Operation with
            {
                Request = query.Operation.Request with
                {
                    Variables = query.Key.Query.Variables(query.Operation.Request.Variables, values),
                },
            };
            var caller = await callers.AgainAsync(query.Headers.Caller, cancellationToken)
                ?? throw MembershipChanged();
            var headers = query.Headers.As(caller);
            var run = await operations.RunAsync(operation, headers, services, cancellationToken);
            return LiveAnswer.Of(about, run);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
