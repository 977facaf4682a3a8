using System.Buffers;

namespace Monitor.Gateway.Subgraphs;

/// <summary>Which of a client's headers may be passed on to subgraphs at all, whatever the settings say.</summary>
internal static class PassedHeaders
{
    /// <summary>What the settings start from. Traces and the idempotency key go along beside it.</summary>
    public static IReadOnlyList<string> Default { get; } = ["Authorization"];

    /// <summary>RFC 9110 §5.6.2</summary>
    private static readonly SearchValues<char> token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Hop-by-hop (RFC 9110 §7.6.1), about the body that the gateway writes itself, or what it sets itself.
    /// </summary>
    private static readonly HashSet<string> never = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "HTTP2-Settings", "Expect", "Host", "Accept", "Accept-Encoding", "Range",
        "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Forwarded", "Via",
        "Idempotency-Key", "traceparent", "tracestate", "baggage", "Destination-App-Id",
    };

    /// <summary>What says who calls, or by which way: only the gateway, its proxies and its sidecar say that.</summary>
    private static readonly string[] neverBeginning = ["Content-", "X-Forwarded-", "Dapr-", "Monitor-"];

    /// <summary>Whether a header of this name may be passed on.</summary>
    public static bool MayPass(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAnyExcept(token)
        && !never.Contains(name)
        && !neverBeginning.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether the client's <c>Connection</c> header makes a header one of its own hop. RFC 9110 §7.6.1
    /// </summary>
    public static bool IsOfConnection(HttpRequest request, string name)
    {
        foreach (var line in request.Headers.Connection)
        {
            foreach (var option in line.AsSpan().Split(','))
            {
                if (line.AsSpan()[option].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
