using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace Monitor.Hosting;

/// <summary>
/// What a checked token of the identity provider says: who, by which program, and how they signed in. What they may is
/// not its business.
/// </summary>
public sealed record OuterToken
{
    /// <summary>The provider that says so, as the setting Authentication:Issuer names it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The provider's name for someone; one issuer's subjects are unique.</summary>
    public required string Subject { get; init; }

    /// <summary>The program that asked for the token; null where the provider does not say.</summary>
    public string? Client { get; init; }

    /// <summary>A program got it for itself (client credentials): there is no person, and Client says which.</summary>
    public bool IsMachine { get; init; }

    /// <summary>What it was given out for.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>How surely it is them (OpenID Connect Core §2); null where the provider does not say.</summary>
    public string? Acr { get; init; }

    /// <summary>The means by which they signed in, values of RFC 8176.</summary>
    public IReadOnlySet<string> Amr { get; init; } = FrozenSet<string>.Empty;

    /// <summary>When they last proved who they are; null where the provider does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>When the token ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Reads a principal that the token rules have let through; null for nobody.</summary>
    public static OuterToken? From(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Identity?.IsAuthenticated != true
            || user.FindFirst("sub")?.Value is not { Length: > 0 } subject
            || user.FindFirst("iss")?.Value is not { Length: > 0 } issuer)
        {
            return null;
        }

        return new OuterToken
        {
            Issuer = issuer,
            Subject = subject,
            Client = user.FindFirst("client_id")?.Value,
            IsMachine = user.HasClaim(ClaimMapping.MachineClaim, "true"),
            Scopes = Caller.ScopesOf(user).ToFrozenSet(StringComparer.Ordinal),
            Acr = user.FindFirst("acr")?.Value,
            Amr = user.FindAll("amr").SelectMany(claim => TextsOf(claim.Value)).ToFrozenSet(StringComparer.Ordinal),
            AuthenticatedAt = TimeOf(user, "auth_time"),
            ExpiresAt = TimeOf(user, "exp") ?? DateTimeOffset.MinValue,
        };
    }

    /// <summary>A claim in seconds since 1970; null where it is absent or no such number.</summary>
    internal static DateTimeOffset? TimeOf(ClaimsPrincipal user, string claim) =>
        double.TryParse(
            user.FindFirst(claim)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < 253402300799
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;

    // A list arrives as a claim an item, or, from some readers, as one claim of JSON.
    private static string[] TextsOf(string value)
    {
        if (!value.StartsWith('['))
        {
            return [value];
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(value) ?? [];
        }
        catch (JsonException)
        {
            return [value];
        }
    }
}
