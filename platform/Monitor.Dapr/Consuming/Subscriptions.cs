namespace Monitor.Dapr;

/// <summary>What this process hears: filled by <c>MapEvent</c> before the start, only read after it.</summary>
internal sealed class Subscriptions
{
    private readonly Dictionary<(string Topic, string Publisher), Subscription> known = [];

    public IReadOnlyCollection<Subscription> All => known.Values;

    /// <summary>True for the first of its topic: Dapr allows one subscription per topic, and one route.</summary>
    public bool Add(Subscription subscription)
    {
        var isFirst = known.Keys.All(each => each.Topic != subscription.Topic);
        return known.TryAdd((subscription.Topic, subscription.Publisher), subscription)
            ? isFirst
            : throw new InvalidOperationException(
                $"Topic {subscription.Topic} of {subscription.Publisher} has a handler.");
    }

    /// <summary>What handles this topic of this publisher; null where it is heard from others only.</summary>
    public Subscription? Find(string topic, string? publisher) =>
        publisher is null ? null : known.GetValueOrDefault((topic, publisher));
}
