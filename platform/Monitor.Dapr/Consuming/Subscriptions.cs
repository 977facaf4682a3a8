namespace Monitor.Dapr;

/// <summary>What this process hears: filled by <c>MapEvent</c> before the start, only read after it.</summary>
internal sealed class Subscriptions
{
    private readonly Dictionary<string, Subscription> byTopic = [];

    public IReadOnlyCollection<Subscription> All => byTopic.Values;

    public void Add(Subscription subscription)
    {
        if (!byTopic.TryAdd(subscription.Topic, subscription))
        {
            throw new InvalidOperationException(
                $"Topic {subscription.Topic} has a handler: Dapr allows one subscription per topic.");
        }
    }
}
