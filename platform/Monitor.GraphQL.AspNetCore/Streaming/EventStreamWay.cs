using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Server-sent events: an operation of any kind. graphql-sse, distinct connections mode</summary>
internal sealed class EventStreamWay(StreamingParts parts, GraphQLOptions options) : IWayIn
{
    /// <summary>
    /// A page's own <c>EventSource</c> can set no header: what it may is told by what it cannot set either.
    /// </summary>
    public bool NeedsPreflight => false;

    /// <summary>Whether the client prefers events to one answer.</summary>
    public bool Takes(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) || HttpMethods.IsGet(request.Method))
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
        && QualityOf(ranges, EventStream.ContentType) is var quality and > 0
        && quality > QualityOf(ranges, "application/json", "application/graphql-response+json");

    public async Task AnswerAsync(HttpContext context)
    {
        if (options.CsrfPrevention && !IsOfOwnPage(context.Request))
        {
            CsrfPrevention.Check(context.Request);
        }

        var call = new GraphQLCall(context, HttpMethods.IsGet(context.Request.Method)
            ? OperationKinds.Query | OperationKinds.Subscription
            : OperationKinds.All);
        var request = await ReadAsync(context);
        using var place = parts.Open.TryOpenStream() ?? throw Refusals.TooManyStreams();
        var reply = await parts.Handler.HandleAsync(request, call, context.RequestAborted);
        using var stream = new EventStream(context);
        await stream.BeginAsync();
        if (reply is GraphQLReply.Many many)
        {
            StreamingParts.LiftTimeout(context);
            await SendAllAsync(stream, context, many.Answers);
        }
        else
        {
            await SendOneAsync(stream, context, reply.Single());
        }
    }

    /// <summary>
    /// Browsers say so themselves, and let no page say it. https://w3c.github.io/webappsec-fetch-metadata/
    /// </summary>
    private static bool IsOfOwnPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is ["same-origin"];

    private async Task<GraphQLRequest> ReadAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            return RequestParameters.Read(context.Request.QueryString);
        }

        var posted = await RequestBody.ReadAsync(context.Request, options, context.RequestAborted);
        return posted.Single ?? throw RequestException.BadRequest("A stream has one operation: send no list.");
    }

    private async Task SendOneAsync(EventStream stream, HttpContext context, GraphQLAnswer answer)
    {
        try
        {
            await stream.NextAsync(answer);
            await stream.CompleteAsync();
        }
        catch (Exception cause) when (!context.RequestAborted.IsCancellationRequested)
        {
            await EndAsync(stream, parts.Failures.ToError(cause, context));
        }
    }

    private async Task SendAllAsync(EventStream stream, HttpContext context, IAsyncEnumerable<GraphQLAnswer> answers)
    {
        using var expiry = TokenExpiry.Of(context.User, parts.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, parts.Stopping, expiry.Token);
        var keepAlive = KeepAliveAsync(stream, ending);
        try
        {
            await foreach (var answer in answers.WithCancellation(ending.Token))
            {
                await stream.NextAsync(answer);
                ending.Token.ThrowIfCancellationRequested();
            }

            await stream.CompleteAsync();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody reads any more.
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested)
        {
            await EndAsync(stream, Refusals.TokenExpired().ToError());
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The process stops. A stream that ends without "complete" says: connect again.
        }
        catch (Exception cause)
        {
            await EndAsync(stream, parts.Failures.ToError(cause, context));
        }
        finally
        {
            await ending.CancelAsync();
            await keepAlive;
        }
    }

    /// <summary>The protocol has no event for errors: they are the last answer.</summary>
    private static async Task EndAsync(EventStream stream, GraphQLError error)
    {
        await stream.NextAsync(GraphQLAnswer.Refused(error));
        await stream.CompleteAsync();
    }

    private async Task KeepAliveAsync(EventStream stream, CancellationTokenSource ending)
    {
        try
        {
            using var ticks = new PeriodicTimer(parts.Options.KeepAlive, parts.Clock);
            while (await ticks.WaitForNextTickAsync(ending.Token))
            {
                await stream.CommentAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The stream has ended, or its client has gone.
        }
    }

    /// <summary>Of what the client names; what it takes among others says nothing.</summary>
    private static double QualityOf(IList<MediaTypeHeaderValue> ranges, params ReadOnlySpan<string> types)
    {
        var best = 0d;
        foreach (var range in ranges)
        {
            foreach (var type in types)
            {
                if (range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
                {
                    best = Math.Max(best, range.Quality ?? 1);
                }
            }
        }

        return best;
    }
}
