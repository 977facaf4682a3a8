using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Sidecar;

/// <summary>One app and the sidecar beside it: who it is, its tokens, who may call it, how it is.</summary>
internal sealed class SidecarApp
{
    private readonly byte[]? apiTokenDigest;

    public SidecarApp(AppAddress address, AccessControl access, IConfiguration settings, bool hasHealthCheck)
    {
        Address = address;
        Access = access;
        Origin = $"http://127.0.0.1:{address.AppPort}";
        AppToken = TokenOf("APP_API_TOKEN", address.Id, settings);
        apiTokenDigest = TokenOf("DAPR_API_TOKEN", address.Id, settings) is { } token ? Digest(token) : null;
        HasHealthCheck = hasHealthCheck;
    }

    public string Id => Address.Id;

    public AppAddress Address { get; }

    /// <summary>Scheme, host and port of the app.</summary>
    public string Origin { get; }

    public AccessControl Access { get; }

    /// <summary>Sent to the app with each call, as <c>dapr-api-token</c>; null: none.</summary>
    public string? AppToken { get; }

    public bool HasApiToken => apiTokenDigest is not null;

    public bool HasHealthCheck { get; }

    /// <summary>True once the app's port has answered and its subscriptions are read.</summary>
    public bool IsStarted { get; set; }

    /// <summary>What the app's health route last said; without one, the same as started.</summary>
    public bool IsHealthy { get; set; }

    /// <summary>What the app hears; empty until it has been asked.</summary>
    public IReadOnlyList<AppSubscription> Subscriptions { get; set; } = [];

    /// <summary>Set by <c>PUT /v1.0/metadata/KEY</c>.</summary>
    public ConcurrentDictionary<string, string> Extended { get; } = [];

    /// <summary>Compares in constant time; true where the sidecar has no token.</summary>
    public bool IsApiToken(string? token) =>
        apiTokenDigest is null
        || (token is not null && CryptographicOperations.FixedTimeEquals(Digest(token), apiTokenDigest));

    // NAME__app for one app's own, NAME for all: one process stands in for several sidecars.
    private static string? TokenOf(string name, string appId, IConfiguration settings) =>
        (settings[$"{name}:{appId}"] ?? settings[name]) is { Length: > 0 } token ? token : null;

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>All apps that this process stands in for: by id for calls, by port for the caller.</summary>
internal sealed class SidecarApps(IReadOnlyList<SidecarApp> all)
{
    private readonly Dictionary<string, SidecarApp> byId = all.ToDictionary(app => app.Id);
    private readonly Dictionary<int, SidecarApp> byPort = all.ToDictionary(app => app.Address.SidecarPort);

    public IReadOnlyList<SidecarApp> All => all;

    public SidecarApp OfPort(int port) => byPort[port];

    /// <summary>The app of an id, with or without the namespace <c>.default</c>.</summary>
    public SidecarApp? Find(string appId) =>
        byId.GetValueOrDefault(appId)
        ?? (appId.EndsWith(".default", StringComparison.Ordinal) ? byId.GetValueOrDefault(appId[..^8]) : null);
}
