using Microsoft.Extensions.Options;
using Monitor.Gateway.Access;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Execution.Writing;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Telemetry;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>What was carried out for one request, or for one event of a subscription.</summary>
/// <param name="Answer">Ready to be written.</param>
/// <param name="Plan">How it was answered.</param>
/// <param name="Reports">What each fetch of the plan took.</param>
internal sealed record OperationRun(GraphQLAnswer Answer, QueryPlan Plan, IReadOnlyList<FetchReport> Reports);

/// <summary>
/// Checks operations and carries them out, whoever asks: a request, or a subscription that heard an event.
/// </summary>
internal sealed class Operations(
    QueriesUnderWay queries,
    SharedReads sharedReads,
    BackgroundRefills refills,
    CallerAccess access,
    OperationMetrics metrics,
    IOptions<GatewayOptions> options,
    IOptions<GraphQLOptions> limits,
    TimeProvider clock,
    ILogger<Operations> log)
{
    /// <summary>
    /// Parses and validates, or finds the document that was checked before; then what it costs. What of it the caller
    /// may have is for <see cref="For"/> to say.
    /// </summary>
    /// <param name="served">The graph to check against.</param>
    /// <param name="request">The client's.</param>
    /// <param name="allowed">Kinds of operations that may come this way.</param>
    /// <exception cref="RefusedException">
    /// The document, the operation's name or the variables are wrong, or too much.
    /// </exception>
    public CheckedOperation Check(ServedGraph served, GraphQLRequest request, OperationKinds allowed)
    {
        var checkedDocument = served.Documents.Get(request.Query);
        if (checkedDocument.Errors.Count > 0)
        {
            throw new RefusedException(checkedDocument.Errors);
        }
        var document = checkedDocument.Document!;
        _ = RequestedKind.Of(document, request.OperationName, allowed);
        var operation = RequestedOperation.Of(document, request.OperationName);
        var limited = served.Limits.Check(document, request);
        if (limited.Errors.Count > 0)
        {
            throw new RefusedException(limited.Errors) { Limited = limited };
        }
        var variables = VariableValues.Coerce(
            served.Graph.Api, operation, request.Variables, out var errors, limits.Value.Suggestions is true);
        return errors.Count == 0
            ? new CheckedOperation(served, request, document, operation, variables, limited)
            {
                MayBeKept = operation.Operation == OperationType.Query && !served.Access.IsAskedFor(document),
            }
            : throw new RefusedException(errors);
    }

    /// <summary>The operation without what this caller may not have of it.</summary>
    public CheckedOperation For(CheckedOperation operation, ActingCaller caller) =>
        operation.Served.Access.Restrict(operation.Document, caller.User, access) is { } restriction
            ? operation with { Restriction = restriction }
            : operation;

    /// <summary>Plans, fetches, and completes the answer.</summary>
    /// <param name="operation">What to carry out.</param>
    /// <param name="headers">What subgraphs get of the client's headers.</param>
    /// <param name="services">Of the request; introspection uses them.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    /// <exception cref="RefusedException">The caller may not have a field, and that refuses all.</exception>
    public async Task<OperationRun> RunAsync(
        CheckedOperation operation,
        RequestHeaders headers,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var span = GatewayTraces.StartOperation(operation.Definition);
        var outcome = OperationMetrics.Failed;
        var errors = 0;
        try
        {
            var run = await CarryOutAsync(operation, headers, services, cancellationToken);
            errors = run.Answer.Errors.Count;
            outcome = errors == 0 ? OperationMetrics.Answered : OperationMetrics.Partial;
            return run;
        }
        catch (RefusedException)
        {
            outcome = OperationMetrics.Refused;
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = OperationMetrics.Cancelled;
            throw;
        }
        finally
        {
            metrics.Took(operation.Definition, clock.GetElapsedTime(started), outcome);
            GatewayTraces.EndOperation(span, outcome, errors);
        }
    }

    /// <exception cref="RefusedException">It takes more work than one plan may cost.</exception>
    private static QueryPlan PlanOf(CheckedOperation operation)
    {
        try
        {
            return operation.Served.Plans.Get(
                operation.Document, operation.Definition, operation.Variables, operation.Restriction);
        }
        catch (PlanTooComplexException complex)
        {
            throw new RefusedException(complex.Code, complex.Message);
        }
    }

    private async Task<OperationRun> CarryOutAsync(
        CheckedOperation operation,
        RequestHeaders headers,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var served = operation.Served;
        var plan = PlanOf(operation);
        RefuseWhole(operation, plan);
        using var deadline = new RequestDeadline(options.Value.RequestTimeout, clock, cancellationToken);
        using var run = new PlanRun(served.Compiled.Of(plan))
        {
            Variables = operation.Request.Variables,
            Headers = headers,
            Deadline = deadline,
            Queries = queries,
            Cache = sharedReads.ForRequest(),
            Refills = refills,
            Log = log,
        };
        await new PlanExecution(run).RunAsync();
        await served.Introspection.AddAsync(
            run, operation.Document, operation.Definition, services, cancellationToken);
        return new OperationRun(AnswerOf(operation, run), plan, run.Reports);
    }

    /// <summary>Where the setting says so, one field that the caller may not have refuses the request.</summary>
    private void RefuseWhole(CheckedOperation operation, QueryPlan plan)
    {
        if (operation.Restriction is not null
            && access.Refuses(Refusal.Request)
            && Refusals.In(plan.Selection) is { Count: > 0 } refused)
        {
            var places = new ErrorLocations(operation.Document, operation.Definition);
            throw new RefusedException([.. refused.Select(places.Locate)]);
        }
    }

    private static GraphQLAnswer AnswerOf(CheckedOperation operation, PlanRun run)
    {
        var data = new AnswerData(run.Plan.AnswerBytes);
        new AnswerWriter(run.Arena, run.Plan.Types, data.Body, run.Errors).Write(run.Root, run.Plan.Answer);
        data.End();
        run.Plan.AnswerBytes = data.Body.Length;
        return new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = run.Errors.Count == 0
                ? []
                : run.Errors.ConvertAll(new ErrorLocations(operation.Document, operation.Definition).Locate),
            Data = data,
            Cache = operation.MayBeKept ? run.Cache.Freshness.ToPolicy() : CachePolicy.NoStore,
        };
    }
}
