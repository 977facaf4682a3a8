using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>One topic that an app hears, its rules understood.</summary>
internal sealed record AppSubscription(
    string PubSub,
    string Topic,
    IReadOnlyList<(string Match, CelRule Rule, string Path)> Rules,
    string? Default,
    string? DeadLetterTopic,
    bool IsRaw,
    bool IsBulk,
    bool IsDeclarative)
{
    /// <summary>The first rule that matches, else the default; null: nobody here wants the event.</summary>
    public string? RouteOf(JsonElement cloudEvent)
    {
        foreach (var (_, rule, path) in Rules)
        {
            if (rule.Matches(cloudEvent))
            {
                return path;
            }
        }
        return Default;
    }

    /// <exception cref="SidecarException">A rule is not understood.</exception>
    public static AppSubscription From(SubscriptionFile file) => new(
        file.Spec.Pubsubname,
        file.Spec.Topic,
        [.. (file.Spec.Routes.Rules ?? []).Select(rule => (rule.Match, CelRule.Parse(rule.Match), rule.Path))],
        file.Spec.Routes.Default is { Length: > 0 } path ? path : null,
        file.Spec.DeadLetterTopic,
        IsRaw: file.Spec.Metadata?.GetValueOrDefault("rawPayload") == "true",
        IsBulk: false,
        IsDeclarative: true);

    /// <summary>Reads an item of <c>GET /dapr/subscribe</c>; null when it has no route at all.</summary>
    /// <exception cref="SidecarException">A rule is not understood.</exception>
    public static AppSubscription? From(SubscribeItem item)
    {
        var rules = (item.Routes?.Rules ?? [])
            .Select(rule => (rule.Match ?? "", CelRule.Parse(rule.Match ?? ""), rule.Path ?? ""))
            .ToList();
        var path = item.Routes?.Default is { Length: > 0 } named ? named : item.Route;
        if (rules.Count == 0 && string.IsNullOrEmpty(path))
        {
            return null;
        }
        return new AppSubscription(
            item.PubSubName ?? "", item.Topic ?? "", rules, string.IsNullOrEmpty(path) ? null : path,
            string.IsNullOrEmpty(item.DeadLetterTopic) ? null : item.DeadLetterTopic,
            IsRaw: item.Metadata?.GetValueOrDefault("rawPayload") == "true",
            IsBulk: item.BulkSubscribe?.Enabled == true,
            IsDeclarative: false);
    }
}

/// <summary>An item of <c>GET /dapr/subscribe</c>, keys in any case.</summary>
internal sealed record SubscribeItem(
    string? PubSubName, string? Topic, string? Route, SubscribeRoutes? Routes, string? DeadLetterTopic,
    Dictionary<string, string>? Metadata, SubscribeBulk? BulkSubscribe);

internal sealed record SubscribeRoutes(List<SubscribeRule>? Rules, string? Default);

internal sealed record SubscribeRule(string? Match, string? Path);

internal sealed record SubscribeBulk(bool Enabled);
