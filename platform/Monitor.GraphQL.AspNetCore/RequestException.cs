namespace Monitor.GraphQL.AspNetCore;

/// <summary>An HTTP request that is no GraphQL request. The message is safe to show.</summary>
public sealed class RequestException(int statusCode, string code, string message) : ClientException(code, message)
{
    /// <summary>HTTP status of the answer: 4xx, or 5xx where the server itself is at its limits.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>Methods that a 405 names in <c>Allow</c>.</summary>
    public string? Allow { get; init; }

    /// <summary>When to try again, for a 503; whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public GraphQLError ToError() => GraphQLError.Of(Code, Message);

    internal static RequestException BadRequest(string message) => new(400, "BAD_REQUEST", message);

    internal static RequestException MethodNotAllowed(string message, string allow) =>
        new(405, "METHOD_NOT_ALLOWED", message) { Allow = allow };
}
