using System.Text.Json;

namespace Monitor.Dapr;

/// <summary>The publisher's answer to <c>GET /events</c>; see EventsRoute.</summary>
internal sealed record EventPage(IReadOnlyList<MissedEvent> Events, long Through, long Oldest);

/// <summary>One event of a page: its topic, and the CloudEvent as it was published.</summary>
internal sealed record MissedEvent(string Topic, JsonElement Event);
