using System.Net.Http.Headers;

namespace Monitor.Identity;

/// <summary>
/// <c>/userinfo</c> (OpenID Connect Core §5.3): the persona of an access token, as far as its scopes go.
/// </summary>
internal sealed class UserInfoEndpoint(TokenReader tokens, PersonaBook personas)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (await TokenOfAsync(context) is not { } text)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var token = await tokens.AccessAsync(text);
        if (token is null || personas.Find(token.Subject) is not { } persona)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var scopes = token.TryGetPayloadValue<string>("scope", out var given) ? given.Split(' ') : [];
        if (!scopes.Contains("openid"))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\", scope=\"openid\"";
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var claims = new Dictionary<string, object> { ["sub"] = persona.Subject };
        if (scopes.Contains("profile"))
        {
            claims["name"] = persona.Name;
            claims["locale"] = "nl";
        }

        if (scopes.Contains("email"))
        {
            claims["email"] = persona.Email;
            claims["email_verified"] = true;
        }

        return Results.Json(claims);
    }

    // RFC 6750 §2.1 and §2.2: the header, or a form's field.
    private static async Task<string?> TokenOfAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ Length: > 0 } header]
            ? AuthenticationHeaderValue.TryParse(header, out var value)
                && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
                ? value.Parameter
                : null
            : HttpMethods.IsPost(context.Request.Method)
                ? (await Parameters.ReadFormAsync(context))?["access_token"]
                : null;
}
