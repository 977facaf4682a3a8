using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>What a token must be: asymmetric, of our issuer, for us, of now, and with sub and jti.</summary>
internal sealed class TokenRules(
    IOptions<AuthenticationOptions> options, IHostEnvironment environment, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    // RFC 8725 §3.1: the verifier names the algorithms. "none" and the HMACs are not among them.
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions bearer)
    {
        var settings = options.Value;
        bearer.MapInboundClaims = false;
        bearer.RequireHttpsMetadata = environment.IsProduction();
        bearer.Authority = settings.Authority;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsOfNow(notBefore, expires, settings.ClockSkew),
            NameClaimType = "sub",
            RoleClaimType = "roles",
        };
        if (settings.KeysFile is { } file)
        {
            bearer.TokenValidationParameters.IssuerSigningKeys = SigningKeys.Read(file, environment.IsProduction());
        }

        bearer.Events = new JwtBearerEvents { OnTokenValidated = RequireClaims };
    }

    private bool IsOfNow(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + skew && (notBefore is not { } begin || begin - skew <= now);
    }

    private static Task RequireClaims(TokenValidatedContext context)
    {
        var claims = context.Principal?.Claims.ToLookup(claim => claim.Type, claim => claim.Value)
            ?? throw new InvalidOperationException("A validated token has a principal.");
        // RFC 7515 §4.1.11: what is critical and not understood makes the token invalid; nothing of it is understood.
        if (context.SecurityToken is not JsonWebToken token || token.TryGetHeaderValue<object>("crit", out _))
        {
            context.Fail("The token names extensions that must be understood.");
        }
        else if (!IsOneText(claims[JwtRegisteredClaimNames.Sub]) || !IsOneText(claims[JwtRegisteredClaimNames.Jti]))
        {
            context.Fail("The token lacks sub or jti, or they are no plain text.");
        }
        else if (!IsOneCodeOrNone(claims["municipality"]))
        {
            context.Fail("The token's municipality is not one CBS code.");
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
