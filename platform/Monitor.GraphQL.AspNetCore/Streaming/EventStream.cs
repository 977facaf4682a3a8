using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Writes server-sent events of graphql-sse's distinct connections mode; each is on its way at once.</summary>
internal sealed class EventStream(HttpContext context) : IDisposable
{
    public const string ContentType = "text/event-stream";

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Sends the headers, and a comment, as some browsers take headers for nothing.</summary>
    public Task BeginAsync()
    {
        var response = context.Response;
        response.ContentType = $"{ContentType}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return CommentAsync();
    }

    public Task CommentAsync() => WriteAsync(static buffer => buffer.Write(":\n\n"u8));

    /// <summary>Sends an answer; nothing of it where it cannot be written.</summary>
    public Task NextAsync(GraphQLAnswer answer) => WriteAsync(buffer =>
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            AnswerBody.Write(json, answer);
        }

        buffer.Write("event: next\n"u8);
        WriteData(buffer, body.Written.Span);
        buffer.Write("\n"u8);
    });

    /// <summary>Sends the end. Browsers hear of an event only where it has data, be it empty.</summary>
    public Task CompleteAsync() => WriteAsync(static buffer => buffer.Write("event: complete\ndata:\n\n"u8));

    public void Dispose() => turn.Dispose();

    /// <summary>A line of data for each of JSON: a gateway passes on what others wrote, with their lines.</summary>
    private static void WriteData(IBufferWriter<byte> buffer, ReadOnlySpan<byte> body)
    {
        foreach (var line in body.SplitAny("\r\n"u8))
        {
            buffer.Write("data: "u8);
            buffer.Write(body[line]);
            buffer.Write("\n"u8);
        }
    }

    private async Task WriteAsync(Action<IBufferWriter<byte>> write)
    {
        await turn.WaitAsync(context.RequestAborted);
        try
        {
            using var buffer = new PooledBuffer();
            write(buffer);
            await context.Response.BodyWriter.WriteAsync(buffer.Written, context.RequestAborted);
        }
        finally
        {
            turn.Release();
        }
    }
}
