using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>
/// Refuses what a stranger's page can have a browser send without asking us first. The rule is Apollo's, so that
/// clients made for it work.
/// </summary>
/// <remarks>
/// A browser asks first (CORS preflight, which we do not answer) wherever the content type is not one of a form, or a
/// header is set that no form can set. https://fetch.spec.whatwg.org/#cors-safelisted-request-header
/// </remarks>
internal static class CsrfPrevention
{
    private static readonly string[] Headers =
        ["graphql-preflight", "apollo-require-preflight", "x-apollo-operation-name"];

    private static readonly string[] FormTypes =
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    /// <exception cref="RequestException">400: it may come from a stranger's page.</exception>
    public static void Check(HttpRequest request)
    {
        if (!HasOwnContentType(request) && !Array.Exists(Headers, name => HasValue(request, name)))
        {
            throw new RequestException(
                StatusCodes.Status400BadRequest,
                "CSRF_PREVENTED",
                "Any page could have had this browser send this. Send a Content-Type of application/json, or the "
                + "header graphql-preflight (or apollo-require-preflight) with any value.");
        }
    }

    /// <summary>A type that cannot be parsed is no better than none.</summary>
    private static bool HasOwnContentType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && !FormTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase);

    private static bool HasValue(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value);
}
