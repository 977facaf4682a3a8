using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Monitor.Gateway.Membership;

namespace Monitor.Gateway.Forwarding;

/// <summary>The headers that pass through the gateway; all others end there, both ways.</summary>
internal static class ForwardedHeaders
{
    private const string NoFrame = "frame-ancestors 'none'";

    private static readonly string[] toService =
    [
        "Accept", "Accept-Encoding", "Accept-Language", "Idempotency-Key", "If-Modified-Since",
        "If-None-Match",
    ];

    private static readonly string[] toClient =
    [
        "Content-Type", "Content-Length", "Content-Disposition", "Content-Encoding", "Content-Language",
        "Content-Security-Policy", "ETag", "Last-Modified", "Link", "Retry-After", "Vary", "WWW-Authenticate",
    ];

    /// <param name="from">The client's.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="to">What the service gets.</param>
    public static void Copy(HttpRequest from, ActingCaller caller, HttpRequestMessage to)
    {
        var token = caller.PassesOwnToken
            ? from.Headers.Authorization is [{ Length: > 0 } own] ? own : null
            : caller.Authorization;
        if (token is not null)
        {
            to.Headers.TryAddWithoutValidation("Authorization", token);
        }

        foreach (var name in toService)
        {
            if (from.Headers[name] is [{ Length: > 0 } value])
            {
                to.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (Activity.Current is null && from.Headers.TraceParent is [{ Length: > 0 } trace])
        {
            to.Headers.TryAddWithoutValidation("traceparent", trace);
        }

        if (to.Content is { } content)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", from.ContentType);
            content.Headers.ContentLength = from.ContentLength;
        }
    }

    /// <summary>
    /// Also says what holds for every answer: not kept, unless the line and the service let it; taken for what it says
    /// it is; in no frame.
    /// </summary>
    public static void Copy(HttpResponseMessage from, HttpResponse to, bool isCacheable)
    {
        foreach (var name in toClient)
        {
            if ((Find(from.Headers, name) ?? Find(from.Content.Headers, name)) is { } value)
            {
                to.Headers[name] = value;
            }
        }

        to.Headers.CacheControl = isCacheable && Find(from.Headers, "Cache-Control") is { } kept ? kept : "no-store";
        to.Headers.XContentTypeOptions = "nosniff";

        // Policies add up: a page of the service keeps its own, and still stands in no frame.
        to.Headers.ContentSecurityPolicy = to.Headers.ContentSecurityPolicy switch
        {
            [{ Length: > 0 } own] when own.Contains(NoFrame, StringComparison.Ordinal) => own,
            [{ Length: > 0 } own] => new StringValues([own, NoFrame]),
            _ => $"default-src 'none'; {NoFrame}",
        };
    }

    public static void AddRetry(HttpResponse to, TimeSpan after) =>
        to.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
