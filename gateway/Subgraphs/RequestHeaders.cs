using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// The client's headers that subgraphs get; all others end at the gateway.
/// </summary>
internal sealed record RequestHeaders(string? Authorization, string? IdempotencyKey, string? TraceParent)
{
    /// <summary>Characters that a subgraph takes for a key, as the gateway does from its client.</summary>
    private const int LongestKey = 200;

    /// <param name="request">The client's.</param>
    /// <param name="place">Of the operation in a batch, whose operations share one key.</param>
    public static RequestHeaders Of(HttpRequest request, int place) => new(
        One(request, "Authorization"), KeyOf(One(request, "Idempotency-Key"), place), One(request, "traceparent"));

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

    /// <summary>The same batch, sent again, has the same keys.</summary>
    private static string? KeyOf(string? key, int place) =>
        key is null || place == 0 ? key : KeyOf(key, string.Create(CultureInfo.InvariantCulture, $":{place}"));

    private static string KeyOf(string key, string suffix) => key.Length + suffix.Length <= LongestKey
        ? key + suffix
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + suffix;

    private static string? One(HttpRequest request, string name) =>
        request.Headers[name] is [{ Length: > 0 } value] ? value : null;
}
