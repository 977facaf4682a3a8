namespace Monitor.Dapr;

/// <summary>
/// Handles one kind of event, one by one as they are delivered, and many at once while catching up: a consumer that was
/// away, or is new, has as many to take in as its publisher keeps.
/// </summary>
/// <remarks>
/// Write all effects inside one <see cref="Inbox.BeginManyAsync"/>. An exception that escapes has each event of the
/// page handled by itself, so that one that fails does not hold up the others.
/// </remarks>
public interface IHandleMany<TEvent> : IHandle<TEvent>
{
    /// <summary>Handles a page of events, each another one.</summary>
    /// <returns>How each ended, in their order.</returns>
    Task<IReadOnlyList<Delivery>> HandleManyAsync(
        IReadOnlyList<Received<TEvent>> received, CancellationToken cancellationToken);
}
