using System.Collections.Frozen;

using Microsoft.Extensions.Primitives;

namespace Monitor.Sidecar;

/// <summary>Which headers pass from caller to callee and back, and which are added.</summary>
internal static class ForwardedHeaders
{
    private static readonly FrozenSet<string> HopByHop = new[]
    {
        "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings", "te",
        "trailer", "proxy-authorization", "proxy-authenticate",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set anew on each call: a caller cannot pass for another.</summary>
    private static readonly FrozenSet<string> Replaced = new[]
    {
        "dapr-app-id", "destination-app-id", "dapr-caller-app-id", "dapr-caller-namespace", "dapr-callee-app-id",
        "host", "content-length", "expect",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void CopyRequest(HttpRequest from, HttpRequestMessage to, SidecarApp caller, SidecarApp callee)
    {
        var named = from.Headers.Connection;
        foreach (var header in from.Headers)
        {
            // The token is the caller's own secret with its sidecar; without one the header is a header.
            var isSecret = (caller.HasApiToken || callee.AppToken is not null)
                && header.Key.Equals("dapr-api-token", StringComparison.OrdinalIgnoreCase);
            if (!isSecret && !HopByHop.Contains(header.Key) && !Replaced.Contains(header.Key)
                && !IsNamed(named, header.Key))
            {
                Add(to, header.Key, header.Value);
            }
        }

        to.Headers.TryAddWithoutValidation("dapr-caller-app-id", caller.Id);
        to.Headers.TryAddWithoutValidation("dapr-caller-namespace", "default");
        to.Headers.TryAddWithoutValidation("dapr-callee-app-id", callee.Id);
        if (callee.AppToken is not null)
        {
            to.Headers.TryAddWithoutValidation("dapr-api-token", callee.AppToken);
        }
        if (caller != callee)
        {
            to.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
            to.Headers.TryAddWithoutValidation("X-Forwarded-Host", "127.0.0.1");
            to.Headers.TryAddWithoutValidation("Forwarded", "for=127.0.0.1;by=127.0.0.1;host=127.0.0.1");
        }
        if (from.Headers.TraceParent.Count == 0)
        {
            to.Headers.TryAddWithoutValidation("traceparent", TraceParent.New());
        }
    }

    public static void CopyResponse(HttpResponseMessage from, HttpResponse to)
    {
        foreach (var header in from.Headers.NonValidated)
        {
            if (!HopByHop.Contains(header.Key))
            {
                to.Headers[header.Key] = Values(header.Value);
            }
        }
        foreach (var header in from.Content.Headers.NonValidated)
        {
            to.Headers[header.Key] = Values(header.Value);
        }
    }

    private static void Add(HttpRequestMessage to, string name, StringValues values)
    {
        if (values.Count == 1)
        {
            if (!to.Headers.TryAddWithoutValidation(name, values[0]))
            {
                to.Content?.Headers.TryAddWithoutValidation(name, values[0]);
            }
        }
        else if (!to.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
        {
            to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
        }
    }

    private static StringValues Values(System.Net.Http.Headers.HeaderStringValues values) =>
        values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);

    private static bool IsNamed(StringValues connection, string header)
    {
        foreach (var line in connection)
        {
            if (line is not null && line.Contains(header, StringComparison.OrdinalIgnoreCase)
                && line.Split(',', StringSplitOptions.TrimEntries).Contains(header, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
