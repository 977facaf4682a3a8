namespace Monitor.Identity;

/// <summary>What a client asked for at /authorize, found in order.</summary>
internal sealed record AuthorizationRequest
{
    public required Client Client { get; init; }

    public required string Redirect { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>PKCE, S256 (RFC 7636).</summary>
    public required string CodeChallenge { get; init; }

    /// <summary>Levels of which one is wanted; empty: any.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>How long ago they may have signed in.</summary>
    public TimeSpan? MaxAge { get; init; }

    public IReadOnlyList<string> Prompt { get; init; } = [];

    /// <summary>The persona to propose.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The subject that the client expects, by an ID token of ours; null where it does not say.</summary>
    public string? ExpectedSubject { get; init; }

    public bool MayAsk => !Prompt.Contains("none");

    /// <summary>Whether somebody who signed in so need not be asked again.</summary>
    public bool IsMetBy(SignIn signIn, DateTimeOffset now) =>
        !Prompt.Any(word => word is "login" or "select_account" or "consent")
        && (MaxAge is not { } age || now - signIn.At <= age)
        && (AcrValues.Count == 0 || AcrValues.Contains(signIn.Acr))
        && (ExpectedSubject is null || ExpectedSubject == signIn.Subject);
}
