namespace Monitor.Sidecar;

/// <summary>The pub/sub components by name, as far as an app may see them.</summary>
internal sealed class Brokers(SidecarResources resources, TimeProvider time, ILogger<RedisStreams> log)
    : IAsyncDisposable
{
    private readonly Dictionary<string, RedisStreams> byName = resources.PubSubs
        .ToDictionary(component => component.Name, component => new RedisStreams(component, time, log));

    public RedisStreams? Find(string name, string appId) =>
        byName.GetValueOrDefault(name) is { } broker && broker.Component.IsVisibleTo(appId) ? broker : null;

    public IEnumerable<RedisStreams> VisibleTo(string appId) =>
        byName.Values.Where(broker => broker.Component.IsVisibleTo(appId));

    public async ValueTask DisposeAsync()
    {
        foreach (var broker in byName.Values)
        {
            await broker.DisposeAsync();
        }
    }
}
