using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>
/// Keeps pages of other sites from opening sockets in a visitor's name: browsers ask nobody before they do, and tell
/// only the page's origin. RFC 6455 §10.2
/// </summary>
internal sealed class OriginCheck(StreamingOptions options)
{
    private readonly HashSet<string> allowed = new(
        options.AllowedOrigins.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a setting names an origin: a scheme, a host, perhaps a port, and no more.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && IsWeb(origin)
        && string.Equals(
            origin.GetLeftPart(UriPartial.Authority), text.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request comes from no page, from our own, or from one that may.</summary>
    public bool Passes(HttpRequest request) => request.Headers.Origin switch
    {
        [] => true,
        [{ } origin] => IsOwn(origin, request) || allowed.Contains(origin),
        _ => false,
    };

    /// <summary>
    /// The scheme is not compared: behind a proxy that ends TLS we see http, and the page's origin says https.
    /// </summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && IsWeb(page)
        && request.Host.HasValue
        && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsWeb(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp;
}
