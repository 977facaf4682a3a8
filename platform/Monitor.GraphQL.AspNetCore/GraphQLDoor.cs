using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.AspNetCore.GraphiQL;
using Monitor.GraphQL.AspNetCore.Streaming;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>The one door for GraphQL over HTTP: which way a request comes in, or what it is told.</summary>
internal sealed class GraphQLDoor
{
    private readonly GraphQLOptions options;
    private readonly ILogger log;
    private readonly AnswerWriter answers;

    /// <summary>The first that takes a request answers it.</summary>
    private readonly IWayIn[] ways;

    public GraphQLDoor(
        string path, IGraphQLHandler handler, GraphQLOptions options, StreamingParts streaming, ILogger log)
    {
        this.options = options;
        this.log = log;
        answers = new AnswerWriter(options);
        ways =
        [
            new WebSocketWay(streaming),
            new EventStreamWay(streaming, options),
            .. options.GraphiQL ? [new GraphiQLPage(path)] : Array.Empty<IWayIn>(),
            new PostWay(handler, options, new Batch(handler, options, log), answers),
            new GetWay(handler, answers),
        ];
    }

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await WayOf(context.Request).AnswerAsync(context);
        }
        catch (RequestException refused)
        {
            await answers.WriteRefusalAsync(context, refused);
        }
        catch (Exception gone) when (gone is ConnectionResetException
            || (gone is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody waits for an answer any more, and the server need not look for the rest of the body.
            context.Abort();
        }
        catch (Exception cause) when (cause is not BadHttpRequestException && !context.Response.HasStarted)
        {
            await answers.WriteFailureAsync(context, traceId => log.RequestFailed(traceId, cause));
        }
    }

    private IWayIn WayOf(HttpRequest request)
    {
        var way = Array.Find(ways, way => way.Takes(request))
            ?? throw RequestException.MethodNotAllowed("Send GraphQL requests with POST or GET.", "GET, HEAD, POST");
        if (way.NeedsPreflight && options.CsrfPrevention)
        {
            CsrfPrevention.Check(request);
        }

        return way;
    }
}
