namespace Monitor.Sidecar;

/// <summary>Kind Subscription (v2alpha1) as it stands in its file.</summary>
internal sealed class SubscriptionFile
{
    public ResourceName Metadata { get; set; } = new();

    public SubscriptionSpec Spec { get; set; } = new();

    public List<string>? Scopes { get; set; }
}

internal sealed class SubscriptionSpec
{
    public string Pubsubname { get; set; } = "";

    public string Topic { get; set; } = "";

    public RoutesSpec Routes { get; set; } = new();

    public string? DeadLetterTopic { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }
}

internal sealed class RoutesSpec
{
    public List<RuleSpec>? Rules { get; set; }

    public string? Default { get; set; }
}

internal sealed class RuleSpec
{
    public string Match { get; set; } = "";

    public string Path { get; set; } = "";
}
