namespace Monitor.Identity;

/// <summary>
/// What an access token says (RFC 9068 §2.2): who, by which client, how they signed in. Never what they may: community
/// knows that.
/// </summary>
public sealed record AccessToken
{
    public const string Type = "at+jwt";

    public required string Issuer { get; init; }

    public required string Audience { get; init; }

    /// <summary>A persona's; a machine's is its client's id.</summary>
    public required string Subject { get; init; }

    public required string Client { get; init; }

    /// <summary>Empty: the claim is left out.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How they signed in; null for machines.</summary>
    public string? Acr { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = [];

    public DateTimeOffset? AuthenticatedAt { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>The claims of one given out now.</summary>
    public Dictionary<string, object> Claims(DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = Subject,
            ["client_id"] = Client,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + (long)Lifetime.TotalSeconds,
        };
        if (Scopes.Count > 0)
        {
            claims["scope"] = string.Join(' ', Scopes);
        }

        if (Acr is not null)
        {
            claims["acr"] = Acr;
            claims["amr"] = Amr;
        }

        if (AuthenticatedAt is { } at)
        {
            claims["auth_time"] = at.ToUnixTimeSeconds();
        }

        return claims;
    }
}
