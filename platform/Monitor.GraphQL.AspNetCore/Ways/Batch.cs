using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Answers several requests of one body at the same time, each in its place.</summary>
/// <remarks>
/// Each is a request of its own: it counts against every limit, and its failure leaves the others alone. GraphQL over
/// HTTP, appendix "Request Batching".
/// </remarks>
internal sealed class Batch(IGraphQLHandler handler, GraphQLOptions options, ILogger log)
{
    public async Task<IReadOnlyList<GraphQLAnswer>> AnswerAsync(
        HttpContext context, IReadOnlyList<PostedRequest> requests)
    {
        var answers = new GraphQLAnswer[requests.Count];
        var degree = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.BatchParallelism,
            CancellationToken = context.RequestAborted,
        };
        await Parallel.ForAsync(0, requests.Count, degree, async (place, cancellationToken) =>
            answers[place] = await AnswerAsync(context, requests[place], place, cancellationToken));
        return answers;
    }

    private async Task<GraphQLAnswer> AnswerAsync(
        HttpContext context, PostedRequest posted, int place, CancellationToken cancellationToken)
    {
        if (posted.Request is not { } request)
        {
            return GraphQLAnswer.Refused(posted.Fault!.ToError());
        }

        try
        {
            var call = new GraphQLCall(context, PostWay.Allowed) { Place = place };
            return (await handler.HandleAsync(request, call, cancellationToken)).Single();
        }
        catch (RequestException refused)
        {
            return GraphQLAnswer.Refused(refused.ToError());
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            return GraphQLAnswer.Refused(Failure.ToError(context, traceId => log.RequestFailed(traceId, cause)));
        }
    }
}
