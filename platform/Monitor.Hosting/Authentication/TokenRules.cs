using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>
/// What a token must be: an access token, signed asymmetrically by a key that we know, of our issuer, for us, of now,
/// not given out for too long, and with a subject and an id.
/// </summary>
internal sealed class TokenRules(IOptions<AuthenticationOptions> options, ISigningKeys keys, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>Longer ones are refused unread; as much as a request's headers may hold.</summary>
    private const int LargestToken = 16 * 1024;

    // RFC 8725 §3.1: the verifier names the algorithms. "none" and the HMACs are not among them.
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly string[] DefaultTypes = ["at+jwt"];

    private readonly AuthenticationOptions _settings = options.Value;
    private readonly ClaimMapping _mapping = new(options.Value.Claims);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions bearer)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidIssuer = _settings.Issuer,
            ValidAudience = _settings.Audience,
            TypeValidator = (type, _, _) => CheckType(type),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            LifetimeValidator = (notBefore, expires, token, _) => IsOfNow(notBefore, expires, token),
            IssuerSigningKeyResolver = (_, _, id, _) => keys.Known(id) is { } key ? [key] : [],
            TryAllIssuerSigningKeys = false,
            NameClaimType = "sub",
            RoleClaimType = "roles",
        };
        bearer.Events = new JwtBearerEvents { OnMessageReceived = LookForKeyAsync, OnTokenValidated = RequireClaims };
    }

    /// <summary>Keys change while we run: one that is not known yet is looked for before the token is judged.</summary>
    private async Task LookForKeyAsync(MessageReceivedContext context)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > LargestToken)
        {
            context.Fail("The token is too long.");
        }
        else if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && KeyIdOf(header.AsSpan(Scheme.Length).Trim()) is { } id)
        {
            await keys.LookForAsync(id, context.HttpContext.RequestAborted);
        }
    }

    // Only the header: the token is read whole when it is judged.
    private static string? KeyIdOf(ReadOnlySpan<char> token)
    {
        try
        {
            var end = token.IndexOf('.');
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token[..Math.Max(end, 0)].ToString()));
            return header.RootElement.ValueKind == JsonValueKind.Object
                && header.RootElement.TryGetProperty("kid", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException)
        {
            return null;   // no token: refused when it is judged
        }
    }

    // RFC 7515 §4.1.9: "application/" may be left out, and letters' case does not matter.
    private string CheckType(string? type)
    {
        const string Prefix = "application/";
        var bare = type?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true ? type[Prefix.Length..] : type;
        return (_settings.TokenTypes ?? DefaultTypes).Contains(bare, StringComparer.OrdinalIgnoreCase)
            ? bare!
            : throw new SecurityTokenInvalidTypeException("The token is no access token by its typ.");
    }

    private bool IsOfNow(DateTime? notBefore, DateTime? expires, SecurityToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + _settings.ClockSkew
            && (notBefore is not { } begin || begin - _settings.ClockSkew <= now)
            && token is JsonWebToken { IssuedAt: var issued } && issued > DateTime.UnixEpoch
            && issued - _settings.ClockSkew <= now && end - issued <= _settings.LongestLife;
    }

    private Task RequireClaims(TokenValidatedContext context)
    {
        if (context.Principal is not { } user || context.SecurityToken is not JsonWebToken token)
        {
            throw new InvalidOperationException("A validated token has a principal.");
        }

        var claims = user.Claims.ToLookup(claim => claim.Type, claim => claim.Value);

        // RFC 7515 §4.1.11: what is critical and not understood makes the token invalid; nothing of it is understood.
        if (token.TryGetHeaderValue<object>("crit", out _))
        {
            context.Fail("The token names extensions that must be understood.");
        }
        else if (TokenPurpose.IsAnother(claims, token.Typ))
        {
            context.Fail("The token is an ID token, a refresh token or a notice of logout.");
        }
        else if (!IsOneText(claims[_settings.Claims.Subject]) || !IsOneText(claims[_settings.Claims.TokenId]))
        {
            context.Fail("The token lacks its subject or its id, or they are no plain text.");
        }
        else if (!IsOneCodeOrNone(claims["municipality"]))
        {
            context.Fail("The token's municipality is not one CBS code.");
        }
        else
        {
            context.Principal = _mapping.Apply(user);
        }

        return Task.CompletedTask;
    }

    private static bool IsOneText(IEnumerable<string> values) =>
        values.ToArray() is [{ } value] && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl);

    /// <summary>Someone who acts for two would be taken for the first: such a token is not understood.</summary>
    private static bool IsOneCodeOrNone(IEnumerable<string> values) => values.ToArray() switch
    {
        [] => true,
        [{ Length: 6 } code] => code.StartsWith("GM", StringComparison.Ordinal) && code.Skip(2).All(char.IsAsciiDigit),
        _ => false,
    };
}
