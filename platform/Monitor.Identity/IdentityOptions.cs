using System.ComponentModel.DataAnnotations;

namespace Monitor.Identity;

/// <summary>
/// Every setting of the development identity provider. Its limits are those of NL GOV's OAuth profile.
/// </summary>
public sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>Its name and its address, on this machine only: <c>http://127.0.0.1:5205</c>.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>The access tokens' <c>aud</c>. Default "monitor".</summary>
    [Required]
    public string Audience { get; set; } = "monitor";

    /// <summary>Where its keys lie; made where they are missing.</summary>
    [Required]
    public string KeysFolder { get; set; } = "";

    /// <summary>The folder <c>seeds/</c>: its municipalities have personas.</summary>
    [Required]
    public string Seeds { get; set; } = "";

    /// <summary>How long an access token holds of a client that keeps a secret. Default and most: an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AccessToken { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an access token of a public client holds. Default and most: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan PublicAccessToken { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a sign-in can be renewed by refresh tokens, all together. Default and most: a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshTokens { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long an ID token holds. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdToken { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an authorization code can be redeemed. Default a minute, at most ten.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Code { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a browser stays signed in. Default 8 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(8);

    /// <summary>The programs that may ask for tokens.</summary>
    public IReadOnlyList<ClientOptions>? Clients { get; set; }

    /// <summary>
    /// The secret of the machines <c>region-gm0153</c>, one per centre municipality of <see cref="Seeds"/>; null: none.
    /// </summary>
    public string? RegionMachineSecret { get; set; }
}

/// <summary>A program that may ask for tokens.</summary>
public sealed class ClientOptions
{
    [Required]
    public string Id { get; set; } = "";

    /// <summary>As the page that people choose a persona on names it; default its id.</summary>
    public string? Name { get; set; }

    /// <summary>Null for a public client: one that cannot keep a secret.</summary>
    public string? Secret { get; set; }

    /// <summary>Where codes may be sent; an address is compared to the letter.</summary>
    public IReadOnlyList<string>? Redirects { get; set; }

    /// <summary>Where a browser may be sent after signing out; compared to the letter.</summary>
    public IReadOnlyList<string>? SignedOutRedirects { get; set; }

    /// <summary>Of authorization_code, refresh_token and client_credentials (which needs a secret).</summary>
    public IReadOnlyList<string>? Grants { get; set; }

    /// <summary>What it may ask for.</summary>
    public IReadOnlyList<string>? Scopes { get; set; }

    /// <summary>RS256 (OpenID Connect's default) or ES256.</summary>
    [RegularExpression("RS256|ES256")]
    public string IdTokenAlgorithm { get; set; } = "RS256";
}
