namespace Monitor.Gateway.Subscriptions;

/// <summary>
/// What waits for one client. Of one thing only the last answer waits, and none that the client has already: a slow
/// client misses states in between, never the last one. Safe for many threads; one reads.
/// </summary>
/// <param name="mostWaiting">Answers about different things that may wait; beyond it the oldest goes.</param>
internal sealed class LiveStream(int mostWaiting)
{
    private readonly Lock padlock = new();
    private readonly OrderedDictionary<string, LiveAnswer> waiting = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, LiveAnswer> sent = new(StringComparer.Ordinal);
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;
    private bool mustReopen;

    public void Offer(LiveAnswer answer)
    {
        lock (padlock)
        {
            waiting.Remove(answer.About);
            if (sent.TryGetValue(answer.About, out var known) && known.IsSameAs(answer))
            {
                return;
            }
            waiting.Add(answer.About, answer);
            if (waiting.Count > mostWaiting)
            {
                waiting.RemoveAt(0);
                SubscriptionMetrics.Dropped();
            }
            Wake();
        }
    }

    /// <summary>Ends the stream: nothing more can be answered.</summary>
    public void Fail(Exception cause)
    {
        lock (padlock)
        {
            failure = cause;
            Wake();
        }
    }

    /// <summary>The graph has changed: what is asked must be checked and planned anew.</summary>
    public void Reopen()
    {
        lock (padlock)
        {
            mustReopen = true;
            Wake();
        }
    }

    /// <summary>The next answer; null where the stream must be opened anew, and then goes on.</summary>
    public async ValueTask<LiveAnswer?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waited;
            lock (padlock)
            {
                if (mustReopen)
                {
                    mustReopen = false;
                    return null;
                }
                if (waiting.Count > 0)
                {
                    return Take();
                }
                if (failure is not null)
                {
                    throw failure;
                }
                if (news.Task.IsCompleted)
                {
                    news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
                waited = news.Task;
            }
            await waited.WaitAsync(cancellationToken);
        }
    }

    private LiveAnswer Take()
    {
        var (about, answer) = waiting.GetAt(0);
        waiting.RemoveAt(0);
        sent.Remove(about);
        sent.Add(about, answer);
        if (sent.Count > mostWaiting)
        {
            sent.RemoveAt(0);
        }
        return answer;
    }

    private void Wake() => news.TrySetResult();
}
