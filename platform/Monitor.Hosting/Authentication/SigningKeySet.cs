using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>Reads the public keys that sign tokens from a JWKS (RFC 7517).</summary>
internal static class SigningKeySet
{
    /// <summary>Ids of keys that <c>./monitor</c> makes begin with this; Production refuses them.</summary>
    public const string DevelopmentPrefix = "development-";
    private const int SmallestRsaBits = 2048;

    public static FrozenDictionary<string, SecurityKey> None { get; } = FrozenDictionary<string, SecurityKey>.Empty;

    /// <summary>Of a file of ours, where every key must be one that may sign.</summary>
    /// <exception cref="InvalidOperationException">The file is missing or holds a key it may not hold.</exception>
    public static FrozenDictionary<string, SecurityKey> ReadFile(string file, bool isProduction)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"Authentication:KeysFile names {file}, which does not exist.");
        }

        var keys = KeysOf(File.ReadAllText(file), file);
        if (keys.Count == 0)
        {
            throw new InvalidOperationException($"{file} holds no keys.");
        }

        foreach (var key in keys)
        {
            if (FaultOf(key, isProduction) is { } fault)
            {
                throw new InvalidOperationException($"{file} holds {fault}");
            }
        }

        return ById(keys);
    }

    /// <summary>Of a provider, which may have keys for other purposes too: those are left out.</summary>
    /// <exception cref="InvalidOperationException">It is no JWKS.</exception>
    public static FrozenDictionary<string, SecurityKey> ReadProvider(string jwks, string address, bool isProduction) =>
        ById(KeysOf(jwks, address).Where(key => key.Use is null or "sig" && FaultOf(key, isProduction) is null));

    private static IList<JsonWebKey> KeysOf(string jwks, string where)
    {
        try
        {
            return JsonWebKeySet.Create(jwks).Keys;
        }
        catch (ArgumentException failure)
        {
            throw new InvalidOperationException($"{where} holds no JSON Web Key Set.", failure);
        }
    }

    private static FrozenDictionary<string, SecurityKey> ById(IEnumerable<JsonWebKey> keys) =>
        keys.GroupBy(key => key.Kid, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => (SecurityKey)same.First(), StringComparer.Ordinal);

    private static string? FaultOf(JsonWebKey key, bool isProduction) => key switch
    {
        { Kty: not (JsonWebAlgorithmsKeyTypes.EllipticCurve or JsonWebAlgorithmsKeyTypes.RSA) } =>
            $"a key of type '{key.Kty}'; only public EC and RSA keys may sign tokens.",
        { HasPrivateKey: true } => "a private key; give services the public part only.",
        { Kty: JsonWebAlgorithmsKeyTypes.RSA, KeySize: < SmallestRsaBits } =>
            $"an RSA key of fewer than {SmallestRsaBits} bits.",
        { Kid: null or "" } => "a key without an id (kid), which no token can name.",
        _ when isProduction && key.Kid.StartsWith(DevelopmentPrefix, StringComparison.Ordinal) =>
            "the development key; Production refuses it.",
        _ => null,
    };
}
