using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>What the provider can, for clients to read (OpenID Connect Discovery §3, RFC 8414).</summary>
internal sealed class Discovery(IOptions<IdentityOptions> options, ClientBook clients)
{
    public Dictionary<string, object> Document()
    {
        var issuer = options.Value.Issuer;
        return new Dictionary<string, object>
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"{issuer}/authorize",
            ["token_endpoint"] = $"{issuer}/token",
            ["userinfo_endpoint"] = $"{issuer}/userinfo",
            ["jwks_uri"] = $"{issuer}/jwks",
            ["end_session_endpoint"] = $"{issuer}/end-session",
            ["revocation_endpoint"] = $"{issuer}/revoke",
            ["scopes_supported"] = clients.All.SelectMany(client => client.Scopes).Distinct().Order().ToArray(),
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query" },
            ["grant_types_supported"] = Grant.All,
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { SigningKey.Rs256, SigningKey.Es256 },
            ["token_endpoint_auth_methods_supported"] = ClientAuthentication.Methods,
            ["revocation_endpoint_auth_methods_supported"] = ClientAuthentication.Methods,
            ["code_challenge_methods_supported"] = new[] { "S256" },
            ["acr_values_supported"] = Levels.All,
            ["prompt_values_supported"] = new[] { "none", "login", "consent", "select_account" },
            ["claims_supported"] = new[]
            {
                "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "name", "locale",
                "email", "email_verified",
            },
            ["claim_types_supported"] = new[] { "normal" },
            ["ui_locales_supported"] = new[] { "nl" },
            ["authorization_response_iss_parameter_supported"] = true,
            ["claims_parameter_supported"] = false,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
            ["require_request_uri_registration"] = false,
        };
    }
}
