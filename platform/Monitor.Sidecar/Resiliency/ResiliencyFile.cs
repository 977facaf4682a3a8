namespace Monitor.Sidecar;

/// <summary>Kind Resiliency as it stands in its file.</summary>
internal sealed class ResiliencyFile
{
    public ResourceName Metadata { get; set; } = new();

    public ResiliencySpec Spec { get; set; } = new();

    public List<string>? Scopes { get; set; }
}

internal sealed class ResiliencySpec
{
    public PoliciesSpec Policies { get; set; } = new();

    public TargetsSpec Targets { get; set; } = new();
}

internal sealed class PoliciesSpec
{
    public Dictionary<string, string>? Timeouts { get; set; }

    public Dictionary<string, RetrySpec>? Retries { get; set; }

    public Dictionary<string, CircuitBreakerSpec>? CircuitBreakers { get; set; }
}

internal sealed class RetrySpec
{
    public string Policy { get; set; } = "constant";

    public string? Duration { get; set; }

    public string? MaxInterval { get; set; }

    public int MaxRetries { get; set; } = -1;

    public MatchingSpec? Matching { get; set; }
}

internal sealed class MatchingSpec
{
    public string? HttpStatusCodes { get; set; }
}

internal sealed class CircuitBreakerSpec
{
    public int MaxRequests { get; set; } = 1;

    public string? Interval { get; set; }

    public string? Timeout { get; set; }

    public string? Trip { get; set; }
}

internal sealed class TargetsSpec
{
    public Dictionary<string, PolicyNames>? Apps { get; set; }

    public Dictionary<string, ComponentTarget>? Components { get; set; }
}

internal sealed class ComponentTarget
{
    public PolicyNames? Outbound { get; set; }

    public PolicyNames? Inbound { get; set; }
}

internal sealed class PolicyNames
{
    public string? Timeout { get; set; }

    public string? Retry { get; set; }

    public string? CircuitBreaker { get; set; }
}
