using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Writes answers over HTTP: status, headers, body.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes what a handler answered.</summary>
    public static Task WriteAsync(HttpContext context, AnswerType type, GraphQLAnswer answer)
    {
        CacheHeaders.Write(context.Response, answer.Cache);
        var status = answer.IsExecuted ? StatusCodes.Status200OK : type.RefusalStatus;
        return WriteAsync(context, type, status, answer);
    }

    /// <summary>Answers an HTTP request that is no GraphQL request, or comes the wrong way.</summary>
    public static Task WriteRefusalAsync(HttpContext context, RequestException refused)
    {
        context.Response.Headers.Allow = refused.Allow;
        context.Response.Headers.RetryAfter =
            refused.RetryAfter?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return WriteErrorAsync(context, refused.StatusCode, refused.ToError());
    }

    /// <summary>Answers a request that failed, with nothing of the cause but where to find it in the log.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="log">Writes the cause with this trace id.</param>
    public static Task WriteFailureAsync(HttpContext context, Action<string> log)
    {
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        log(traceId);
        return WriteErrorAsync(context, StatusCodes.Status500InternalServerError, GraphQLError.Internal(traceId));
    }

    private static Task WriteErrorAsync(HttpContext context, int statusCode, GraphQLError error)
    {
        _ = AnswerType.TryOf(context.Request, out var type);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(CacheHeaders.GroupsHeader);
        return WriteAsync(context, type, statusCode, GraphQLAnswer.Refused(error));
    }

    private static async Task WriteAsync(HttpContext context, AnswerType type, int statusCode, GraphQLAnswer answer)
    {
        // Written whole before the first byte is sent: a failure while writing can still be answered as one.
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            AnswerBody.Write(json, answer);
        }

        context.Response.StatusCode = statusCode;
        context.Response.ContentType = type.ContentType;
        context.Response.ContentLength = body.Written.Length;
        context.Response.Headers.Vary = "Accept";
        await context.Response.BodyWriter.WriteAsync(body.Written, context.RequestAborted);
    }
}
