using System.Security.Claims;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;

namespace Monitor.Gateway.Membership;

/// <summary>
/// The way from the token that a client shows to the one that services get: who it is by the first, what they may by
/// their membership.
/// </summary>
internal sealed class Callers(
    Memberships memberships, InternalTokens tokens, IOptions<MembershipOptions> options, TimeProvider clock)
{
    /// <summary>Whether members are looked up, so that their changes matter here.</summary>
    public bool AreLookedUp { get; } = tokens.AreMade && options.Value.Source == MembershipSource.Community;

    /// <summary>Who asks.</summary>
    /// <param name="user">By the checked token.</param>
    /// <param name="changesSomething">Then only what community says now will do.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="RequestException">503 UNAVAILABLE: what they may cannot be told now.</exception>
    public ValueTask<ActingCaller> OfAsync(
        ClaimsPrincipal user, bool changesSomething, CancellationToken cancellationToken)
    {
        if (!tokens.AreMade)
        {
            return new(ActingCaller.WithOwnToken(user));
        }
        if (OuterToken.From(user) is not { } token)
        {
            return new(ActingCaller.Nobody);
        }
        return OfAsync(token, () => ByClaimsOf(user, token), changesSomething, cancellationToken);
    }

    /// <summary>The same caller with a token of now, for one who asked before: a subscription.</summary>
    /// <param name="caller">As they were when they asked.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <returns>Null where their membership is not what it was: what they may must be looked at anew.</returns>
    /// <exception cref="RequestException">503 UNAVAILABLE: what they may cannot be told now.</exception>
    public async ValueTask<ActingCaller?> AgainAsync(ActingCaller caller, CancellationToken cancellationToken)
    {
        if (caller is not { Token: { } token, Membership: { } membership })
        {
            return caller;
        }
        var now = await OfAsync(token, () => membership, changesSomething: false, cancellationToken);
        return now.Membership!.IsSameAs(membership) ? now : null;
    }

    private ValueTask<ActingCaller> OfAsync(
        OuterToken token, Func<Membership> byClaims, bool changesSomething, CancellationToken cancellationToken)
    {
        if (options.Value.Source == MembershipSource.Token)
        {
            return new(With(new KnownMember(byClaims(), clock.GetTimestamp()), token));
        }
        var found = memberships.FindAsync(WhoIs(token), changesSomething, cancellationToken);
        return found.IsCompletedSuccessfully ? new(With(found.Result, token)) : new(WaitAsync(found, token));
    }

    private async Task<ActingCaller> WaitAsync(ValueTask<KnownMember> finding, OuterToken token)
    {
        try
        {
            return With(await finding, token);
        }
        catch (MembershipAwayException)
        {
            throw new RequestException(
                StatusCodes.Status503ServiceUnavailable,
                "UNAVAILABLE",
                "What you may do cannot be told at the moment: try again soon. What is public needs no token.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }

    private ActingCaller With(KnownMember known, OuterToken token)
    {
        var way = WayOf(token);
        if (known.Find(way) is { } made && tokens.MayBeUsed(made))
        {
            return made;
        }
        var membership = known.Membership;
        var key = $"{token.Issuer}\n{token.Subject}\n{membership.Member}\n{membership.Revision}\n{way}";
        var caller = tokens.Make(membership, token, key);
        known.Keep(way, caller);
        return caller;
    }

    private static Who WhoIs(OuterToken token) => token.IsMachine
        ? new Who(token.Issuer, token.Client ?? token.Subject, IsMachine: true)
        : new Who(token.Issuer, token.Subject, IsMachine: false);

    /// <summary>All of the sign-in that the internal token depends on: empty for most people.</summary>
    private static string WayOf(OuterToken token) =>
        token is { IsMachine: false, Acr: null, AuthenticatedAt: null, Amr.Count: 0 }
            ? ""
            : string.Join(
                '\n',
                token.IsMachine ? token.Client : "",
                token.IsMachine ? string.Join(' ', token.Scopes.Order(StringComparer.Ordinal)) : "",
                token.Acr,
                token.AuthenticatedAt?.ToUnixTimeSeconds(),
                string.Join(' ', token.Amr.Order(StringComparer.Ordinal)));

    /// <summary>Source Token: the token says itself what its bearer may.</summary>
    private static Membership ByClaimsOf(ClaimsPrincipal user, OuterToken token)
    {
        var caller = Caller.From(user);
        return new Membership(
            token.Subject,
            user.FindFirst("municipality")?.Value,
            [.. caller.Roles.Order(StringComparer.Ordinal)],
            [.. token.Scopes.Order(StringComparer.Ordinal)],
            Revision: 0);
    }
}
