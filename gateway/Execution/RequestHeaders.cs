using System.Net.Http.Headers;

namespace Monitor.Gateway.Execution;

/// <summary>
/// The client's headers that subgraphs get; all others end at the gateway. (<c>traceparent</c> goes along by itself:
/// HttpClient writes it for the current activity.)
/// </summary>
internal sealed record RequestHeaders(string? Authorization, string? IdempotencyKey)
{
    public static RequestHeaders Of(HttpRequest request) => new(
        request.Headers.Authorization is [{ Length: > 0 } token] ? token : null,
        request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null);

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
        if (IdempotencyKey is not null && idempotencySuffix is not null)
        {
            headers.TryAddWithoutValidation("Idempotency-Key", IdempotencyKey + idempotencySuffix);
        }
    }
}
