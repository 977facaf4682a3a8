namespace Monitor.Dapr;

/// <summary>Handles one kind of event. Made anew for each delivery, in the delivery's own scope.</summary>
/// <remarks>
/// Deliveries repeat and overtake each other: write the effect inside <see cref="Inbox.BeginAsync"/>, and guard it
/// by revision. An exception that escapes is a <see cref="Delivery.Retry"/> and is logged.
/// </remarks>
public interface IHandle<TEvent>
{
    Task<Delivery> HandleAsync(Received<TEvent> received, CancellationToken cancellationToken);
}
