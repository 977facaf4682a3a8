namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>The operations on one socket, by the ids that the client gave them. Safe for many threads.</summary>
/// <param name="limit">How many may run at a time.</param>
/// <param name="clock">Tells how long none has run.</param>
internal sealed class SocketOperations(int limit, TimeProvider clock)
{
    private readonly Lock padlock = new();
    private readonly Dictionary<string, SocketOperation> heard = new(StringComparer.Ordinal);
    private readonly HashSet<SocketOperation> running = [];
    private TaskCompletionSource ended = Completed();
    private long endedAt = clock.GetTimestamp();

    /// <summary>How long no operation has run; zero while one runs.</summary>
    public TimeSpan IdleFor
    {
        get
        {
            lock (padlock)
            {
                return running.Count > 0 ? TimeSpan.Zero : clock.GetElapsedTime(endedAt);
            }
        }
    }

    /// <summary>Adds an operation that begins; false where as many run as may.</summary>
    /// <exception cref="SocketClosedException">One of the same id runs.</exception>
    public bool TryAdd(SocketOperation operation)
    {
        lock (padlock)
        {
            if (heard.ContainsKey(operation.Id))
            {
                throw new SocketClosedException(SocketClose.AlreadyExists(operation.Id));
            }

            if (running.Count >= limit)
            {
                return false;
            }

            if (running.Count == 0)
            {
                ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            heard.Add(operation.Id, operation);
            return running.Add(operation);
        }
    }

    /// <summary>Whether the client still listens to it: neither side has completed it.</summary>
    public bool IsHeard(SocketOperation operation)
    {
        lock (padlock)
        {
            return heard.GetValueOrDefault(operation.Id) == operation;
        }
    }

    /// <summary>Frees the id, so that the client may use it again; false where it was free already.</summary>
    public bool Release(SocketOperation operation)
    {
        lock (padlock)
        {
            return heard.GetValueOrDefault(operation.Id) == operation && heard.Remove(operation.Id);
        }
    }

    /// <summary>The operation of an id, which is free now; null where there is none (any more).</summary>
    public SocketOperation? Take(string id)
    {
        lock (padlock)
        {
            return heard.Remove(id, out var operation) ? operation : null;
        }
    }

    /// <summary>Notes that nothing of an operation runs any more.</summary>
    public void Remove(SocketOperation operation)
    {
        lock (padlock)
        {
            Release(operation);
            if (running.Remove(operation) && running.Count == 0)
            {
                endedAt = clock.GetTimestamp();
                ended.SetResult();
            }
        }
    }

    /// <summary>Is done when no operation runs.</summary>
    public Task WhenEmptyAsync()
    {
        lock (padlock)
        {
            return ended.Task;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
