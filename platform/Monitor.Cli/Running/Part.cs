namespace Monitor.Cli.Running;

/// <summary>One process of the running system and where it listens: the system's first port + its offset.</summary>
/// <param name="Name">Also its log's name, and for services and gateway the Dapr app id.</param>
/// <param name="Title">As the tables show it.</param>
/// <param name="PortOffset">Added to MONITOR_PORTS.</param>
public sealed record Part(string Name, string Title, int PortOffset)
{
    /// <summary>Sidecars listen ten above their app; daprd's own other ports lie above 30.</summary>
    public const int SidecarOffset = 10;
    public const int HighestOffset = 60;

    public static Part Gateway { get; } = new("gateway", "Gateway (GraphQL)", 0);

    public static Part Questionnaire { get; } = new("questionnaire", "Questionnaire", 1);

    public static Part Scoring { get; } = new("scoring", "Scoring", 2);

    public static Part Benchmark { get; } = new("benchmark", "Benchmark", 3);

    public static Part Community { get; } = new("community", "Community", 4);

    /// <summary>The development identity provider: without a sidecar, and in no cluster.</summary>
    public static Part Identity { get; } = new("identity", "Identity provider", 5);

    /// <summary>The stand-in serves all sidecars' ports; this is the gateway's.</summary>
    public static Part Sidecar { get; } = new("sidecar", "Sidecars (Dapr)", SidecarOffset);

    public static Part Postgres { get; } = new("postgres", "PostgreSQL", 20);

    public static Part Cache { get; } = new("cache", "Redis (cache)", 21);

    public static Part Broker { get; } = new("broker", "Redis (broker)", 22);

    /// <summary>Each with a database of its own.</summary>
    public static IReadOnlyList<Part> Services { get; } = [Questionnaire, Scoring, Benchmark, Community];

    /// <summary>Those with a sidecar, in the order of their ports.</summary>
    public static IReadOnlyList<Part> Apps { get; } = [Gateway, .. Services];

    public static IReadOnlyList<Part> Servers { get; } = [Postgres, Cache, Broker];

    /// <summary>In the order in which they stop: callers before callees.</summary>
    public static IReadOnlyList<Part> All { get; } = [Gateway, .. Services, Identity, Sidecar, Broker, Cache, Postgres];

    /// <summary>The executable's project, as in <c>artifacts/bin</c>.</summary>
    public string Project => Name switch
    {
        "sidecar" => "Monitor.Sidecar",
        _ => $"Monitor.{char.ToUpperInvariant(Name[0])}{Name[1..]}",
    };

    /// <exception cref="CliException">There is no such part.</exception>
    public static Part Find(string name) =>
        All.FirstOrDefault(part => string.Equals(part.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CliException(
            $"There is no part '{name}'. Parts: {string.Join(", ", All.Select(part => part.Name))}.");
}
