using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Limits;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>Answers operations over the subgraphs: the way of a request, in four calls.</summary>
internal sealed class GatewayHandler(
    CurrentGraph current,
    SubgraphClient subgraphs,
    SharedReads sharedReads,
    IOptions<GatewayOptions> options,
    IOptions<GraphQLOptions> limits,
    IHostEnvironment environment,
    TimeProvider clock) : IGraphQLHandler
{
    public GraphQLSchema Schema => current.Now.Graph.Api;

    public async Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        try
        {
            var served = current.Now;
            var operation = Check(served, request, call);
            var plan = served.Plans.Get(operation.Document, operation.Definition, operation.Variables);
            var execution = await ExecuteAsync(served, call, request, operation, plan, cancellationToken);
            var answer = AnswerOf(
                call.Http, served.Graph.Api, plan, execution, new ErrorLocations(operation.Document, operation.Definition));
            return new GraphQLReply.One(operation.Limited.Explain(answer, call.Http.Request));
        }
        catch (RefusedException refused)
        {
            var answer = GraphQLAnswer.Refused(refused.Errors);
            return new GraphQLReply.One(refused.Limited?.Explain(answer, call.Http.Request) ?? answer);
        }
    }

    /// <summary>Parses and validates, or finds the document that was checked before; then what it costs.</summary>
    /// <exception cref="RefusedException">
    /// The document, the operation's name or the variables are wrong, or too much.
    /// </exception>
    private CheckedOperation Check(ServedGraph served, GraphQLRequest request, GraphQLCall call)
    {
        var checkedDocument = served.Documents.Get(request.Query);
        if (checkedDocument.Errors.Count > 0)
        {
            throw new RefusedException(checkedDocument.Errors);
        }
        var document = checkedDocument.Document!;
        _ = RequestedKind.Of(document, request.OperationName, call.Allowed);
        var operation = RequestedOperation.Of(document, request.OperationName);
        var limited = served.Limits.Check(document, request);
        if (limited.Errors.Count > 0)
        {
            throw new RefusedException(limited.Errors) { Limited = limited };
        }
        var variables = VariableValues.Coerce(
            served.Graph.Api, operation, request.Variables, out var errors, limits.Value.Suggestions is true);
        return errors.Count == 0
            ? new CheckedOperation(document, operation, variables, limited)
            : throw new RefusedException(errors);
    }

    private async Task<PlanExecution> ExecuteAsync(
        ServedGraph served,
        GraphQLCall call,
        GraphQLRequest request,
        CheckedOperation operation,
        QueryPlan plan,
        CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(options.Value.RequestTimeout, clock, cancellationToken);
        var headers = RequestHeaders.Of(call.Http.Request, call.Place);
        var execution = new PlanExecution(plan, request.Variables, headers, deadline, subgraphs, sharedReads);
        await execution.RunAsync();
        await served.Introspection.AddAsync(
            execution.Data,
            execution.Errors,
            plan.Selection,
            operation.Document,
            operation.Definition,
            request.Variables,
            call.Http.RequestServices,
            cancellationToken);
        return execution;
    }

    private GraphQLAnswer AnswerOf(
        HttpContext context, GraphQLSchema schema, QueryPlan plan, PlanExecution execution, ErrorLocations places)
    {
        var data = new AnswerCompletion(schema, execution.Errors).Complete(execution.Data, plan.Selection);
        var answer = new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = execution.Errors.ConvertAll(places.Locate),
            WriteData = json => AnswerWriter.WriteData(json, data, plan.Selection),
        };
        return IsExplained(context.Request) ? Explanation.AddTo(answer, plan, execution.Reports) : answer;
    }

    private bool IsExplained(HttpRequest request) =>
        (options.Value.Explains ?? environment.IsDevelopment())
        && string.Equals(request.Headers["monitor-explain"], "true", StringComparison.OrdinalIgnoreCase);

    private sealed record CheckedOperation(
        Document Document,
        OperationDefinition Definition,
        IReadOnlyDictionary<string, object?> Variables,
        CheckedRequest Limited);
}
