using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Writes answers over HTTP: status, headers, body.</summary>
internal sealed class AnswerWriter(GraphQLOptions options)
{
    /// <summary>Writes what a handler answered.</summary>
    public Task WriteAsync(HttpContext context, AnswerType type, GraphQLAnswer answer)
    {
        // What failed may not fail again.
        CacheHeaders.Write(
            context.Response, answer.Errors.Count == 0 ? answer.Cache : answer.Cache with { MaxAgeSeconds = null });
        context.Response.StatusCode = answer.IsExecuted ? StatusCodes.Status200OK : type.RefusalStatus;
        return answer is { Data: not null, Errors.Count: 0, Extensions.Count: 0 }
            ? SendAsync(context, type, answer.Data.Alone, answer.Data)
            : WriteAsync(context, type, json => AnswerBody.Write(json, answer), answer.Data);
    }

    /// <summary>Writes a batch: what became of each request stands in its place, not in the status.</summary>
    public Task WriteAsync(HttpContext context, AnswerType type, IReadOnlyList<GraphQLAnswer> answers)
    {
        CacheHeaders.WriteNoStore(context.Response);
        return WriteAsync(context, type, json =>
        {
            json.WriteStartArray();
            foreach (var answer in answers)
            {
                AnswerBody.Write(json, answer);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Answers an HTTP request that is no GraphQL request, or comes the wrong way.</summary>
    public Task WriteRefusalAsync(HttpContext context, RequestException refused)
    {
        refused.WriteHeaders(context.Response);
        return WriteErrorAsync(context, refused.StatusCode, refused.ToError());
    }

    /// <summary>Answers a request that failed.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="log">Writes the cause with the trace id that the client is told.</param>
    public Task WriteFailureAsync(HttpContext context, Action<string> log) =>
        WriteErrorAsync(context, StatusCodes.Status500InternalServerError, Failure.ToError(context, log));

    private Task WriteErrorAsync(HttpContext context, int statusCode, GraphQLError error)
    {
        _ = AnswerType.TryOf(context.Request, out var type);
        CacheHeaders.WriteNoStore(context.Response);
        context.Response.StatusCode = statusCode;
        return WriteAsync(context, type, json => AnswerBody.Write(json, GraphQLAnswer.Refused(error)));
    }

    private Task WriteAsync(
        HttpContext context, AnswerType type, Action<Utf8JsonWriter> write, AnswerData? written = null)
    {
        // Written whole before the first byte is sent: a failure while writing can still be answered as one.
        var body = new PooledBuffer();
        using (written)
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            write(json);
        }

        return SendAsync(context, type, body.Written, body);
    }

    private async Task SendAsync(HttpContext context, AnswerType type, ReadOnlyMemory<byte> body, IDisposable memory)
    {
        using (memory)
        {
            context.Response.ContentType = type.ContentType;
            context.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept");
            await Compression.WriteAsync(context, body, options.CompressFromBytes);
        }
    }
}
