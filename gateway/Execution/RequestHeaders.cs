using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Gateway.Execution;

/// <summary>
/// The client's headers that subgraphs get; all others end at the gateway.
/// </summary>
internal sealed record RequestHeaders(string? Authorization, string? IdempotencyKey, string? TraceParent)
{
    /// <summary>Characters that a subgraph takes for a key, as the gateway does from its client.</summary>
    private const int LongestKey = 200;

    public static RequestHeaders Of(HttpRequest request) => new(
        One(request, "Authorization"), One(request, "Idempotency-Key"), One(request, "traceparent"));

    /// <param name="headers">Of the request to a subgraph.</param>
    /// <param name="idempotencySuffix">
    /// Null: the key is not sent, as the call changes nothing. A mutation over several calls takes a suffix for each,
    /// so that none is taken for a repetition of another.
    /// </param>
    public void AddTo(HttpRequestHeaders headers, string? idempotencySuffix)
    {
        headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
        if (Authorization is not null)
        {
            headers.TryAddWithoutValidation("Authorization", Authorization);
        }
        if (TraceParent is not null && Activity.Current is null)
        {
            // With an activity HttpClient writes the header itself, for the span of this very fetch.
            headers.TryAddWithoutValidation("traceparent", TraceParent);
        }
        if (IdempotencyKey is not null && idempotencySuffix is not null)
        {
            headers.TryAddWithoutValidation("Idempotency-Key", KeyOf(IdempotencyKey, idempotencySuffix));
        }
    }

    private static string KeyOf(string key, string suffix) => key.Length + suffix.Length <= LongestKey
        ? key + suffix
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + suffix;

    private static string? One(HttpRequest request, string name) =>
        request.Headers[name] is [{ Length: > 0 } value] ? value : null;
}
