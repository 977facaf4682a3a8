using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>An HTTP request that is no GraphQL request, or is not answered. The message is safe to show.</summary>
public sealed class RequestException(int statusCode, string code, string message) : ClientException(code, message)
{
    /// <summary>HTTP status of the answer: 4xx, or 5xx where the server itself is at its limits.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>Methods that a 405 names.</summary>
    public string? Allow { get; init; }

    /// <summary>When it is worth another try; rounded up to whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Content encodings that a 415 names.</summary>
    internal string? AcceptEncoding { get; init; }

    /// <summary>Whether the server has lost its place in the body: no request can follow on this connection.</summary>
    internal bool EndsConnection { get; init; }

    public GraphQLError ToError() => GraphQLError.Of(Code, Message);

    internal static RequestException BadRequest(string message) => new(400, "BAD_REQUEST", message);

    internal static RequestException MethodNotAllowed(string message, string allow) =>
        new(405, "METHOD_NOT_ALLOWED", message) { Allow = allow };

    internal void WriteHeaders(HttpResponse response)
    {
        response.Headers.Allow = Allow;
        response.Headers.AcceptEncoding = AcceptEncoding;
        response.Headers.RetryAfter = RetryAfter is { } wait
            ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            : null;
        if (EndsConnection && HttpProtocol.IsHttp11(response.HttpContext.Request.Protocol))
        {
            response.Headers.Connection = "close";
        }
    }
}
