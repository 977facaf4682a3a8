using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Tokens;

/// <summary>
/// A key that signs tokens on a developer's machine (ES256). Its id begins with "development-": a service in
/// Production refuses to start with it.
/// </summary>
public sealed class DevelopmentKey : IDisposable
{
    public const string Issuer = "https://monitor.example/development";
    public const string Audience = "monitor";
    private readonly ECDsa _key;

    private DevelopmentKey(ECDsa key)
    {
        _key = key;
        var thumbprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        Id = $"development-{thumbprint}";
    }

    public string Id { get; }

    /// <summary>The public part, as services read it (Authentication:KeysFile).</summary>
    public string Jwks
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return JsonSerializer.Serialize(new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "EC",
                        crv = "P-256",
                        kid = Id,
                        use = "sig",
                        alg = SecurityAlgorithms.EcdsaSha256,
                        x = Base64UrlEncoder.Encode(point.X),
                        y = Base64UrlEncoder.Encode(point.Y),
                    },
                },
            });
        }
    }

    public static DevelopmentKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads <c>signing-key.pem</c> in the folder, or makes it and <c>jwks.json</c> beside it.</summary>
    public static async Task<DevelopmentKey> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "signing-key.pem");
        if (File.Exists(file))
        {
            var key = ECDsa.Create();
            key.ImportFromPem(await File.ReadAllTextAsync(file, cancellationToken));
            return new DevelopmentKey(key);
        }

        var made = Create();
        await PrivateFile.WriteAsync(file, made._key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "jwks.json"), made.Jwks, cancellationToken);
        return made;
    }

    /// <summary>Signs exactly these claims as an access token (RFC 9068), with these headers beside or over its own.</summary>
    public string Sign(
        IReadOnlyDictionary<string, object> claims, IReadOnlyDictionary<string, object>? headers = null)
    {
        var credentials = new SigningCredentials(
            new ECDsaSecurityKey(_key) { KeyId = Id }, SecurityAlgorithms.EcdsaSha256)
        {
            // The shared cache goes by key id, and would keep the signer of an instance that has been disposed.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        var all = new Dictionary<string, object> { ["typ"] = "at+jwt" };
        foreach (var (name, value) in headers ?? all)
        {
            all[name] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(JsonSerializer.Serialize(claims), credentials, all);
    }

    /// <summary>Signs this header and this payload as they stand (JSON), for tests of who reads tokens.</summary>
    public string SignRaw(string header, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    public void Dispose() => _key.Dispose();
}
