using System.Runtime.CompilerServices;
using Monitor.Gateway.Execution;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Subscriptions;

/// <summary>One client's subscription, from its check to its end. Disposing it leaves nothing behind.</summary>
/// <param name="stream">What waits for the client.</param>
/// <param name="place">Counts it.</param>
/// <param name="queries">Where it is heard.</param>
/// <param name="open">Checks what is asked against the graph of now, and joins the query that answers it.</param>
internal sealed class LiveSession(
    LiveStream stream, IDisposable place, LiveQueries queries, Func<LiveStream, LiveQuery> open) : IDisposable
{
    private readonly Lock padlock = new();
    private LiveQuery? query;
    private CancellationTokenRegistration leaving;
    private bool isOver;

    /// <summary>Begins to listen.</summary>
    /// <returns>The first answer; null where there is none before an event.</returns>
    /// <exception cref="RefusedException">It may not be asked.</exception>
    public async Task<LiveAnswer?> OpenAsync(CancellationToken cancellationToken)
    {
        while (Join().IsClosed)
        {
            if (await stream.NextAsync(cancellationToken) is { } first)
            {
                return first.IsRefusal ? throw new RefusedException(first.Answer.Errors) : first;
            }
        }
        return null;
    }

    /// <summary>All answers, until the client leaves or may ask no more.</summary>
    public async IAsyncEnumerable<GraphQLAnswer> AnswersAsync(
        LiveAnswer? first, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using (this)
        {
            if (first is not null)
            {
                yield return first.Answer;
            }
            while (true)
            {
                if (await stream.NextAsync(cancellationToken) is { } next)
                {
                    yield return next.Answer;
                    if (next.IsDenied)
                    {
                        yield break;
                    }
                }
                else if (Reopen() is { } refusal)
                {
                    yield return refusal;
                    yield break;
                }
            }
        }
    }

    /// <summary>Ends it when its client has gone, whether or not anybody reads it then.</summary>
    public void DisposeWhen(CancellationToken gone) =>
        leaving = gone.UnsafeRegister(static session => ((LiveSession)session!).Dispose(), this);

    public void Dispose()
    {
        lock (padlock)
        {
            if (isOver)
            {
                return;
            }
            isOver = true;
        }
        if (query is not null)
        {
            queries.Leave(query, stream);
        }
        leaving.Unregister();
        place.Dispose();
        SubscriptionMetrics.Closed();
    }

    /// <summary>Null, or what the client is told where the new graph does not know what it asks.</summary>
    private GraphQLAnswer? Reopen()
    {
        try
        {
            Join();
            return null;
        }
        catch (RefusedException refused)
        {
            return GraphQLAnswer.Refused(refused.Errors);
        }
    }

    private LiveQuery Join()
    {
        lock (padlock)
        {
            // Whoever left while this waited for its turn leaves nothing behind.
            return isOver ? throw new OperationCanceledException("The client has gone.") : query = open(stream);
        }
    }
}
