using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>What a client is told of a stream that failed; what it may not know is logged, once.</summary>
internal sealed class StreamFailures(ILogger log)
{
    public GraphQLError ToError(Exception cause, HttpContext context)
    {
        switch (cause)
        {
            case SourceFailedException source:
                return source.Error;   // masked and logged where the source was read
            case ClientException client:
                return GraphQLError.Of(client.Code, client.Message);
            default:
                return Failure.ToError(context, traceId => log.RequestFailed(traceId, cause));
        }
    }
}
