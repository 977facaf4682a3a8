using Monitor.Community.Domain;

namespace Monitor.Community.Graph;

/// <summary>A page of what a member is told of; how many they did not read is looked up when asked for.</summary>
public sealed record NotificationConnection(IReadOnlyList<Edge<Notification>> Edges, PageInfo PageInfo)
{
    public IReadOnlyList<Notification> Nodes => [.. Edges.Select(e => e.Node)];
}

/// <summary>What is left out stays as it is.</summary>
public sealed record NotificationSettingsInput(
    DigestRhythm? Digest = null, bool? News = null, bool? NewTips = null);
