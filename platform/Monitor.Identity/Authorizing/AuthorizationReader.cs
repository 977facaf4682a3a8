using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Identity;

/// <summary>What became of a request at /authorize: one of three.</summary>
internal abstract record Reading
{
    /// <summary>In order.</summary>
    public sealed record Good(AuthorizationRequest Request) : Reading;

    /// <summary>Wrong, and the client may be told at its own address.</summary>
    public sealed record Refused(string Redirect, string? State, OAuthError Error) : Reading;

    /// <summary>It is not sure whose request it is: only the person is told (RFC 6749 §4.1.2.1).</summary>
    public sealed record Untrusted(string Sentence) : Reading;
}

/// <summary>Holds requests at /authorize to OpenID Connect Core §3.1.2 and RFC 9700: code with PKCE, S256.</summary>
internal sealed partial class AuthorizationReader(ClientBook clients, TokenReader tokens)
{
    private static readonly string[] prompts = ["none", "login", "consent", "select_account"];

    public async Task<Reading> ReadAsync(Parameters sent)
    {
        if (clients.Find(sent["client_id"]) is not { } client)
        {
            return new Reading.Untrusted("Deze toepassing (client_id) is hier niet bekend.");
        }

        if (sent["redirect_uri"] is not { } redirect || !client.Redirects.Contains(redirect, StringComparer.Ordinal))
        {
            return new Reading.Untrusted(
                "Het terugkeeradres (redirect_uri) is niet dat van deze toepassing, letter voor letter.");
        }

        if (FaultOf(sent, client) is { } fault)
        {
            return new Reading.Refused(redirect, sent["state"], fault);
        }

        var hint = sent["id_token_hint"] is { } token ? await tokens.SubjectOfHintAsync(token) : null;
        return hint is null && sent["id_token_hint"] is not null
            ? new Reading.Refused(redirect, sent["state"], OAuthError.InvalidRequest("id_token_hint is none of ours."))
            : new Reading.Good(new AuthorizationRequest
            {
                Client = client,
                Redirect = redirect,
                State = sent["state"],
                Nonce = sent["nonce"],
                Scopes = [.. sent.Words("scope").Distinct()],
                CodeChallenge = sent["code_challenge"]!,
                AcrValues = [.. sent.Words("acr_values").Where(Levels.All.Contains)],
                MaxAge = sent["max_age"] is { } age
                    ? TimeSpan.FromSeconds(int.Parse(age, CultureInfo.InvariantCulture))
                    : null,
                Prompt = sent.Words("prompt"),
                LoginHint = sent["login_hint"],
                ExpectedSubject = hint,
            });
    }

    private static OAuthError? FaultOf(Parameters sent, Client client)
    {
        if (sent.Repeated is { } repeated)
        {
            return OAuthError.InvalidRequest($"{repeated} is sent more than once.");
        }

        return UnsupportedBy(sent, client) ?? PkceFaultOf(sent) ?? PromptFaultOf(sent) ?? ScopeFaultOf(sent, client);
    }

    private static OAuthError? UnsupportedBy(Parameters sent, Client client) => sent switch
    {
        _ when sent["request"] is not null => new("request_not_supported", "Send parameters, not a request object."),
        _ when sent["request_uri"] is not null => new("request_uri_not_supported", "Send parameters."),
        _ when sent["registration"] is not null => new("registration_not_supported", "Clients stand in the settings."),
        _ when sent["response_type"] is null => OAuthError.InvalidRequest("response_type is missing."),
        _ when sent["response_type"] != "code" => new("unsupported_response_type", "Only response_type=code."),
        _ when sent["response_mode"] is not (null or "query") =>
            OAuthError.InvalidRequest("Only response_mode=query."),
        _ when !client.Grants.Contains(Grant.Code) =>
            new("unauthorized_client", "This client may not send people here."),
        _ => null,
    };

    private static OAuthError? PkceFaultOf(Parameters sent) =>
        sent["code_challenge"] is not { } challenge ? OAuthError.InvalidRequest("code_challenge is missing (PKCE).")
        : sent["code_challenge_method"] != "S256" ? OAuthError.InvalidRequest("code_challenge_method must be S256.")
        : !Challenge().IsMatch(challenge) ? OAuthError.InvalidRequest("code_challenge is no SHA-256 in base64url.")
        : null;

    private static OAuthError? PromptFaultOf(Parameters sent)
    {
        var asked = sent.Words("prompt");
        return asked.FirstOrDefault(word => !prompts.Contains(word)) is { } unknown
            ? OAuthError.InvalidRequest($"There is no prompt={unknown}.")
            : asked.Contains("none") && asked.Count > 1 ? OAuthError.InvalidRequest("prompt=none stands alone.")
            : sent["max_age"] is { } age && !int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? OAuthError.InvalidRequest("max_age is a number of seconds.")
            : null;
    }

    private static OAuthError? ScopeFaultOf(Parameters sent, Client client)
    {
        var asked = sent.Words("scope");
        return asked.Count == 0 ? new("invalid_scope", "scope is missing: openid, for one.")
            : asked.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } foreign
                ? new("invalid_scope", $"This client may not ask for {foreign}.")
            : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43}$")]
    private static partial Regex Challenge();
}
