using System.Text;

namespace Monitor.Sidecar;

/// <summary>Which app is called, and at which path.</summary>
/// <param name="AppId">As the caller wrote it, decoded.</param>
/// <param name="Method">The path from <c>/</c> on, decoded and cleaned; what access control looks at.</param>
/// <param name="PathAndQuery">What the callee gets.</param>
internal readonly record struct InvocationTarget(string AppId, string Method, string PathAndQuery)
{
    private const string Prefix = "/v1.0/invoke/";
    private const string MethodPart = "/method/";

    /// <summary>Reads the target of a request in the order of daprd: header, Basic, URL. Null: there is none.</summary>
    /// <exception cref="FormatException">The decoded path holds what no path may hold.</exception>
    public static InvocationTarget? Read(HttpRequest request, string rawTarget)
    {
        if (request.Headers["dapr-app-id"] is [{ Length: > 0 } named])
        {
            return Of(named, rawTarget);
        }
        if (FromBasic(request.Headers.Authorization.ToString()) is { } basic)
        {
            return Of(basic, rawTarget);
        }
        if (!rawTarget.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        var method = rawTarget.IndexOf(MethodPart, Prefix.Length, StringComparison.Ordinal);
        if (method <= Prefix.Length)
        {
            return null;
        }
        var appId = rawTarget[Prefix.Length..method];
        return Of(
            appId.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(appId) : appId,
            rawTarget[(method + MethodPart.Length - 1)..]);
    }

    private static InvocationTarget Of(string appId, string pathAndQuery)
    {
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? pathAndQuery : pathAndQuery[..question];
        if (IsPlain(path))
        {
            return new InvocationTarget(appId, path, pathAndQuery);
        }

        var method = Clean(Uri.UnescapeDataString(path));
        if (method.AsSpan().ContainsAny("#?\u007f") || method.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            throw new FormatException("invalid method name");
        }
        var encoded = string.Join('/', method.Split('/').Select(Uri.EscapeDataString));
        return new InvocationTarget(appId, method, question < 0 ? encoded : encoded + pathAndQuery[question..]);
    }

    /// <summary>Nothing to decode or clean, as in nearly every call.</summary>
    private static bool IsPlain(string path) =>
        path.Length > 0 && path[0] == '/' && (path.Length == 1 || path[^1] != '/')
        && !path.Contains('%', StringComparison.Ordinal) && !path.Contains('#', StringComparison.Ordinal)
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);

    /// <summary>As Go's path.Clean: no empty, <c>.</c> or <c>..</c> segments, no slash at the end.</summary>
    private static string Clean(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(segment);
            }
        }
        return "/" + string.Join('/', segments);
    }

    // Authorization: Basic base64("dapr-app-id:<appId>")
    private static string? FromBasic(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var encoded = authorization.AsSpan(6).Trim();
        Span<byte> bytes = stackalloc byte[256];
        if (encoded.Length > 340 || !Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return null;
        }
        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text.StartsWith("dapr-app-id:", StringComparison.Ordinal) && text.Length > 12 ? text[12..] : null;
    }
}
