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
        var missing = new[] { JwtRegisteredClaimNames.Sub, JwtRegisteredClaimNames.Jti }
            .Where(claim => string.IsNullOrWhiteSpace(context.Principal?.FindFirst(claim)?.Value))
            .ToArray();
        if (missing.Length > 0)
        {
            context.Fail($"The token lacks {string.Join(" and ", missing)}.");
        }

        return Task.CompletedTask;
    }
}
