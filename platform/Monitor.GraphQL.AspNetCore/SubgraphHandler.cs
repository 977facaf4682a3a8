using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore.Limits;
using Monitor.GraphQL.AspNetCore.Streaming;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Answers operations by the engine: checks the document, executes.</summary>
internal sealed class SubgraphHandler(
    ExecutableSchema schema,
    GraphQLOptions options,
    ExecutionLimits places,
    TimeProvider clock,
    IFailureExplanation? explanation,
    ILogger<SubgraphHandler> log)
    : IGraphQLHandler
{
    private readonly Executor executor = new(schema);
    private readonly DocumentCache documents = new(schema.Schema, options);
    private readonly RequestLimits limits = new(schema.Schema, options);

    public GraphQLSchema Schema => schema.Schema;

    public async Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        var document = documents.Get(request.Query);
        if (document.Errors.Count > 0)
        {
            return new GraphQLReply.One(GraphQLAnswer.Refused(document.Errors));
        }

        var kind = RequestedKind.Of(document.Document!, request.OperationName, call.Allowed);
        var limited = limits.Check(document.Document!, request);
        if (limited.Errors.Count > 0)
        {
            return new GraphQLReply.One(limited.Explain(GraphQLAnswer.Refused(limited.Errors), call.Http.Request));
        }

        if (kind == OperationType.Subscription && call.Allowed.HasFlag(OperationKinds.Subscription))
        {
            return await SubscribeAsync(document, request, call.Http, cancellationToken);
        }

        var result = await executor.ExecuteAsync(RequestOf(document, request, call.Http), cancellationToken);
        return new GraphQLReply.One(limited.Explain(AnswerOf(result), call.Http.Request));
    }

    private async Task<GraphQLReply> SubscribeAsync(
        CheckedDocument document, GraphQLRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        var subscription = await executor.SubscribeAsync(
            RequestOf(document, request, context, PerEvent), cancellationToken);
        return subscription.Events is { } events
            ? new GraphQLReply.Many(events.Select(AnswerOf))
            : new GraphQLReply.One(AnswerOf(subscription.Refusal!));

        async ValueTask<EventRequest> PerEvent(CancellationToken stop)
        {
            var place = await places.EnterForEventAsync(stop);
            var own = RequestOfItsOwn.Of(context, context.RequestAborted, options.ExecutionTimeout, clock, place);
            return new EventRequest(RequestOf(document, request, own.Http), own) { TimeIsUp = own.TimeIsUp };
        }
    }

    private ExecutionRequest RequestOf(
        CheckedDocument document,
        GraphQLRequest request,
        HttpContext context,
        Func<CancellationToken, ValueTask<EventRequest>>? perEvent = null) => new()
    {
        Document = document.Document!,
        OperationName = request.OperationName,
        Variables = request.Variables,
        Services = context.RequestServices,
        PerEvent = perEvent,
        User = context.User,
        MaxObjects = options.MaxObjects,
        Suggest = options.Suggestions is true,
        Items = new ConcurrentDictionary<object, object?> { [typeof(HttpContext)] = context },
        Explain = explanation is null ? null : explanation.Explain,
        OnMasked = failure => log.FieldFailed(failure.Coordinate, failure.TraceId, failure.Cause),
    };

    private static GraphQLAnswer AnswerOf(ExecutionResult result) => new()
    {
        IsExecuted = result.IsExecuted,
        Errors = result.Errors,
        WriteData = result.IsExecuted ? result.WriteData : null,
        Cache = result.Cache,
    };
}
