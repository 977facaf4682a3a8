using System.Text.Json;

namespace Monitor.Gateway.Events;

/// <summary>A topic that the gateway hears.</summary>
/// <param name="Topic">Such as <c>release.published</c>.</param>
/// <param name="Publisher">The app that publishes it.</param>
public sealed record HeardTopic(string Topic, string Publisher);

/// <summary>An event as one replica got it; it may come again, late, and after a later one.</summary>
/// <param name="Topic">Such as <c>release.published</c>.</param>
/// <param name="Source">App id of the publisher.</param>
/// <param name="Id">With <paramref name="Source"/> it names the event for ever.</param>
/// <param name="Time">When the publisher recorded the fact.</param>
/// <param name="Data">Ids and revisions.</param>
public sealed record HeardEvent(string Topic, string Source, string Id, DateTimeOffset Time, JsonElement Data)
{
    /// <summary>As <see cref="IReplicaEvents"/> passes it on, under its topic.</summary>
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">It was not written by <see cref="Write"/>.</exception>
    public static HeardEvent Read(string json) =>
        JsonSerializer.Deserialize<HeardEvent>(json, JsonSerializerOptions.Web) ?? throw new JsonException();
}
