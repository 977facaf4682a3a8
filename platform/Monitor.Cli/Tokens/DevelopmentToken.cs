using Monitor.Hosting;
using Monitor.Identity;

namespace Monitor.Cli.Tokens;

/// <summary>Who a development token says its bearer is.</summary>
public sealed record DevelopmentToken
{
    /// <summary>Whose word it is: of the running system, its identity provider's address.</summary>
    public string Issuer { get; init; } = DevelopmentKey.Issuer;

    /// <summary>The claim <c>sub</c>.</summary>
    public string Subject { get; init; } = "developer";

    /// <summary>The persona's CBS code ("GM0153"); null for one of none. No claim: community knows it.</summary>
    public string? Municipality { get; init; }

    /// <summary>The persona's, values of <see cref="Role"/>. No claim: community knows them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Values of <see cref="Scope"/>; the claim <c>scope</c>, absent where there are none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>
    /// The claim <c>client_id</c> of a program that asks for itself, as client credentials give: it is the subject too,
    /// and has no roles. Null for people.
    /// </summary>
    public string? Client { get; init; }

    /// <summary>How they signed in, just now: the claim <c>acr</c>; null where the token does not say.</summary>
    public string? Acr { get; init; }

    /// <summary>
    /// How long it is good for. Default an hour, the most that is believed (Authentication:LongestLife).
    /// </summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The persona of a role: of this municipality, or of none.</summary>
    public static DevelopmentToken Of(string? municipality, string role) => new()
    {
        Subject = PersonaSubject.Of(role, municipality), Municipality = municipality, Roles = [role],
    };

    /// <summary>The claims of an access token: who it is, and nothing of what they may.</summary>
    public Dictionary<string, object> Claims(DateTimeOffset now) => new AccessToken
    {
        Issuer = Issuer,
        Audience = DevelopmentKey.Audience,
        Subject = Client ?? Subject,
        Client = Client ?? "monitor-cli",
        Scopes = Scopes,
        Acr = Acr,
        Amr = Acr is null or StepUp.Low ? ["pwd"] : ["pwd", "otp", "mfa"],
        AuthenticatedAt = Acr is null ? null : now,
        Lifetime = Lifetime,
    }.Claims(now);
}
