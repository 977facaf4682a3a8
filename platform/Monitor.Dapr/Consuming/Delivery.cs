namespace Monitor.Dapr;

/// <summary>What a handler decides about one delivery of an event.</summary>
public enum Delivery
{
    /// <summary>Handled, now or before: the broker may forget it.</summary>
    Done,

    /// <summary>Cannot be handled yet (something it needs is not there): the sidecar delivers it again.</summary>
    Retry,

    /// <summary>Can never be handled: goes to the dead letters, and is not asked for again.</summary>
    Drop,
}
