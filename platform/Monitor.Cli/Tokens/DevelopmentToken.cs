namespace Monitor.Cli.Tokens;

/// <summary>Who a development token says its bearer is.</summary>
public sealed record DevelopmentToken
{
    /// <summary>The claim <c>sub</c>.</summary>
    public string Subject { get; init; } = "developer";

    /// <summary>A CBS code ("GM0153"); null for someone who acts for no municipality.</summary>
    public string? Municipality { get; init; }

    /// <summary>Values of <see cref="Hosting.Role"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Values of <see cref="Hosting.Scope"/>; the claim <c>scope</c>, absent where there are none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>
    /// The claim <c>client_id</c> of a program that asks for itself, as client credentials give: it is the subject too,
    /// and has no roles. Null for people.
    /// </summary>
    public string? Client { get; init; }

    /// <summary>How long it is good for. Default an hour, the most that is believed (Authentication:LongestLife).</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The claims: iss aud sub jti iat nbf exp, municipality, roles, scope and client_id.</summary>
    public Dictionary<string, object> Claims(DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = DevelopmentKey.Issuer,
            ["aud"] = DevelopmentKey.Audience,
            ["sub"] = Client ?? Subject,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["roles"] = Roles,
        };
        if (Client is not null)
        {
            claims["client_id"] = Client;
            claims.Remove("roles");
        }

        if (Scopes.Count > 0)
        {
            claims["scope"] = string.Join(' ', Scopes);
        }

        if (Municipality is not null)
        {
            claims["municipality"] = Municipality;
        }

        return claims;
    }
}
