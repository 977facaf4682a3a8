using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary>Reads tokens that this provider gave out.</summary>
internal sealed class TokenReader(KeyRing keys, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>An access token of ours that holds now; null for anything else.</summary>
    public Task<JsonWebToken?> AccessAsync(string token) => ReadAsync(token, new TokenValidationParameters
    {
        ValidTypes = [AccessToken.Type],
        ValidAudience = options.Value.Audience,
        LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow().UtcDateTime,
    });

    /// <summary>Whom an ID token names, expired or not; null where it is none of ours.</summary>
    public async Task<string?> SubjectOfHintAsync(string token) => (await HintAsync(token))?.Subject;

    /// <summary>
    /// An ID token of ours, expired or not (Session Management and RP-Initiated Logout take old ones).
    /// </summary>
    public Task<JsonWebToken?> HintAsync(string token) => ReadAsync(token, new TokenValidationParameters
    {
        ValidTypes = ["JWT"],
        ValidateAudience = false,
        ValidateLifetime = false,
    });

    private async Task<JsonWebToken?> ReadAsync(string token, TokenValidationParameters rules)
    {
        rules.ValidIssuer = options.Value.Issuer;
        rules.ValidAlgorithms = [SigningKey.Es256, SigningKey.Rs256];
        rules.IssuerSigningKeys = keys.PublicKeys;
        rules.TryAllIssuerSigningKeys = false;
        var result = await handler.ValidateTokenAsync(token, rules);
        return result.IsValid ? result.SecurityToken as JsonWebToken : null;
    }
}
