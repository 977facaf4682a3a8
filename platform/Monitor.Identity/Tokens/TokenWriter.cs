using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary>Signs access tokens and ID tokens.</summary>
internal sealed class TokenWriter(KeyRing keys, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private readonly IdentityOptions _options = options.Value;

    public TimeSpan LifetimeFor(Client client) => client.IsPublic ? _options.PublicAccessToken : _options.AccessToken;

    /// <param name="client">To whom.</param>
    /// <param name="scopes">For what.</param>
    /// <param name="signIn">Whose; null for the client's own.</param>
    public string Access(Client client, IReadOnlyList<string> scopes, SignIn? signIn)
    {
        var token = new AccessToken
        {
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            Subject = signIn?.Subject ?? client.Id,
            Client = client.Id,
            Scopes = scopes,
            Acr = signIn?.Acr,
            Amr = signIn?.Amr ?? [],
            AuthenticatedAt = signIn?.At,
            Lifetime = LifetimeFor(client),
        };
        return keys.Signing(SigningKey.Es256).Sign(AccessToken.Type, token.Claims(clock.GetUtcNow()));
    }

    /// <summary>OpenID Connect Core §2.</summary>
    /// <param name="client">For whom.</param>
    /// <param name="signIn">Who.</param>
    /// <param name="nonce">Of the request; null at a renewal (§12.2).</param>
    /// <param name="access">The access token beside it.</param>
    public string Id(Client client, SignIn signIn, string? nonce, string access)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = _options.Issuer,
            ["sub"] = signIn.Subject,
            ["aud"] = client.Id,
            ["iat"] = now,
            ["exp"] = now + (long)_options.IdToken.TotalSeconds,
            ["auth_time"] = signIn.At.ToUnixTimeSeconds(),
            ["acr"] = signIn.Acr,
            ["amr"] = signIn.Amr,
            ["at_hash"] = HalfHash(access),
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return keys.Signing(client.IdTokenAlgorithm).Sign("JWT", claims);
    }

    // §3.1.3.6: the left half of the hash that the token's own algorithm uses; SHA-256 of both of ours.
    private static string HalfHash(string token) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token))[..16]);
}
