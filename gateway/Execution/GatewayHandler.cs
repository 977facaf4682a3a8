using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>Answers operations over the subgraphs: the way of a request, in four calls.</summary>
internal sealed class GatewayHandler(
    FederatedGraph graph,
    QueryPlanner planner,
    SubgraphClient subgraphs,
    SharedReads sharedReads,
    IOptions<GatewayOptions> options,
    IOptions<GraphQLOptions> limits,
    IHostEnvironment environment,
    TimeProvider clock) : IGraphQLHandler
{
    private readonly DocumentCache documents = new(graph.Api, limits.Value);
    private readonly PlannedDocuments plans = new(planner);
    private readonly IntrospectionAnswers introspection = new(graph.Api);

    public GraphQLSchema Schema => graph.Api;

    public async Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        try
        {
            var operation = Check(request, call, out var document, out var variables);
            var plan = plans.Get(document, operation, variables);
            var execution = await ExecuteAsync(call, request, document, operation, plan, cancellationToken);
            return new GraphQLReply.One(AnswerOf(call.Http, plan, execution, new ErrorLocations(document, operation)));
        }
        catch (RefusedException refused)
        {
            return new GraphQLReply.One(GraphQLAnswer.Refused(refused.Errors));
        }
    }

    /// <summary>Parses and validates, or finds the document that was checked before.</summary>
    /// <exception cref="RefusedException">The document, the operation's name or the variables are wrong.</exception>
    private OperationDefinition Check(
        GraphQLRequest request,
        GraphQLCall call,
        out Document document,
        out IReadOnlyDictionary<string, object?> variables)
    {
        var checkedDocument = documents.Get(request.Query);
        if (checkedDocument.Errors.Count > 0)
        {
            throw new RefusedException(checkedDocument.Errors);
        }
        document = checkedDocument.Document!;
        _ = RequestedKind.Of(document, request.OperationName, call.Allowed);
        var operation = RequestedOperation.Of(document, request.OperationName);
        variables = VariableValues.Coerce(graph.Api, operation, request.Variables, out var errors);
        return errors.Count == 0 ? operation : throw new RefusedException(errors);
    }

    private async Task<PlanExecution> ExecuteAsync(
        GraphQLCall call,
        GraphQLRequest request,
        Document document,
        OperationDefinition operation,
        QueryPlan plan,
        CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(options.Value.RequestTimeout, clock, cancellationToken);
        var headers = RequestHeaders.Of(call.Http.Request, call.Place);
        var execution = new PlanExecution(plan, request.Variables, headers, deadline, subgraphs, sharedReads);
        await execution.RunAsync();
        await introspection.AddAsync(
            execution.Data,
            execution.Errors,
            plan.Selection,
            document,
            operation,
            request.Variables,
            call.Http.RequestServices,
            cancellationToken);
        return execution;
    }

    private GraphQLAnswer AnswerOf(
        HttpContext context, QueryPlan plan, PlanExecution execution, ErrorLocations places)
    {
        var data = new AnswerCompletion(graph.Api, execution.Errors).Complete(execution.Data, plan.Selection);
        return new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = execution.Errors.ConvertAll(places.Locate),
            WriteData = json => AnswerWriter.WriteData(json, data, plan.Selection),
            WriteExtensions = IsExplained(context.Request)
                ? json => Explanation.Write(json, plan, execution.Reports)
                : null,
        };
    }

    private bool IsExplained(HttpRequest request) =>
        (options.Value.Explains ?? environment.IsDevelopment())
        && string.Equals(request.Headers["monitor-explain"], "true", StringComparison.OrdinalIgnoreCase);
}
