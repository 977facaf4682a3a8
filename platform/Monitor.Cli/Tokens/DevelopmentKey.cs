using Monitor.Identity;

namespace Monitor.Cli.Tokens;

/// <summary>
/// One key that signs access tokens (ES256) for tests. Its id begins with "development-": a service in Production
/// refuses to start with it.
/// </summary>
public sealed class DevelopmentKey : IDisposable
{
    /// <summary>The issuer of tests; the running system's is the address of its identity provider.</summary>
    public const string Issuer = "https://monitor.example/development";
    public const string Audience = "monitor";
    private readonly SigningKey _key;

    private DevelopmentKey(SigningKey key) => _key = key;

    public string Id => _key.Id;

    /// <summary>The public part, as services read it (Authentication:KeysFile).</summary>
    public string Jwks => SigningKey.Jwks([_key]);

    public static DevelopmentKey Create() => new(SigningKey.Create(SigningKey.Es256));

    /// <summary>
    /// Signs exactly these claims as an access token (RFC 9068), with these headers beside or over its own.
    /// </summary>
    public string Sign(
        IReadOnlyDictionary<string, object> claims, IReadOnlyDictionary<string, object>? headers = null) =>
        _key.Sign(AccessToken.Type, claims, headers);

    /// <summary>Signs this header and this payload as they stand (JSON), for tests of who reads tokens.</summary>
    public string SignRaw(string header, string payload) => _key.SignRaw(header, payload);

    public void Dispose() => _key.Dispose();
}
