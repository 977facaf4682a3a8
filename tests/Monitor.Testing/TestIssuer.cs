using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Cli.Tokens;

namespace Monitor.Testing;

/// <summary>
/// Signs tokens for tests: a key of its own, and the JWKS file that a process under test reads. Plays the gateway
/// before a service (<c>new</c>), or an identity provider before the gateway (<see cref="Outer"/>).
/// </summary>
public sealed class TestIssuer : IDisposable
{
    private readonly DevelopmentKey _key = DevelopmentKey.Create();
    private readonly bool _isOuter;

    /// <summary>The gateway, whose tokens are good for a minute: what services believe.</summary>
    public TestIssuer()
        : this(isOuter: false)
    {
    }

    private TestIssuer(bool isOuter)
    {
        _isOuter = isOuter;
        KeysFile = Path.Combine(TemporaryServers.NextFolder("issuer"), "jwks.json");
        File.WriteAllText(KeysFile, _key.Jwks);
    }

    /// <summary>The JWKS file: public part only.</summary>
    public string KeysFile { get; }

    public string Jwks => _key.Jwks;

    /// <summary>The settings that make a process believe this issuer.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Authentication:Issuer"] = _isOuter ? DevelopmentKey.Issuer : "monitor-gateway",
        ["Authentication:Audience"] = _isOuter ? DevelopmentKey.Audience : "monitor-services",
        ["Authentication:LongestLife"] = _isOuter ? "01:00:00" : "00:01:00",
        ["Authentication:KeysFile"] = KeysFile,
    };

    /// <summary>An identity provider, whose tokens are good for an hour: what the gateway believes.</summary>
    public static TestIssuer Outer() => new(isOuter: true);

    /// <summary>A token of someone of this municipality (null: of none) with these roles.</summary>
    public string Token(string? municipality, params string[] roles) =>
        _key.Sign(_isOuter ? OuterClaims(municipality, roles) : Claims(municipality, roles));

    /// <summary>The claims of a token of the gateway's, to change before <see cref="Sign"/>.</summary>
    public static Dictionary<string, object> Claims(string? municipality, params string[] roles) => Claims(
        "monitor-gateway",
        "monitor-services",
        TimeSpan.FromMinutes(1),
        municipality is null ? "tester" : $"tester-{municipality}",
        municipality,
        roles);

    /// <summary>As <see cref="Claims(string?, string[])"/>, of an identity provider.</summary>
    public static Dictionary<string, object> OuterClaims(string? municipality, params string[] roles) => Claims(
        DevelopmentKey.Issuer,
        DevelopmentKey.Audience,
        TimeSpan.FromHours(1),
        municipality is null ? "tester" : $"tester-{municipality}",
        municipality,
        roles);

    /// <summary>The claims of a token of the gateway's for a program: scopes, and no roles.</summary>
    /// <param name="client">Its id, which is the subject too.</param>
    /// <param name="municipality">Whose; null for none.</param>
    /// <param name="scopes">What it was given out for.</param>
    public static Dictionary<string, object> MachineClaims(
        string client, string? municipality, params string[] scopes)
    {
        var claims = Claims(municipality);
        claims.Remove("roles");
        claims["sub"] = client;
        claims["client_id"] = client;
        claims["scope"] = string.Join(' ', scopes);
        return claims;
    }

    /// <summary>Signs exactly these claims, with these headers beside the usual ones.</summary>
    public string Sign(
        IReadOnlyDictionary<string, object> claims, IReadOnlyDictionary<string, object>? headers = null) =>
        _key.Sign(claims, headers);

    /// <summary>Signs over a header changed by the test: whatever is wrong with it, the signature is not.</summary>
    public string SignWithHeader(IReadOnlyDictionary<string, object> claims, Action<Dictionary<string, object?>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var header = new Dictionary<string, object?> { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _key.Id };
        change(header);
        return _key.SignRaw(JsonSerializer.Serialize(header), JsonSerializer.Serialize(claims));
    }

    /// <summary>Puts another key beside its own into the file: of a gateway that runs.</summary>
    /// <param name="publicJwk">A JSON Web Key.</param>
    public void TrustToo(string publicJwk) =>
        File.WriteAllText(KeysFile, _key.Jwks.Replace("]}", $",{publicJwk}]}}", StringComparison.Ordinal));

    public void Dispose() => _key.Dispose();

    private static Dictionary<string, object> Claims(
        string issuer, string audience, TimeSpan life, string subject, string? municipality, string[] roles)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = issuer,
            ["aud"] = audience,
            ["sub"] = subject,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + life).ToUnixTimeSeconds(),
            ["roles"] = roles,
        };
        if (municipality is not null)
        {
            claims["municipality"] = municipality;
        }

        return claims;
    }
}
