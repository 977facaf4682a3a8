namespace Monitor.Dapr;

/// <summary>One delivery of an event; the same event may be delivered many times, late and in any order.</summary>
/// <param name="Source">App id of the publisher.</param>
/// <param name="Id">Outbox id at the publisher; with <paramref name="Source"/> it names the event for ever.</param>
/// <param name="Position">Place in the publisher's own order, from 1 without gaps, over all its topics.</param>
/// <param name="Time">When the publisher recorded the fact.</param>
/// <param name="Data">The fact itself: ids and revisions.</param>
public sealed record Received<TEvent>(string Source, string Id, long Position, DateTimeOffset Time, TEvent Data);
