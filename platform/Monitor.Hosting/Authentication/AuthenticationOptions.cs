using System.ComponentModel.DataAnnotations;

namespace Monitor.Hosting;

/// <summary>Whose tokens this process believes. A wrong or missing setting stops the start in Production.</summary>
public sealed class AuthenticationOptions
{
    public const string Section = "Authentication";

    /// <summary>The token's <c>iss</c>, to the letter.</summary>
    public string? Issuer { get; set; }

    /// <summary>The token's <c>aud</c>. Default "monitor".</summary>
    [Required]
    public string Audience { get; set; } = "monitor";

    /// <summary>The OpenID Connect provider's address; its keys are fetched and renewed. Or use KeysFile.</summary>
    public string? Authority { get; set; }

    /// <summary>A JWKS file of public keys, read once at start. Or use Authority.</summary>
    public string? KeysFile { get; set; }

    /// <summary>How far clocks may differ. Default 5 s, at most a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);
}
