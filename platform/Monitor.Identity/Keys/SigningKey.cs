using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary>
/// A key that signs tokens on a developer's machine: EC P-256 (ES256) or RSA of 2048 bits (RS256). Its id begins with
/// "development-": processes in Production refuse it.
/// </summary>
public sealed class SigningKey : IDisposable
{
    public const string Es256 = "ES256";
    public const string Rs256 = "RS256";
    private const int RsaBits = 2048;

    // "at+jwt" as it is written everywhere, not as at\u002Bjwt.
    private static readonly JsonSerializerOptions plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;

    private SigningKey(ECDsa? ec, RSA? rsa)
    {
        _ec = ec;
        _rsa = rsa;
        var thumbprint = SHA256.HashData(Key.ExportSubjectPublicKeyInfo());
        Id = $"development-{Convert.ToHexStringLower(thumbprint)[..16]}";
    }

    /// <summary>The <c>kid</c>: the same for the same key.</summary>
    public string Id { get; }

    /// <summary>ES256 or RS256.</summary>
    public string Algorithm => _ec is null ? Rs256 : Es256;

    private AsymmetricAlgorithm Key => (AsymmetricAlgorithm?)_ec ?? _rsa!;

    /// <summary>A new one, of random.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is another than ES256 and RS256.</exception>
    public static SigningKey Create(string algorithm) => algorithm switch
    {
        Es256 => new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), null),
        Rs256 => new SigningKey(null, RSA.Create(RsaBits)),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "ES256 or RS256."),
    };

    /// <summary>As <see cref="Pem"/> wrote it.</summary>
    public static SigningKey Read(string algorithm, string pem)
    {
        if (algorithm == Es256)
        {
            var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return new SigningKey(ec, null);
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new SigningKey(null, rsa);
    }

    /// <summary>The private key, for a file that is its owner's alone.</summary>
    public string Pem() => Key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public part as a JSON Web Key (RFC 7517).</summary>
    public IReadOnlyDictionary<string, string> PublicKey()
    {
        var key = new Dictionary<string, string>
        {
            ["kid"] = Id, ["use"] = "sig", ["alg"] = Algorithm, ["kty"] = _ec is null ? "RSA" : "EC",
        };
        if (_ec is not null)
        {
            var point = _ec.ExportParameters(includePrivateParameters: false).Q;
            key["crv"] = "P-256";
            key["x"] = Base64UrlEncoder.Encode(point.X);
            key["y"] = Base64UrlEncoder.Encode(point.Y);
        }
        else
        {
            var numbers = _rsa!.ExportParameters(includePrivateParameters: false);
            key["n"] = Base64UrlEncoder.Encode(numbers.Modulus);
            key["e"] = Base64UrlEncoder.Encode(numbers.Exponent);
        }

        return key;
    }

    /// <summary>A key set (JWKS) of these.</summary>
    public static string Jwks(IEnumerable<SigningKey> keys) =>
        JsonSerializer.Serialize(new { keys = keys.Select(key => key.PublicKey()) });

    /// <summary>
    /// A signed token of this <c>typ</c> with exactly these claims, and these headers beside or over its own.
    /// </summary>
    public string Sign(
        string type, IReadOnlyDictionary<string, object> claims, IReadOnlyDictionary<string, object>? headers = null)
    {
        var header = new Dictionary<string, object> { ["alg"] = Algorithm, ["typ"] = type, ["kid"] = Id };
        foreach (var (name, value) in headers ?? new Dictionary<string, object>())
        {
            header[name] = value;
        }

        return SignRaw(JsonSerializer.Serialize(header, plain), JsonSerializer.Serialize(claims, plain));
    }

    /// <summary>Signs this header and this payload as they stand (JSON).</summary>
    public string SignRaw(string header, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = _ec is not null
            ? _ec.SignData(bytes, HashAlgorithmName.SHA256)
            : _rsa!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }
}
