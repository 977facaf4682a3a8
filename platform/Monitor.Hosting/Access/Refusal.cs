using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Monitor.Hosting;

/// <summary>
/// An answer of a door that turned the request away: the shape of a GraphQL answer, and one error; a
/// <see cref="Problem"/> on routes that answer with those.
/// </summary>
internal static class Refusal
{
    public static async Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithProblems>() is not null)
        {
            await new Problem(status, code, message).WriteAsync(context);
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            errors = new[] { new { message, extensions = new { code } } },
        });

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = body.Length;

        // Not RequestAborted: when a request took too long, that is what ended it.
        await context.Response.Body.WriteAsync(body, CancellationToken.None);
    }
}
