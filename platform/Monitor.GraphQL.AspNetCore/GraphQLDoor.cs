using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.AspNetCore.GraphiQL;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>The one door for GraphQL over HTTP: which way a request comes in, and what it is told where none is.</summary>
internal sealed class GraphQLDoor(string path, IGraphQLHandler handler, GraphQLOptions options, ILogger log)
{
    /// <summary>The first that takes a request answers it.</summary>
    private readonly IWayIn[] ways =
    [
        .. options.GraphiQL ? [new GraphiQLPage(path)] : Array.Empty<IWayIn>(),
        new PostWay(handler, options),
    ];

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await WayOf(context.Request).AnswerAsync(context);
        }
        catch (RequestException refused)
        {
            await AnswerWriter.WriteRefusalAsync(context, refused);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception cause) when (!context.Response.HasStarted)
        {
            await AnswerWriter.WriteFailureAsync(context, traceId => log.RequestFailed(traceId, cause));
        }
    }

    private IWayIn WayOf(HttpRequest request) =>
        ways.FirstOrDefault(way => way.Takes(request))
        ?? throw RequestException.MethodNotAllowed("Send GraphQL requests with POST.", HttpMethods.Post);
}
