namespace Monitor.Identity;

/// <summary><c>POST /revoke</c> (RFC 7009): ends the family of a refresh token.</summary>
internal sealed class RevocationEndpoint(ClientAuthentication clients, RefreshFamilies families, TokenReader tokens)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (await Parameters.ReadFormAsync(context) is not { Repeated: null } form || form["token"] is not { } token)
        {
            return OAuthError.InvalidRequest("Send a form with the token, once.").ToResult(context);
        }

        var (client, error) = clients.Identify(context, form);
        if (client is null)
        {
            return error!.ToResult(context);
        }

        // Who reads access tokens does not ask here: they end by themselves, soon.
        if (await tokens.AccessAsync(token) is not null)
        {
            return new OAuthError("unsupported_token_type", "Access tokens cannot be revoked.").ToResult(context);
        }

        if (families.Of(token) is { } family && family.ClientId == client.Id)
        {
            family.End();
        }

        return Results.Ok();   // one that is not known is as good as revoked (§2.2)
    }
}
