namespace Monitor.Identity;

/// <summary>A refusal in the words of OAuth 2.0 and OpenID Connect.</summary>
/// <param name="Code">RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6.</param>
/// <param name="Description">For the developer of the client.</param>
internal sealed record OAuthError(string Code, string Description)
{
    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    public static OAuthError InvalidGrant(string description) => new("invalid_grant", description);

    /// <summary>One sentence for all that can be wrong with a client's id and secret.</summary>
    public static OAuthError InvalidClient { get; } =
        new("invalid_client", "The client is not known, or did not show who it is.");

    /// <summary>As an endpoint answers it: 400, or 401 for a client that did not show who it is.</summary>
    public IResult ToResult(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isClient = Code == "invalid_client";
        if (isClient)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"monitor\", charset=\"UTF-8\"";
        }

        return Results.Json(
            new Dictionary<string, string> { ["error"] = Code, ["error_description"] = Description },
            statusCode: isClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest);
    }
}
