namespace Monitor.Sidecar;

/// <summary>Which app may publish and hear which topics: allowedTopics, protectedTopics and the two scopes.</summary>
internal sealed record TopicScopes(
    IReadOnlySet<string> Allowed,
    IReadOnlySet<string> Protected,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Publishing,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Subscription)
{
    public static TopicScopes From(IReadOnlyDictionary<string, string?> values) => new(
        ReadTopics(values.GetValueOrDefault("allowedTopics")),
        ReadTopics(values.GetValueOrDefault("protectedTopics")),
        ReadApps(values.GetValueOrDefault("publishingScopes")),
        ReadApps(values.GetValueOrDefault("subscriptionScopes")));

    public bool MayPublish(string appId, string topic) => IsAllowed(Publishing, appId, topic);

    public bool MaySubscribe(string appId, string topic) => IsAllowed(Subscription, appId, topic);

    /// <summary>An app without a scope of its own may use every topic that is not protected.</summary>
    private bool IsAllowed(
        IReadOnlyDictionary<string, IReadOnlySet<string>> scopes, string appId, string topic)
    {
        if (Allowed.Count > 0 && !Allowed.Contains(topic))
        {
            return false;
        }
        return scopes.TryGetValue(appId, out var own) ? own.Contains(topic) : !Protected.Contains(topic);
    }

    // "app1=t1,t2;app2=": spaces count for nothing, an app with no topics has none.
    private static Dictionary<string, IReadOnlySet<string>> ReadApps(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(
                part => part[0], part => (IReadOnlySet<string>)ReadTopics(part.ElementAtOrDefault(1)));

    private static HashSet<string> ReadTopics(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
}
