using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>Reads the public keys that sign tokens from a JWKS file.</summary>
internal static class SigningKeys
{
    /// <summary>Ids of keys that <c>./monitor</c> makes begin with this; Production refuses them.</summary>
    public const string DevelopmentPrefix = "development-";

    /// <exception cref="InvalidOperationException">The file is missing or holds a key it may not hold.</exception>
    public static IReadOnlyList<SecurityKey> Read(string file, bool isProduction)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"Authentication:KeysFile names {file}, which does not exist.");
        }

        var keys = JsonWebKeySet.Create(File.ReadAllText(file)).Keys;
        if (keys.Count == 0)
        {
            throw new InvalidOperationException($"{file} holds no keys.");
        }

        foreach (var key in keys)
        {
            Check(key, file, isProduction);
        }

        return [.. keys];
    }

    private static void Check(JsonWebKey key, string file, bool isProduction)
    {
        if (key.Kty is not (JsonWebAlgorithmsKeyTypes.EllipticCurve or JsonWebAlgorithmsKeyTypes.RSA))
        {
            throw new InvalidOperationException(
                $"{file} holds a key of type '{key.Kty}'; only public EC and RSA keys may sign tokens.");
        }

        if (key.HasPrivateKey)
        {
            throw new InvalidOperationException($"{file} holds a private key; give services the public part only.");
        }

        if (isProduction && key.Kid?.StartsWith(DevelopmentPrefix, StringComparison.Ordinal) == true)
        {
            throw new InvalidOperationException($"{file} holds the development key; Production refuses it.");
        }
    }
}
