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

    /// <summary>How long it is good for. Default twelve hours, a working day and its evening.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The claims: iss aud sub jti iat nbf exp, municipality and roles.</summary>
    public Dictionary<string, object> Claims(DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = DevelopmentKey.Issuer,
            ["aud"] = DevelopmentKey.Audience,
            ["sub"] = Subject,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["roles"] = Roles,
        };
        if (Municipality is not null)
        {
            claims["municipality"] = Municipality;
        }

        return claims;
    }
}
