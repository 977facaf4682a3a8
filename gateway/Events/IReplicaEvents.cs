namespace Monitor.Gateway.Events;

/// <summary>
/// Passes what reached any replica of the gateway to all of them. At least once, and not for ever: a replica that is
/// cut off from Redis hears nothing until it is back, and is then told that it may have missed something.
/// </summary>
public interface IReplicaEvents
{
    /// <summary>
    /// Calls this replica's handlers, then tells the other replicas. Without a Redis there are no others.
    /// </summary>
    /// <param name="topic">Such as <c>release.published</c>; no line breaks.</param>
    /// <param name="json">What happened.</param>
    /// <param name="cancellationToken">Ends the wait for Redis.</param>
    /// <returns>
    /// False where Redis did not take it: this replica has heard it, the others have not. Publishing it again calls
    /// this replica's handlers again.
    /// </returns>
    Task<bool> PublishAsync(string topic, string json, CancellationToken cancellationToken);

    /// <summary>Hears a topic, from this replica and from all others, until the result is disposed.</summary>
    /// <param name="topic">As it is published.</param>
    /// <param name="handler">
    /// Gets the JSON. All handlers are called one after another in the order of arrival: one that takes long hands its
    /// work on. An exception is logged and harms no other handler.
    /// </param>
    IDisposable Subscribe(string topic, Action<string> handler);

    /// <summary>
    /// Is told whenever this replica hears the others (again): what they said before may have been missed. The first
    /// time is soon after the start.
    /// </summary>
    IDisposable OnConnected(Action handler);
}
