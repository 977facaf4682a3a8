using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;

namespace Monitor.Hosting;

/// <summary>Who asks, as the checked token says. Anonymous when the request carried no token.</summary>
public sealed record Caller
{
    public static Caller Anonymous { get; } = new();

    /// <summary>The claim <c>sub</c>: the same for one person in all requests; null when anonymous.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// The CBS code of the municipality they act for ("GM0153"); null where they act for none. A machine acts for none:
    /// <see cref="MunicipalityFor"/>.
    /// </summary>
    public string? Municipality { get; init; }

    /// <summary>Values of <see cref="Role"/>; empty when anonymous.</summary>
    public IReadOnlySet<string> Roles { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the token was given out for, values of <see cref="Scope"/>; empty when anonymous.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// The id of the program that asks for itself (client credentials): <c>client_id</c>, else <c>azp</c>, of a token
    /// without roles. Null for people.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>How surely it is them: the token's <c>acr</c>; null where the provider did not say.</summary>
    public string? Acr { get; init; }

    /// <summary>When they last proved who they are: the token's <c>auth_time</c>.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>
    /// Roles that they have and that do not count before they sign in more strongly. See <see cref="StepUp"/>.
    /// </summary>
    public IReadOnlySet<string> RolesWithheld { get; init; } = FrozenSet<string>.Empty;

    public bool IsAnonymous => Subject is null;

    public bool IsMachine => Machine is not null;

    private string? MunicipalityOfMachine { get; init; }

    private string? AcrValues { get; init; }

    private int? MaxAgeSeconds { get; init; }

    /// <summary>
    /// Reads the claims <c>sub</c>, <c>municipality</c>, <c>roles</c>, <c>scope</c> or <c>scp</c>, <c>client_id</c> or
    /// <c>azp</c>, <c>acr</c>, <c>auth_time</c>, and of a step-up <c>roles_withheld</c>, <c>step_up_acr_values</c> and
    /// <c>step_up_max_age</c> of a checked token.
    /// </summary>
    public static Caller From(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Identity?.IsAuthenticated != true || user.FindFirst("sub")?.Value is not { Length: > 0 } subject)
        {
            return Anonymous;
        }

        var roles = user.FindAll("roles").Select(claim => claim.Value).ToFrozenSet(StringComparer.Ordinal);
        var machine = roles.Count == 0 ? TextOf(user, "client_id") ?? TextOf(user, "azp") : null;
        var municipality = TextOf(user, "municipality");
        return new Caller
        {
            Subject = subject,
            Machine = machine,
            Municipality = machine is null ? municipality : null,
            MunicipalityOfMachine = machine is null ? null : municipality,
            Roles = roles,
            Scopes = ScopesOf(user).ToFrozenSet(StringComparer.Ordinal),
            Acr = TextOf(user, "acr"),
            AuthenticatedAt = OuterToken.TimeOf(user, "auth_time"),
            RolesWithheld = user.FindAll("roles_withheld").Select(claim => claim.Value)
                .ToFrozenSet(StringComparer.Ordinal),
            AcrValues = TextOf(user, "step_up_acr_values"),
            MaxAgeSeconds = int.TryParse(
                TextOf(user, "step_up_max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? seconds
                : null,
        };
    }

    /// <summary>RFC 8693 §4.2: one text with spaces between; others write <c>scp</c>, a text or a list.</summary>
    public static IEnumerable<string> ScopesOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Claims
            .Where(claim => claim.Type is "scope" or "scp")
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// The municipality that the caller may act for within this scope: a person's own, whatever the scopes; a machine's
    /// where its token has the scope; else null.
    /// </summary>
    public string? MunicipalityFor(string scope) =>
        !IsMachine ? Municipality : Scopes.Contains(scope) ? MunicipalityOfMachine : null;

    /// <summary>
    /// Holds machines to what their tokens were given out for. People, and whoever sends no token, pass: what they may
    /// is told by roles, or public.
    /// </summary>
    /// <param name="anyOf">One of these suffices; the first is what is asked for.</param>
    /// <exception cref="ClientException">INSUFFICIENT_SCOPE, with the scope as a detail.</exception>
    public void RequireScope(params IReadOnlyList<string> anyOf)
    {
        ArgumentNullException.ThrowIfNull(anyOf);
        if (IsMachine && !anyOf.Any(Scopes.Contains))
        {
            throw new ClientException("INSUFFICIENT_SCOPE", $"This needs a token with the scope {anyOf[0]}.")
            {
                Details = new Dictionary<string, object?> { ["scope"] = anyOf[0] },
            };
        }
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
    /// <exception cref="ClientException">
    /// UNAUTHENTICATED without a token, STEP_UP_REQUIRED where such a role is withheld, FORBIDDEN without one.
    /// </exception>
    public void RequireRole(params IReadOnlyCollection<string> roles)
    {
        RequireToken();
        if (roles.Any(Roles.Contains))
        {
            return;
        }

        throw roles.Any(RolesWithheld.Contains)
            ? StepUpRequired()
            : new ClientException("FORBIDDEN", $"This needs the role {string.Join(" or ", roles)}.");
    }

    /// <summary>
    /// Asks to sign in again, more strongly or anew, as RFC 9470 §3 says it: by acr_values and max_age.
    /// </summary>
    public ClientException StepUpRequired() =>
        new("STEP_UP_REQUIRED", "This needs a stronger or more recent sign-in: sign in again with these acr_values.")
        {
            Details = new Dictionary<string, object?> { ["acr_values"] = AcrValues, ["max_age"] = MaxAgeSeconds },
        };

    /// <summary>Passes every caller with a token.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED without a token.</exception>
    public void RequireToken()
    {
        if (IsAnonymous)
        {
            throw Unauthenticated();
        }
    }

    /// <summary>
    /// Passes people who hold a role, or would after a stronger sign-in. Someone with a token alone is known, and is no
    /// member; a program is none either.
    /// </summary>
    /// <exception cref="ClientException">UNAUTHENTICATED without a token, NOT_A_MEMBER without a role.</exception>
    public void RequireMember()
    {
        RequireToken();
        if (Roles.Count == 0 && RolesWithheld.Count == 0)
        {
            throw new ClientException("NOT_A_MEMBER", "This is for members: ask for access with `requestAccess`.");
        }
    }

    private static string? TextOf(ClaimsPrincipal user, string claim) =>
        user.FindFirst(claim)?.Value is { Length: > 0 } value ? value : null;

    private static ClientException Unauthenticated() =>
        new("UNAUTHENTICATED", "This needs a token: sign in and send it as a bearer token.");
}
