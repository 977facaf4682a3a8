using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Membership;

/// <summary>What says what a caller may.</summary>
public enum MembershipSource
{
    /// <summary>Community, which the gateway asks.</summary>
    Community,

    /// <summary>
    /// The caller's own token, by its claims <c>municipality</c>, <c>roles</c> and <c>scope</c>: for tests of the
    /// gateway, and before other people's subgraphs. Refused in Production.
    /// </summary>
    Token,
}

/// <summary>Settings of memberships and internal tokens, from <c>Membership:…</c>.</summary>
public sealed class MembershipOptions
{
    public const string Section = "Membership";

    /// <summary>Default Community.</summary>
    public MembershipSource Source { get; set; } = MembershipSource.Community;

    /// <summary>App id of the service that knows members; a subgraph. Default "community".</summary>
    [Required]
    public string App { get; set; } = "community";

    /// <summary>
    /// The private key that signs internal tokens, a JSON Web Key on P-256; read again when it changes. Without it
    /// (Source Token only) the caller's own token is passed on.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>How often the key's file is looked at. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Internal tokens: <c>iss</c>. Default "monitor-gateway".</summary>
    [Required]
    public string Issuer { get; set; } = "monitor-gateway";

    /// <summary>Internal tokens: <c>aud</c>. Default "monitor-services".</summary>
    [Required]
    public string Audience { get; set; } = "monitor-services";

    /// <summary>How long an internal token is good for. Default and most: 60 s, which services hold it to.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a token is used for further requests of the same caller: one signature for all of them. What is left of
    /// its life then must be enough for a request. Default 30 s, at most half of <see cref="TokenLife"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan TokenReuse { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How old a membership may be that a query is answered by. Changes are told by events besides. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How old it may be while community does not answer; for queries only, and not with a role of the institute.
    /// Default 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long community may take to answer. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long community is left alone after it did not answer. Default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Callers whose memberships are kept in this process. Default 20,000.</summary>
    [Range(1, 10_000_000)]
    public int MostKept { get; set; } = 20_000;

    /// <summary>Questions to community at once; others wait for their turn. Default 64.</summary>
    [Range(1, 10_000)]
    public int Concurrent { get; set; } = 64;
}
