using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Answers one HTTP request: read, check the document, execute, write.</summary>
internal sealed class SubgraphEndpoint(Subgraph subgraph, ILogger log)
{
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var request = await GraphQLRequestReader.ReadAsync(
                context.Request, subgraph.Options.MaxRequestBytes, context.RequestAborted);
            await AnswerAsync(context, request);
        }
        catch (RequestException refused)
        {
            await GraphQLResponseWriter.WriteRefusalAsync(context, refused);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception cause) when (!context.Response.HasStarted)
        {
            await GraphQLResponseWriter.WriteFailureAsync(context, traceId => log.RequestFailed(traceId, cause));
        }
    }

    private async Task AnswerAsync(HttpContext context, GraphQLRequest request)
    {
        var document = subgraph.Documents.Get(request.Query);
        if (document.Errors.Count > 0)
        {
            await GraphQLResponseWriter.WriteErrorsAsync(
                context, GraphQLResponseWriter.RefusalStatus(context.Request), document.Errors);
            return;
        }

        var result = await subgraph.Executor.ExecuteAsync(
            new ExecutionRequest
            {
                Document = document.Document!,
                OperationName = request.OperationName,
                Variables = request.Variables,
                Services = context.RequestServices,
                User = context.User,
                MaxObjects = subgraph.Options.MaxObjects,
                Items = new ConcurrentDictionary<object, object?> { [typeof(HttpContext)] = context },
                Explain = failure =>
                    context.RequestServices.GetService<IFailureExplanation>()?.Explain(failure),
                OnMasked = failure => log.FieldFailed(failure.Coordinate, failure.TraceId, failure.Cause),
            },
            context.RequestAborted);
        await WriteAsync(context, result);
    }

    private static Task WriteAsync(HttpContext context, ExecutionResult result)
    {
        if (!result.IsExecuted)
        {
            return GraphQLResponseWriter.WriteErrorsAsync(
                context, GraphQLResponseWriter.RefusalStatus(context.Request), result.Errors);
        }

        CacheHeaders.Write(context.Response, result.Cache);
        return GraphQLResponseWriter.WriteAsync(context, StatusCodes.Status200OK, result.Errors, result.WriteData);
    }
}
