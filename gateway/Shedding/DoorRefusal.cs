using System.Globalization;
using System.Text.Json;
using Monitor.Hosting;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// What a request is told that is turned away at the door: a GraphQL error, or a problem beside /graphql.
/// </summary>
internal sealed class DoorRefusal(int status, string code, string message)
{
    private readonly byte[] graphQL = JsonSerializer.SerializeToUtf8Bytes(new
    {
        errors = new[] { new { message, extensions = new { code } } },
    });

    /// <param name="context">The request.</param>
    /// <param name="retryAfter">When another try is worth it; rounded up to whole seconds.</param>
    public async Task WriteAsync(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter =
            Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithProblems>() is not null)
        {
            await new Problem(status, code, message).WriteAsync(context);
            return;
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = graphQL.Length;
        await context.Response.Body.WriteAsync(graphQL, context.RequestAborted);
    }
}
