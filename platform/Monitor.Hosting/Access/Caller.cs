using System.Collections.Frozen;
using System.Security.Claims;

namespace Monitor.Hosting;

/// <summary>Who asks, as the checked token says. Anonymous when the request carried no token.</summary>
public sealed record Caller
{
    public static Caller Anonymous { get; } = new();

    /// <summary>The claim <c>sub</c>: the same for one person in all requests; null when anonymous.</summary>
    public string? Subject { get; init; }

    /// <summary>The CBS code of the municipality they act for ("GM0153"); null where they act for none.</summary>
    public string? Municipality { get; init; }

    /// <summary>Values of <see cref="Role"/>; empty when anonymous.</summary>
    public IReadOnlySet<string> Roles { get; init; } = FrozenSet<string>.Empty;

    public bool IsAnonymous => Subject is null;

    /// <summary>Reads the claims <c>sub</c>, <c>municipality</c> and <c>roles</c> of a checked token.</summary>
    public static Caller From(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Identity?.IsAuthenticated != true || user.FindFirst("sub")?.Value is not { Length: > 0 } subject)
        {
            return Anonymous;
        }

        return new Caller
        {
            Subject = subject,
            Municipality = user.FindFirst("municipality")?.Value is { Length: > 0 } municipality ? municipality : null,
            Roles = user.FindAll("roles").Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Passes only callers that act for this municipality, whether or not there is anything to see.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED without a token, NOT_YOURS for another's.</exception>
    public void RequireOwn(string municipalityCode)
    {
        if (RefusalOf(municipalityCode) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>
    /// What <see cref="RequireOwn"/> refuses with, for fields that answer many municipalities at once; null where it
    /// passes.
    /// </summary>
    public ClientException? RefusalOf(string municipalityCode)
    {
        if (IsAnonymous)
        {
            return Unauthenticated();
        }

        return string.Equals(Municipality, municipalityCode, StringComparison.Ordinal)
            ? null
            : new ClientException("NOT_YOURS", "This belongs to another municipality than the one you act for.");
    }

    /// <summary>Passes callers with at least one of the roles.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED without a token, FORBIDDEN without such a role.</exception>
    public void RequireRole(params IReadOnlyCollection<string> roles)
    {
        RequireToken();
        if (!roles.Any(Roles.Contains))
        {
            throw new ClientException("FORBIDDEN", $"This needs the role {string.Join(" or ", roles)}.");
        }
    }

    /// <summary>Passes every caller with a token.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED without a token.</exception>
    public void RequireToken()
    {
        if (IsAnonymous)
        {
            throw Unauthenticated();
        }
    }

    private static ClientException Unauthenticated() =>
        new("UNAUTHENTICATED", "This needs a token: sign in and send it as a bearer token.");
}
