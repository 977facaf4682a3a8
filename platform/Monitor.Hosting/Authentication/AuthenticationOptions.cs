using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>Whose tokens this process believes. A wrong or missing setting stops the start in Production.</summary>
public sealed class AuthenticationOptions
{
    public const string Section = "Authentication";

    /// <summary>The token's <c>iss</c>, to the letter; with Authority the provider must call itself so too.</summary>
    public string? Issuer { get; set; }

    /// <summary>The token's <c>aud</c>. Default "monitor".</summary>
    [Required]
    public string Audience { get; set; } = "monitor";

    /// <summary>The OpenID Connect provider's address; its keys are fetched and renewed. Or use KeysFile.</summary>
    public string? Authority { get; set; }

    /// <summary>A JWKS file of public keys, read anew when it changes. Or use Authority.</summary>
    public string? KeysFile { get; set; }

    /// <summary>How far clocks may differ. Default 5 s, at most a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest that a token may be given out for, <c>exp</c> less <c>iat</c>: one that holds longer is refused from
    /// the beginning. Default an hour; a minute between gateway and services.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What the token's header may say of its <c>typ</c>. Default <c>at+jwt</c> alone (RFC 9068 §2.1), which no ID
    /// token and no refresh token has; JWT for a provider that does not write it.
    /// </summary>
    public IReadOnlyList<string>? TokenTypes { get; set; }

    /// <summary>Which claims say what, where the provider's names differ.</summary>
    [Required]
    public ClaimNames Claims { get; set; } = new();

    /// <summary>
    /// How often the provider's keys are fetched. Default 5 minutes: as long as a withdrawn key works on.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KeysRefresh { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a fetch an unknown key id does not cause another. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan KeysPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long known keys work on while the provider cannot be reached. Default a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan KeysLast { get; set; } = TimeSpan.FromDays(1);
}

/// <summary>
/// The names of claims in the provider's tokens. Checked tokens carry the default names within Monitor.
/// </summary>
public sealed class ClaimNames
{
    /// <summary>Who it is: the same for one person for ever. Default <c>sub</c>; Entra ID: <c>oid</c>.</summary>
    [Required]
    public string Subject { get; set; } = "sub";

    /// <summary>The token's own id. Default <c>jti</c>; Entra ID: <c>uti</c>.</summary>
    [Required]
    public string TokenId { get; set; } = "jti";

    /// <summary>The program that asked for the token; the first that there is. Default client_id, azp.</summary>
    public IReadOnlyList<string>? Client { get; set; }

    /// <summary>What it was given out for, a text or a list; all of them. Default scope, scp.</summary>
    public IReadOnlyList<string>? Scope { get; set; }

    /// <summary>The means of signing in, a text or a list; all of them. Default amr; Entra ID: acrs too.</summary>
    public IReadOnlyList<string>? Amr { get; set; }

    /// <summary>
    /// Tells a program's own token (client credentials): a claim that only those have (<c>client_id</c> at Keycloak),
    /// or claim=value (<c>idtyp=app</c> at Entra ID). Default: the subject is the client (RFC 9068 §2.2).
    /// </summary>
    public string? Machine { get; set; }
}
