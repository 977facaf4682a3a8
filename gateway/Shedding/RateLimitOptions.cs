using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// How often one subject and one address may ask, each by a bucket of tokens: a request takes one, every second some
/// are put back. An empty bucket: 429 RATE_LIMITED with Retry-After.
/// </summary>
public sealed class RateLimitOptions
{
    public const string Section = "Gateway:RateLimit";

    /// <summary>Default: on, but before other people's subgraphs without tokens (alone).</summary>
    public bool? Enabled { get; set; }

    /// <summary>Requests of one subject (<c>sub</c> of the token) a second, in the long run. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int SubjectPerSecond { get; set; } = 100;

    /// <summary>Requests of one subject at once, after a pause. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int SubjectBurst { get; set; } = 1_000;

    /// <summary>
    /// Requests of one address (IPv6: of one /64) a second, with or without a token. A municipality's people share
    /// one. Default 300.
    /// </summary>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; set; } = 300;

    /// <summary>Requests of one address at once, after a pause. Default 3,000.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 3_000;

    /// <summary>Addresses without a limit of their own, as <c>10.1.0.0/16</c>. Default: this machine's.</summary>
    public IReadOnlyList<string>? Exempt { get; set; }

    /// <summary>
    /// Proxies before the gateway, as <c>10.2.0.0/16</c>: from these, and from nobody else, X-Forwarded-For is taken
    /// for the client's address. Default: none.
    /// </summary>
    public IReadOnlyList<string>? Proxies { get; set; }

    internal IReadOnlyList<IPNetwork> ExemptNetworks =>
        Exempt is null ? [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] : Networks(Exempt);

    internal IReadOnlyList<IPNetwork> ProxyNetworks => Networks(Proxies ?? []);

    internal static bool AreNetworks(IReadOnlyList<string>? texts) =>
        texts?.All(text => IPNetwork.TryParse(text, out _)) != false;

    private static List<IPNetwork> Networks(IReadOnlyList<string> texts) => [.. texts.Select(IPNetwork.Parse)];
}
