using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>Answers in the words of daprd's own errors.</summary>
internal static class DaprError
{
    // A JSON answer, never HTML: quotes in messages stay readable.
    private static readonly JsonSerializerOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task DirectInvokeAsync(HttpContext http, int status, string message) =>
        WriteAsync(http, status, "ERR_DIRECT_INVOKE", message, null);

    public static Task HealthAsync(HttpContext http, string code, string message) =>
        WriteAsync(http, StatusCodes.Status500InternalServerError, code, message, null);

    /// <summary>An error of publishing, with the details that daprd gives since v1.13.</summary>
    public static Task PubSubAsync(
        HttpContext http, int status, string code, string reason, string pubSub, string message,
        bool withResource = true)
    {
        var info = new Dictionary<string, object>
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
            ["domain"] = "dapr.io",
            ["metadata"] = new Dictionary<string, string>(),
            ["reason"] = reason,
        };
        var resource = new Dictionary<string, object>
        {
            ["@type"] = "type.googleapis.com/google.rpc.ResourceInfo",
            ["resource_type"] = "pubsub",
            ["resource_name"] = pubSub,
        };
        return WriteAsync(http, status, code, message, withResource ? [info, resource] : [info]);
    }

    private static Task WriteAsync(
        HttpContext http, int status, string code, string message, IReadOnlyList<object>? details)
    {
        var body = new Dictionary<string, object> { ["errorCode"] = code, ["message"] = message };
        if (details is not null)
        {
            body["details"] = details;
        }
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, AsWritten);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
