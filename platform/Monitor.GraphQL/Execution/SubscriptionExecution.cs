using System.Runtime.CompilerServices;

namespace Monitor.GraphQL.Execution;

/// <summary>One subscription: opens the source of its events and executes the operation for each. §6.2.3</summary>
internal sealed class SubscriptionExecution(
    OperationPlan plan,
    ExecutionRequest request,
    Variables variables)
{
    private readonly FailureMask mask = new(request.OnMasked, request.Explain);

    public async Task<Subscription> OpenAsync(CancellationToken cancellationToken)
    {
        if (plan.Root.Fault is { } unknown)
        {
            return Subscription.Refused(ExecutionResult.Refused(unknown.ToError()));
        }

        if (plan.Root.Fields is not [var field, ..])
        {
            return Subscription.Refused(ExecutionResult.Refused(Executor.Unsupported(plan.Operation)));
        }

        // The source outlives this call: it ends with the subscription.
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var events = await OpenSourceAsync(field, ending.Token);
            return Subscription.To(ExecuteEventsAsync(events, field, ending, CancellationToken.None));
        }
        catch (Exception cause)
        {
            ending.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return Subscription.Refused(ExecutionResult.Refused(ToError(cause, field)));
        }
    }

    /// <summary>§6.2.3.1 CreateSourceEventStream</summary>
    private async Task<IAsyncEnumerable<object?>> OpenSourceAsync(
        PlannedField field, CancellationToken cancellationToken)
    {
        var source = field.Binding.Source
            ?? throw new ClientException(
                "OPERATION_NOT_SUPPORTED", $"The field {field.Binding.Coordinate} cannot be subscribed to.");
        var arguments = field.ArgumentsFor(variables);
        var context = new FieldContext(request, plan.Schema, field, arguments, new CacheHints());
        return await source.OpenAsync(context, cancellationToken);
    }

    /// <summary>§6.2.3.2 MapSourceToResponseEvent</summary>
    private async IAsyncEnumerable<ExecutionResult> ExecuteEventsAsync(
        IAsyncEnumerable<object?> events,
        PlannedField field,
        CancellationTokenSource ending,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = ending;
        await using var cancelled = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), ending);
        await using var source = events.GetAsyncEnumerator(ending.Token);
        try
        {
            while (await NextAsync(source, field, ending.Token))
            {
                yield return await ExecuteEventAsync(source.Current, ending.Token);
            }
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private async Task<ExecutionResult> ExecuteEventAsync(object? value, CancellationToken cancellationToken)
    {
        if (request.PerEvent is not { } perEvent)
        {
            return await new OperationExecution(plan, request, variables, cancellationToken).RunAsync(value);
        }

        var own = await perEvent(cancellationToken);
        await using var lifetime = own.Lifetime;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, own.TimeIsUp);
        try
        {
            return await new OperationExecution(plan, own.Request, variables, stop.Token).RunAsync(value);
        }
        catch (OperationCanceledException)
            when (own.TimeIsUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ExecutionResult.Refused(GraphQLError.Of(
                "EXECUTION_TIMEOUT", "The event took too long and was stopped: ask for less of it."));
        }
    }

    private async Task<bool> NextAsync(
        IAsyncEnumerator<object?> source, PlannedField field, CancellationToken cancellationToken)
    {
        try
        {
            return await source.MoveNextAsync();
        }
        catch (Exception cause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceFailedException(ToError(cause, field), cause);
        }
    }

    private GraphQLError ToError(Exception cause, PlannedField field) =>
        mask.ToError(cause, field.Binding.Coordinate, cause) with
        {
            Locations = ErrorList.LocationsOf(cause, field),
            Path = [field.ResponseName],
        };
}
