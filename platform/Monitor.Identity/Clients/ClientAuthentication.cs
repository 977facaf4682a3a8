using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Monitor.Identity;

/// <summary>
/// Which client calls /token or /revoke: by client_secret_basic or client_secret_post, and public clients by their id
/// alone (RFC 6749 §2.3, OpenID Connect Core §9).
/// </summary>
internal sealed class ClientAuthentication(ClientBook clients)
{
    public static IReadOnlyList<string> Methods { get; } = ["client_secret_basic", "client_secret_post", "none"];

    /// <summary>The client, or what is wrong.</summary>
    public (Client? Client, OAuthError? Error) Identify(HttpContext context, Parameters form)
    {
        if (context.Request.Headers.Authorization is [{ Length: > 0 } header])
        {
            return form["client_secret"] is not null
                ? (null, OAuthError.InvalidRequest("A client shows who it is in one way only."))
                : ByHeader(header, form);
        }

        var client = clients.Find(form["client_id"]);
        var isSure = client is not null
            && (form["client_secret"] is { } secret ? client.Knows(secret) : client.IsPublic);
        return isSure ? (client, null) : (null, OAuthError.InvalidClient);
    }

    private (Client? Client, OAuthError? Error) ByHeader(string header, Parameters form)
    {
        if (Read(header) is not { } shown
            || clients.Find(shown.Id) is not { } client
            || (form["client_id"] is { } named && named != client.Id)
            || !client.Knows(shown.Secret))
        {
            return (null, OAuthError.InvalidClient);
        }

        return (client, null);
    }

    // RFC 6749 §2.3.1: both are form-encoded before they are joined.
    private static (string Id, string Secret)? Read(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value)
            || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || value.Parameter is null)
        {
            return null;
        }

        var bytes = new byte[value.Parameter.Length];
        return Convert.TryFromBase64String(value.Parameter, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret))
            : null;
    }
}
