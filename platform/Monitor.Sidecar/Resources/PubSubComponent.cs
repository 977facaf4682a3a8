using System.Globalization;

namespace Monitor.Sidecar;

/// <summary>
/// A component of type pubsub.redis, its metadata resolved. Defaults are those of the source, not the docs.
/// </summary>
internal sealed record PubSubComponent
{
    public required string Name { get; init; }

    public required string RedisHost { get; init; }

    public string RedisPassword { get; init; } = "";

    /// <summary>Null: each app's own id.</summary>
    public string? ConsumerId { get; init; }

    public TimeSpan ProcessingTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan RedeliverInterval { get; init; } = TimeSpan.FromSeconds(15);

    public int QueueDepth { get; init; } = 100;

    public int Concurrency { get; init; } = 10;

    /// <summary>0: streams are not cut.</summary>
    public long MaxLenApprox { get; init; }

    /// <summary>Zero: entries do not expire.</summary>
    public TimeSpan StreamTtl { get; init; }

    public required TopicScopes Scopes { get; init; }

    /// <summary>App ids that see the component; empty: all.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];

    public bool IsVisibleTo(string appId) => Apps.Count == 0 || Apps.Contains(appId);

    /// <exception cref="SidecarException">A value is missing or wrong, or what it refers to is not there.</exception>
    public static PubSubComponent From(ComponentFile file, IConfiguration settings)
    {
        var values = file.Spec.Metadata.ToDictionary(
            item => item.Name, item => item.Resolve(settings), StringComparer.OrdinalIgnoreCase);
        var name = file.Metadata.Name;
        var host = values.GetValueOrDefault("redisHost");
        if (string.IsNullOrEmpty(host))
        {
            throw new SidecarException(
                $"Component {name} has no redisHost: set the variable that its envRef names (MONITOR_BROKER_HOST).");
        }

        var component = new PubSubComponent
        {
            Name = name,
            RedisHost = host,
            RedisPassword = values.GetValueOrDefault("redisPassword") ?? "",
            ConsumerId = values.GetValueOrDefault("consumerID"),
            Scopes = TopicScopes.From(values),
            Apps = file.Scopes ?? [],
        };
        return component with
        {
            ProcessingTimeout = Duration(values, "processingTimeout", component.ProcessingTimeout),
            RedeliverInterval = Duration(values, "redeliverInterval", component.RedeliverInterval),
            StreamTtl = Duration(values, "streamTTL", component.StreamTtl),
            QueueDepth = (int)Number(values, "queueDepth", component.QueueDepth),
            Concurrency = (int)Number(values, "concurrency", component.Concurrency),
            MaxLenApprox = Number(values, "maxLenApprox", component.MaxLenApprox),
        };
    }

    private static TimeSpan Duration(Dictionary<string, string?> values, string name, TimeSpan absent) =>
        values.GetValueOrDefault(name) is { Length: > 0 } text ? GoDuration.Parse(text) : absent;

    private static long Number(Dictionary<string, string?> values, string name, long absent)
    {
        if (values.GetValueOrDefault(name) is not { Length: > 0 } text)
        {
            return absent;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SidecarException($"{name} is '{text}', and must be a whole number.");
    }
}

/// <summary>Kind Component as it stands in its file.</summary>
internal sealed class ComponentFile
{
    public ResourceName Metadata { get; set; } = new();

    public ComponentSpec Spec { get; set; } = new();

    public List<string>? Scopes { get; set; }
}

internal sealed class ComponentSpec
{
    public string Type { get; set; } = "";

    public List<ComponentValue> Metadata { get; set; } = [];
}

/// <summary>A name with a value, or with a reference to one in the environment.</summary>
internal sealed class ComponentValue
{
    public string Name { get; set; } = "";

    public string? Value { get; set; }

    public string? EnvRef { get; set; }

    public SecretReference? SecretKeyRef { get; set; }

    /// <summary>Secrets are read from the environment too, as by secretstores.local.env.</summary>
    public string? Resolve(IConfiguration settings)
    {
        var reference = EnvRef ?? SecretKeyRef?.Name;
        if (reference is null)
        {
            return Value;
        }
        return reference == "APP_API_TOKEN" || reference.StartsWith("DAPR_", StringComparison.Ordinal)
            ? throw new SidecarException($"{Name} refers to {reference}, which Dapr gives to no component.")
            : settings[reference];
    }
}

internal sealed class SecretReference
{
    public string Name { get; set; } = "";

    public string Key { get; set; } = "";
}
