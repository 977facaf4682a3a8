using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>
/// A private key on P-256 that signs tokens with ES256 (RFC 7518 §3.4), kept as a JSON Web Key. Safe for many threads.
/// </summary>
public sealed class TokenSigningKey : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock padlock = new();
    private readonly string header;

    private TokenSigningKey(string id, ECDsa key)
    {
        Id = id;
        this.key = key;
        header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = id, typ = "at+jwt" }));
    }

    /// <summary>The key's <c>kid</c>.</summary>
    public string Id { get; }

    /// <summary>Whether <c>./monitor</c> made it for one machine: Production refuses it.</summary>
    public bool IsForDevelopment => Id.StartsWith(SigningKeySet.DevelopmentPrefix, StringComparison.Ordinal);

    /// <summary>With the private part: for the one that signs.</summary>
    public string PrivateJwk => Jwk(isPrivate: true);

    /// <summary>Without it: for those that check.</summary>
    public string PublicJwk => Jwk(isPrivate: false);

    /// <summary>The public part alone in a set, as <c>Authentication:KeysFile</c> takes it.</summary>
    public string Jwks => JwksOf([this]);

    /// <summary>Makes a key, named by its own thumbprint.</summary>
    /// <param name="isForDevelopment">See <see cref="IsForDevelopment"/>.</param>
    public static TokenSigningKey Create(bool isForDevelopment)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var thumbprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        return new TokenSigningKey((isForDevelopment ? SigningKeySet.DevelopmentPrefix : "") + thumbprint, key);
    }

    /// <summary>Reads what <see cref="PrivateJwk"/> gave.</summary>
    /// <param name="json">One JSON Web Key.</param>
    /// <exception cref="FormatException">It is none, or not a private one on P-256 with a name.</exception>
    public static TokenSigningKey Read(string json)
    {
        try
        {
            var jwk = JsonWebKey.Create(json);
            if (jwk is not { Kty: "EC", Crv: "P-256", Kid.Length: > 0, HasPrivateKey: true })
            {
                throw new FormatException("It must be one private key on P-256 with a kid.");
            }

            var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Base64UrlEncoder.DecodeBytes(jwk.D),
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(jwk.X), Y = Base64UrlEncoder.DecodeBytes(jwk.Y) },
            });
            return new TokenSigningKey(jwk.Kid, key);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException or JsonException)
        {
            throw new FormatException("It is no private JSON Web Key.", fault);
        }
    }

    /// <summary>A set of public parts.</summary>
    public static string JwksOf(IEnumerable<TokenSigningKey> keys) =>
        $$"""{"keys":[{{string.Join(',', keys.Select(key => key.PublicJwk))}}]}""";

    /// <summary>A token of these claims.</summary>
    /// <param name="payload">A JSON object.</param>
    public string Sign(ReadOnlySpan<byte> payload)
    {
        var text = $"{header}.{Encode(payload)}";
        var signed = Encoding.ASCII.GetBytes(text);
        byte[] signature;
        lock (padlock)
        {
            signature = key.SignData(signed, HashAlgorithmName.SHA256);
        }

        return $"{text}.{Encode(signature)}";
    }

    public void Dispose() => key.Dispose();

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64UrlEncoder.Encode(bytes.ToArray());

    private string Jwk(bool isPrivate)
    {
        var parts = key.ExportParameters(isPrivate);
        var members = new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = Id,
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["x"] = Encode(parts.Q.X),
            ["y"] = Encode(parts.Q.Y),
        };
        if (isPrivate)
        {
            members["d"] = Encode(parts.D);
        }

        return JsonSerializer.Serialize(members);
    }
}
