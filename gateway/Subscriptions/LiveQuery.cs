using System.Text.Json;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Subgraphs;

namespace Monitor.Gateway.Subscriptions;

/// <summary>What makes two subscriptions the same: one answer serves both.</summary>
/// <param name="Query">The document, and which of its operations.</param>
/// <param name="Variables">The client's variables and the field's arguments, as JSON.</param>
/// <param name="Outcome">What the caller may have of it; empty for all.</param>
/// <param name="Audience">
/// Who asks, and what of the client's headers goes along to subgraphs; empty where all is public.
/// </param>
internal sealed record LiveQueryKey(EventQuery Query, string Variables, string Outcome, string Audience);

/// <summary>
/// One query that is asked anew when an event concerns it, once for all who listen. At most one run at a time, and not
/// more than one in an interval; events of meanwhile are answered by the next. Safe for many threads.
/// </summary>
/// <param name="key">What is asked.</param>
/// <param name="field">Which events concern it.</param>
/// <param name="arguments">Of the subscription's field.</param>
/// <param name="operation">Made of the client's; its variables are set for each run.</param>
/// <param name="headers">What goes along to subgraphs.</param>
/// <param name="runner">Carries it out.</param>
internal sealed class LiveQuery(
    LiveQueryKey key,
    EventField field,
    IReadOnlyDictionary<string, object?> arguments,
    CheckedOperation operation,
    RequestHeaders headers,
    LiveQueryRunner runner) : IDisposable
{
    private readonly Lock padlock = new();
    private readonly List<LiveStream> streams = [];
    private readonly OrderedDictionary<string, IReadOnlyDictionary<string, object?>> due = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ending = new();
    private LiveAnswer? latest;
    private long latestBegan;
    private bool isWorking;
    private bool isAsking;
    private bool isAwaited;   // by a request that opens a stream, and holds room to execute in

    public LiveQueryKey Key => key;

    public EventField Declared { get; } = field;

    public CheckedOperation Operation => operation;

    public RequestHeaders Headers => headers;

    /// <summary>Whether it has an answer without any event.</summary>
    public bool IsClosed { get; } = field.IsClosed(arguments);

    /// <summary>Adds a client, who gets an answer now unless what is asked is left open to events.</summary>
    public void Join(LiveStream stream)
    {
        lock (padlock)
        {
            streams.Add(stream);
            if (!IsClosed || isAsking)
            {
                isAwaited |= isAsking;
                return;   // an answer that is under way began after this query was registered for events
            }
            if (latest is not null && due.Count == 0 && runner.Elapsed(latestBegan) < runner.Interval)
            {
                stream.Offer(latest);
            }
            else
            {
                isAwaited = true;
                Want(arguments);
            }
        }
    }

    /// <returns>Whether nobody is left.</returns>
    public bool Leave(LiveStream stream)
    {
        lock (padlock)
        {
            streams.Remove(stream);
            return streams.Count == 0;
        }
    }

    /// <summary>Has all who listen open their streams anew.</summary>
    public void Reopen()
    {
        lock (padlock)
        {
            streams.ForEach(stream => stream.Reopen());
        }
    }

    /// <summary>Ends it for all who listen: what they may is no longer what it was.</summary>
    public void End(Exception why)
    {
        lock (padlock)
        {
            streams.ForEach(stream => stream.Fail(why));
        }
    }

    /// <summary>Stops what runs. Nobody joins any more.</summary>
    public void Dispose()
    {
        lock (padlock)
        {
            due.Clear();
            streams.Clear();
        }
        ending.Cancel();
        ending.Dispose();
    }

    /// <summary>Asks anew where an event concerns it.</summary>
    public void Hear(JsonElement data)
    {
        if (Declared.Match(data, arguments) is { } bound)
        {
            lock (padlock)
            {
                Want(bound);
            }
        }
    }

    /// <summary>Asks anew as an event may have been missed; what is left open to events cannot be asked.</summary>
    public void LookAgain()
    {
        if (IsClosed)
        {
            lock (padlock)
            {
                Want(arguments);
            }
        }
    }

    private void Want(IReadOnlyDictionary<string, object?> values)
    {
        if (streams.Count == 0)
        {
            return;
        }
        due[JsonSerializer.Serialize(values)] = values;
        if (due.Count > runner.MostWaiting)
        {
            due.RemoveAt(0);
            SubscriptionMetrics.Dropped();
        }
        if (!isWorking)
        {
            isWorking = true;
            var token = ending.Token;
            // Not as a part of the request that happens to be here: neither its trace nor its data.
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = WorkAsync(token), null);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await NextAsync(cancellationToken) is { } next)
            {
                var answer = await RunAsync(next.About, next.Values, cancellationToken);
                lock (padlock)
                {
                    isAsking = false;
                    isAwaited = due.Count > 0 && isAwaited;
                    latest = answer;
                    streams.ForEach(stream => stream.Offer(answer));
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception failure)
        {
            lock (padlock)
            {
                isAsking = isWorking = isAwaited = false;
                streams.ForEach(stream => stream.Fail(failure));
            }
        }
    }

    private async Task<LiveAnswer> RunAsync(
        string about, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        IDisposable? room;
        try
        {
            room = await runner.RoomAsync(() => Volatile.Read(ref isAwaited), cancellationToken);
        }
        catch
        {
            runner.Leave();
            throw;
        }
        using (room)
        {
            return await runner.RunAsync(this, about, values, cancellationToken);
        }
    }

    /// <summary>What is due, when its time has come; null where nothing is.</summary>
    private async Task<(string About, IReadOnlyDictionary<string, object?> Values)?> NextAsync(
        CancellationToken cancellationToken)
    {
        lock (padlock)
        {
            if (due.Count == 0)
            {
                isWorking = false;
                return null;
            }
        }
        if (latest is not null)
        {
            await runner.PauseAsync(latestBegan, cancellationToken);
        }
        await runner.EnterAsync(cancellationToken);
        lock (padlock)
        {
            if (due.Count == 0)
            {
                runner.Leave();
                isWorking = false;
                return null;
            }
            var (about, values) = due.GetAt(0);
            due.RemoveAt(0);
            isAsking = true;
            latestBegan = runner.Now;
            return (about, values);
        }
    }
}
