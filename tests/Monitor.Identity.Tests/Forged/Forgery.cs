using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity.Tests.Forged;

/// <summary>Tokens that must not work at a door, each wrong in one way.</summary>
internal static class Forgery
{
    /// <summary>By what is wrong with them: reliability's table of forged and stale tokens.</summary>
    public static IReadOnlyDictionary<string, Func<IDoor, string[]>> All { get; } =
        new Dictionary<string, Func<IDoor, string[]>>
        {
            ["algorithm none"] = door => [Unsigned(door)],
            ["HS256 with the public key as the secret"] = door => [ByPublicKey(door)],
            ["another key by the same id"] = door => [ByAnotherKey(door, door.Key.Id)],
            ["another key by its own id"] = door => [ByAnotherKey(door, "another")],
            ["a key id that is a path"] = door => [Headed(door, "kid", "../../../../../../dev/null")],
            ["a key id that is SQL"] = door => [Headed(door, "kid", "x' UNION SELECT 'secret")],
            ["a key id that is an address"] = door => [Headed(door, "kid", "http://127.0.0.1:1/jwks")],
            ["no key id"] = door => [Headed(door, "kid", null)],
            ["a key that it brings: jwk"] = door => [WithItsKey(door, "jwk")],
            ["a key that it points at: jku"] = door => [WithItsKey(door, "jku")],
            ["a key that it points at: x5u"] = door => [WithItsKey(door, "x5u")],
            ["expired beyond the skew"] = door => [With(door, "exp", Now - 6, ("iat", Now - 30), ("nbf", Now - 30))],
            ["expired long ago"] = door =>
                [With(door, "exp", Now - 86400, ("iat", Now - 86430), ("nbf", Now - 86430))],
            ["not yet valid"] = door => [With(door, "nbf", Now + 20)],
            ["issued in the future"] = door => [With(door, "iat", Now + 20)],
            ["of a twin of the issuer"] = door => [With(door, "iss", door.Issuer + "/")],
            ["for another audience"] = door => [With(door, "aud", "another")],
            ["without aud"] = door => [With(door, "aud", null)],
            ["without exp"] = door => [With(door, "exp", null)],
            ["without iat"] = door => [With(door, "iat", null)],
            ["without jti"] = door => [With(door, "jti", null)],
            ["without sub"] = door => [With(door, "sub", null)],
            ["given out for a second too long"] = door =>
                [With(door, "exp", Now + (long)door.LongestLife.TotalSeconds + 1, ("iat", Now))],
            ["an ID token by its typ"] = door => [Headed(door, "typ", "JWT")],
            ["an ID token by its at_hash"] = door => [With(door, "at_hash", "77QmUPtjPfzWtF2AnpK9RQ")],
            ["a refresh token by its claim typ"] = door => [With(door, "typ", "Refresh")],
            ["a logout token"] = door => [With(door, "events", new Dictionary<string, string>())],
            ["an extension that must be understood"] = door => [Headed(door, "crit", new[] { "b64" })],
            ["one byte changed in the header"] = door => [Changed(door, 0)],
            ["one byte changed in the claims"] = door => [Changed(door, 1)],
            ["one byte changed in the signature"] = door => [Changed(door, 2)],
            ["no signature"] = door => [string.Join('.', [.. Good(door).Split('.')[..2], ""])],
            ["half of it"] = door => [Good(door)[..(Good(door).Length / 2)]],
            ["two of them"] = door => [Good(door), Good(door)],
            ["a good one and a bad one"] = door => [Good(door), "abc"],
            ["empty"] = _ => [""],
            ["no token"] = _ => ["abc"],
            ["an opaque refresh token"] = _ => [$"{Secret.New()}.{Secret.New()}"],
        };

    /// <summary>One that works, to know that only the fault is refused.</summary>
    public static string Good(IDoor door) => door.Key.Sign(AccessToken.Type, Claims(door));

    public static Dictionary<string, object> Claims(IDoor door) => new AccessToken
    {
        Issuer = door.Issuer, Audience = door.Audience, Subject = "officer@gm0153", Client = "portal",
        Lifetime = door.LongestLife,
    }.Claims(DateTimeOffset.FromUnixTimeSeconds(Now));

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string With(IDoor door, string name, object? value, params (string Name, object Value)[] more)
    {
        var claims = Claims(door);
        foreach (var (other, given) in more)
        {
            claims[other] = given;
        }

        Set(claims, name, value);
        return door.Key.Sign(AccessToken.Type, claims);
    }

    private static string Headed(IDoor door, string name, object? value)
    {
        var header = HeaderOf(door);
        Set(header, name, value);
        return door.Key.SignRaw(JsonSerializer.Serialize(header), JsonSerializer.Serialize(Claims(door)));
    }

    private static Dictionary<string, object> HeaderOf(IDoor door) =>
        new() { ["alg"] = SigningKey.Es256, ["typ"] = AccessToken.Type, ["kid"] = door.Key.Id };

    private static void Set(Dictionary<string, object> members, string name, object? value)
    {
        if (value is null)
        {
            members.Remove(name);
        }
        else
        {
            members[name] = value;
        }
    }

    private static string Unsigned(IDoor door)
    {
        var header = HeaderOf(door);
        header["alg"] = "none";
        return $"{Part(header)}.{Part(Claims(door))}.";
    }

    // The classic confusion: the verifier's public key used as the secret of an HMAC.
    private static string ByPublicKey(IDoor door)
    {
        var header = HeaderOf(door);
        header["alg"] = "HS256";
        var text = $"{Part(header)}.{Part(Claims(door))}";
        var secret = Encoding.UTF8.GetBytes(SigningKey.Jwks([door.Key]));
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string ByAnotherKey(IDoor door, string id)
    {
        using var key = SigningKey.Create(SigningKey.Es256);
        return key.Sign(AccessToken.Type, Claims(door), new Dictionary<string, object> { ["kid"] = id });
    }

    private static string WithItsKey(IDoor door, string name)
    {
        using var key = SigningKey.Create(SigningKey.Es256);
        object value = name == "jwk" ? key.PublicKey() : "http://127.0.0.1:1/keys";
        return key.Sign(AccessToken.Type, Claims(door), new Dictionary<string, object> { [name] = value });
    }

    private static string Changed(IDoor door, int part)
    {
        var parts = Good(door).Split('.');
        var middle = parts[part].Length / 2;
        parts[part] = parts[part][..middle] + (parts[part][middle] == 'A' ? 'B' : 'A') + parts[part][(middle + 1)..];
        return string.Join('.', parts);
    }

    private static string Part(object json) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(json));
}
