using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>Answers one HTTP request: the way of a request, in five calls.</summary>
internal sealed class GatewayEndpoint(
    FederatedGraph graph,
    QueryPlanner planner,
    SubgraphClient subgraphs,
    SharedReads sharedReads,
    IOptions<GatewayOptions> options,
    IOptions<GraphQLOptions> limits,
    IHostEnvironment environment,
    TimeProvider clock,
    ILogger<GatewayEndpoint> log)
{
    private readonly DocumentCache documents = new(graph.Api, limits.Value);
    private readonly PlannedDocuments plans = new(planner);
    private readonly IntrospectionAnswers introspection = new(graph.Api);

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var request = await GraphQLRequestReader.ReadAsync(
                context.Request, limits.Value.MaxRequestBytes, context.RequestAborted);
            var operation = Check(request, out var document, out var variables);
            var plan = plans.Get(document, operation, variables);
            var execution = await ExecuteAsync(context, request, document, operation, plan);
            await WriteAsync(context, plan, execution, new ErrorLocations(document, operation));
        }
        catch (RefusedException refused)
        {
            await GraphQLResponseWriter.WriteErrorsAsync(
                context, GraphQLResponseWriter.RefusalStatus(context.Request), refused.Errors);
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
            await GraphQLResponseWriter.WriteFailureAsync(context, traceId => log.RequestFailed(cause, traceId));
        }
    }

    /// <summary>Parses and validates, or finds the document that was checked before.</summary>
    /// <exception cref="RefusedException">The document, the operation's name or the variables are wrong.</exception>
    private OperationDefinition Check(
        GraphQLRequest request, out Document document, out IReadOnlyDictionary<string, object?> variables)
    {
        var checkedDocument = documents.Get(request.Query);
        if (checkedDocument.Errors.Count > 0)
        {
            throw new RefusedException(checkedDocument.Errors);
        }
        document = checkedDocument.Document!;
        var operation = RequestedOperation.Of(document, request.OperationName);
        variables = VariableValues.Coerce(graph.Api, operation, request.Variables, out var errors);
        return errors.Count == 0 ? operation : throw new RefusedException(errors);
    }

    private async Task<PlanExecution> ExecuteAsync(
        HttpContext context,
        GraphQLRequest request,
        Document document,
        OperationDefinition operation,
        QueryPlan plan)
    {
        using var deadline = new RequestDeadline(options.Value.RequestTimeout, clock, context.RequestAborted);
        var execution = new PlanExecution(
            plan, request.Variables, RequestHeaders.Of(context.Request), deadline, subgraphs, sharedReads);
        await execution.RunAsync();
        await introspection.AddAsync(
            execution.Data, execution.Errors, plan.Selection, document, operation, request.Variables, context);
        return execution;
    }

    private async Task WriteAsync(
        HttpContext context, QueryPlan plan, PlanExecution execution, ErrorLocations places)
    {
        var data = new AnswerCompletion(graph.Api, execution.Errors).Complete(execution.Data, plan.Selection);
        context.Response.Headers.CacheControl = "no-store";
        var errors = execution.Errors.ConvertAll(places.Locate);
        await GraphQLResponseWriter.WriteAsync(context, StatusCodes.Status200OK, errors, json =>
        {
            AnswerWriter.WriteData(json, data, plan.Selection);
            if (IsExplained(context.Request))
            {
                WriteExplanation(json, plan, execution);
            }
        });
    }

    private bool IsExplained(HttpRequest request) =>
        (options.Value.Explains ?? environment.IsDevelopment())
        && string.Equals(request.Headers["monitor-explain"], "true", StringComparison.OrdinalIgnoreCase);

    private static void WriteExplanation(Utf8JsonWriter json, QueryPlan plan, PlanExecution execution)
    {
        json.WriteStartObject("extensions");
        json.WriteString("plan", plan.ToString());
        json.WriteStartArray("fetches");
        foreach (var report in execution.Reports)
        {
            json.WriteStartObject();
            json.WriteNumber("id", report.Fetch.Id);
            json.WriteNumber("step", report.Fetch.Step);
            json.WriteString("subgraph", report.Fetch.Subgraph.Name);
            json.WriteNumber("asked", report.Asked);
            json.WriteNumber("cached", report.Cached);
            json.WriteBoolean("failed", report.HasFailed);
            json.WriteNumber("milliseconds", Math.Round(report.Took.TotalMilliseconds, 2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
