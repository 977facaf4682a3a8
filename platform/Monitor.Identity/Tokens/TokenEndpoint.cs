using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary><c>POST /token</c>: codes, refresh tokens and clients' own secrets for tokens.</summary>
internal sealed partial class TokenEndpoint(
    ClientAuthentication clients, Codes codes, RefreshFamilies families, TokenWriter tokens)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (await Parameters.ReadFormAsync(context) is not { } form)
        {
            return OAuthError.InvalidRequest("Send a form: application/x-www-form-urlencoded.").ToResult(context);
        }

        if (form.Repeated is { } repeated)
        {
            return OAuthError.InvalidRequest($"{repeated} is sent more than once.").ToResult(context);
        }

        var (client, error) = clients.Identify(context, form);
        if (client is null)
        {
            return error!.ToResult(context);
        }

        return form["grant_type"] switch
        {
            null => OAuthError.InvalidRequest("grant_type is missing.").ToResult(context),
            { } grant when !Grant.All.Contains(grant) =>
                new OAuthError("unsupported_grant_type", "See grant_types_supported.").ToResult(context),
            { } grant when !client.Grants.Contains(grant) =>
                new OAuthError("unauthorized_client", $"This client may not use {grant}.").ToResult(context),
            Grant.Code => ForCode(context, client, form),
            Grant.Refresh => ForRefresh(context, client, form),
            _ => ForClient(context, client, form),
        };
    }

    private IResult ForCode(HttpContext context, Client client, Parameters form)
    {
        if (codes.Redeem(form["code"]) is not { } grant || grant.Request.Client.Id != client.Id)
        {
            return OAuthError.InvalidGrant("The code is not known, too old, used, or another client's.")
                .ToResult(context);
        }

        if (form["redirect_uri"] != grant.Request.Redirect)
        {
            return OAuthError.InvalidGrant("redirect_uri is another than that of the request.").ToResult(context);
        }

        if (form["code_verifier"] is not { } verifier || !Fits(verifier, grant.Request.CodeChallenge))
        {
            return OAuthError.InvalidGrant("code_verifier is not that of the code_challenge.").ToResult(context);
        }

        var refresh = client.Grants.Contains(Grant.Refresh) && grant.Request.Scopes.Contains("offline_access")
            ? families.Begin(grant).Next(null)
            : null;
        return Answer(client, grant.SignIn, grant.Request.Scopes, grant.Request.Nonce, refresh);
    }

    private IResult ForRefresh(HttpContext context, Client client, Parameters form)
    {
        var family = families.Of(form["refresh_token"]);
        if (family is null || family.ClientId != client.Id)
        {
            return OAuthError.InvalidGrant("The refresh token is not known, or another client's.").ToResult(context);
        }

        // RFC 6749 §6: less than what was given, never more.
        var scopes = form["scope"] is null ? family.Scopes : form.Words("scope");
        if (!scopes.All(family.Scopes.Contains))
        {
            return new OAuthError("invalid_scope", "More than this sign-in was given.").ToResult(context);
        }

        return family.Next(form["refresh_token"]) is { } next
            ? Answer(client, family.SignIn, scopes, nonce: null, next)
            : OAuthError.InvalidGrant("The refresh token was used before: sign in again.").ToResult(context);
    }

    private IResult ForClient(HttpContext context, Client client, Parameters form)
    {
        var scopes = form["scope"] is null ? client.Scopes : form.Words("scope");
        if (scopes.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } foreign)
        {
            return new OAuthError("invalid_scope", $"This client may not ask for {foreign}.").ToResult(context);
        }

        return Results.Json(Body(client, tokens.Access(client, scopes, signIn: null), scopes));
    }

    private IResult Answer(
        Client client, SignIn signIn, IReadOnlyList<string> scopes, string? nonce, string? refresh)
    {
        var access = tokens.Access(client, scopes, signIn);
        var body = Body(client, access, scopes);
        if (scopes.Contains("openid"))
        {
            body["id_token"] = tokens.Id(client, signIn, nonce, access);
        }

        if (refresh is not null)
        {
            body["refresh_token"] = refresh;
        }

        return Results.Json(body);
    }

    private Dictionary<string, object> Body(Client client, string access, IReadOnlyList<string> scopes) => new()
    {
        ["access_token"] = access,
        ["token_type"] = "Bearer",
        ["expires_in"] = (int)tokens.LifetimeFor(client).TotalSeconds,
        ["scope"] = string.Join(' ', scopes),
    };

    private static bool Fits(string verifier, string challenge) =>
        Verifier().IsMatch(verifier)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge));

    // RFC 7636 §4.1.
    [GeneratedRegex(@"^[A-Za-z0-9\-._~]{43,128}$")]
    private static partial Regex Verifier();
}
