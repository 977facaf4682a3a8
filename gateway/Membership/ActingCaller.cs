using System.Security.Claims;
using Monitor.Hosting;

namespace Monitor.Gateway.Membership;

/// <summary>Who asks, as the gateway's own rules and its subgraphs take it.</summary>
internal sealed class ActingCaller
{
    private ActingCaller(ClaimsPrincipal user) => User = user;

    /// <summary>Nobody: what is public.</summary>
    public static ActingCaller Nobody { get; } = new(new ClaimsPrincipal(new ClaimsIdentity()));

    /// <summary>By what they may: pseudonym, municipality, roles and scopes.</summary>
    public ClaimsPrincipal User { get; }

    /// <summary>The client's own header <c>Authorization</c> goes on to subgraphs: no tokens are made here.</summary>
    public bool PassesOwnToken { get; private init; }

    /// <summary>What subgraphs get as <c>Authorization</c>; null: nothing.</summary>
    public string? Authorization { get; private init; }

    /// <summary>
    /// Equal only for callers that subgraphs cannot tell apart, now and later, as long as their membership stays what
    /// it is. Empty for nobody.
    /// </summary>
    public string Key { get; private init; } = "";

    /// <summary>What they may; null for nobody, and where their own token goes on.</summary>
    public Membership? Membership { get; private init; }

    /// <summary>What they showed; null as above.</summary>
    public OuterToken? Token { get; private init; }

    /// <summary>Until when the token is used for further requests; a timestamp of the clock.</summary>
    public long UsedUntil { get; private init; }

    /// <summary>Someone whom subgraphs judge by the token that they sent themselves.</summary>
    public static ActingCaller WithOwnToken(ClaimsPrincipal user) => new(user) { PassesOwnToken = true };

    /// <param name="user">See <see cref="User"/>.</param>
    /// <param name="membership">What they may.</param>
    /// <param name="token">What they showed.</param>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="signed">The internal token.</param>
    /// <param name="usedUntil">See <see cref="UsedUntil"/>.</param>
    public static ActingCaller With(
        ClaimsPrincipal user, Membership membership, OuterToken token, string key, string signed, long usedUntil) =>
        new(user)
        {
            Membership = membership,
            Token = token,
            Key = key,
            Authorization = $"Bearer {signed}",
            UsedUntil = usedUntil,
        };
}
