using System.Collections.Concurrent;

namespace Monitor.Dapr;

/// <summary>
/// What a process without a database has handled. It starts with nothing, so that after each start catching up goes
/// through all events that publishers keep: its handlers must find that cheap and harmless. Two deliveries of an event
/// at once may both be handled.
/// </summary>
internal sealed class HandledInMemory : IHandledEvents
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, long> positions = [];
    private readonly Dictionary<(string Source, string Id), Delivery> handled = [];
    private readonly Queue<(string Source, string Id)> oldestFirst = [];
    private readonly Lock guard = new();

    public Task RecordAsync(
        string source, string id, long position, Delivery decided, CancellationToken cancellationToken)
    {
        lock (guard)
        {
            if (handled.TryAdd((source, id), decided))
            {
                oldestFirst.Enqueue((source, id));
                if (oldestFirst.Count > MostRemembered)
                {
                    handled.Remove(oldestFirst.Dequeue());
                }
            }
        }
        return Task.CompletedTask;
    }

    public async Task RecordManyAsync(
        IReadOnlyList<(EventEnvelope Envelope, Delivery Decided)> events, CancellationToken cancellationToken)
    {
        foreach (var (envelope, decided) in events)
        {
            await RecordAsync(envelope.Source!, envelope.Id!, envelope.Position, decided, cancellationToken);
        }
    }

    public Task<IReadOnlyDictionary<string, Delivery>> FindAsync(
        string source, string[] ids, CancellationToken cancellationToken)
    {
        lock (guard)
        {
            return Task.FromResult<IReadOnlyDictionary<string, Delivery>>(ids
                .Where(id => handled.ContainsKey((source, id)))
                .ToDictionary(id => id, id => handled[(source, id)]));
        }
    }

    public Task<long> PositionAsync(string publisher, CancellationToken cancellationToken) =>
        Task.FromResult(positions.GetValueOrDefault(publisher));

    public Task SavePositionAsync(string publisher, long position, CancellationToken cancellationToken)
    {
        positions[publisher] = position;
        return Task.CompletedTask;
    }

    public Task ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken) => Task.CompletedTask;
}
