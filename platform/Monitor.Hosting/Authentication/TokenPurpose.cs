namespace Monitor.Hosting;

/// <summary>
/// Tells tokens that were made for something else than access by what only they carry, for providers whose access
/// tokens have no <c>typ</c> of their own.
/// </summary>
internal static class TokenPurpose
{
    // OpenID Connect Core §3.3.2.11 (at_hash, c_hash), FAPI (s_hash); Back-Channel Logout §2.4 (events).
    private static readonly string[] Marks = ["at_hash", "c_hash", "s_hash", "events"];

    // Core §2: the front end's nonce comes back in the ID token. Of Entra ID's, which bear no hash where they come from
    // the token endpoint, it is the one mark; Keycloak before 25 wrote it in access tokens too.
    private const string Nonce = "nonce";

    // Keycloak says in the claim typ what a token is for; Cognito in token_use.
    private static readonly string[] Kinds = ["typ", "token_use"];
    private static readonly string[] Access = ["bearer", "access", "at+jwt", "dpop"];

    /// <summary>Whether these claims are of an ID token, a refresh token or a logout token.</summary>
    /// <param name="claims">All of the token.</param>
    /// <param name="type">What its header says; null: nothing.</param>
    public static bool IsAnother(ILookup<string, string> claims, string? type) =>
        Marks.Any(claims.Contains)
        || (claims.Contains(Nonce) && !IsTyped(type))
        || Kinds.SelectMany(kind => claims[kind])
            .Any(value => !Access.Contains(value, StringComparer.OrdinalIgnoreCase));

    private static bool IsTyped(string? type) => type?.EndsWith("at+jwt", StringComparison.OrdinalIgnoreCase) == true;
}
