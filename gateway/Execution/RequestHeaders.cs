using System.Diagnostics;
using System.Net.Http.Headers;

namespace Monitor.Gateway.Execution;

/// <summary>
/// The client's headers that subgraphs get; all others end at the gateway.
/// </summary>
internal sealed record RequestHeaders(string? Authorization, string? IdempotencyKey, string? TraceParent)
{
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
            headers.TryAddWithoutValidation("Idempotency-Key", IdempotencyKey + idempotencySuffix);
        }
    }

    private static string? One(HttpRequest request, string name) =>
        request.Headers[name] is [{ Length: > 0 } value] ? value : null;
}
