using System.Diagnostics.CodeAnalysis;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Executes operations. GraphQL 2025 §6</summary>
/// <remarks>
/// Breadth first: all parents of a level are answered by one resolver call per field and object type, never by a call
/// per parent. Independent branches run at the same time; the fields of a mutation one after another.
/// </remarks>
public sealed class Executor(ExecutableSchema schema)
{
    /// <summary>Executes one query or mutation of a valid document.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionRequest request, CancellationToken cancellationToken)
    {
        if (!TryPrepare(request, out var operation, out var variables, out var refusal))
        {
            return refusal;
        }

        if (operation.Operation == OperationType.Subscription
            || schema.Schema.RootType(operation.Operation) is not { } root)
        {
            return ExecutionResult.Refused(Unsupported(operation));
        }

        var plan = schema.PlanOf(request.Document, operation, root, variables);
        return await new OperationExecution(plan, request, variables, cancellationToken).RunAsync(request.RootValue);
    }

    /// <summary>Begins a subscription of a valid document. §6.2.3</summary>
    /// <param name="request">The operation; it is executed anew for each event, which is its root value then.</param>
    /// <param name="cancellationToken">Ends the subscription, not only this call.</param>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public async Task<Subscription> SubscribeAsync(ExecutionRequest request, CancellationToken cancellationToken)
    {
        if (!TryPrepare(request, out var operation, out var variables, out var refusal))
        {
            return Subscription.Refused(refusal);
        }

        if (operation.Operation != OperationType.Subscription)
        {
            return Subscription.Refused(ExecutionResult.Refused(
                Refusal("Expected subscription operation.", "OPERATION_NOT_SUPPORTED")));
        }

        if (schema.Schema.SubscriptionType is not { } root)
        {
            return Subscription.Refused(ExecutionResult.Refused(Unsupported(operation)));
        }

        var plan = schema.PlanOf(request.Document, operation, root, variables);
        return await new SubscriptionExecution(plan, request, variables).OpenAsync(cancellationToken);
    }

    internal static GraphQLError Unsupported(OperationDefinition operation)
    {
        var kind = operation.Operation.ToString().ToLowerInvariant();
        return Refusal($"The {kind} operation is not supported here.", "OPERATION_NOT_SUPPORTED", operation);
    }

    /// <summary>§6.1: chooses the operation and coerces its variables.</summary>
    private bool TryPrepare(
        ExecutionRequest request,
        [NotNullWhen(true)] out OperationDefinition? operation,
        [NotNullWhen(true)] out Variables? variables,
        [NotNullWhen(false)] out ExecutionResult? refusal)
    {
        variables = null;
        operation = SelectOperation(request, out var error);
        if (operation is null)
        {
            refusal = ExecutionResult.Refused(error!);
            return false;
        }

        var coerced = VariableValues.Coerce(
            schema.Schema, operation, request.Variables, out var errors, request.Suggest);
        variables = new Variables(schema.Schema, operation, request.Variables, coerced);
        refusal = errors.Count > 0 ? ExecutionResult.Refused(errors) : null;
        return refusal is null;
    }

    /// <summary>§6.1 GetOperation</summary>
    private static OperationDefinition? SelectOperation(ExecutionRequest request, out GraphQLError? error)
    {
        OperationDefinition? selected = null;
        foreach (var operation in request.Document.Definitions.OfType<OperationDefinition>())
        {
            if (request.OperationName is null && selected is not null)
            {
                error = Refusal(
                    "Must provide operation name if query contains multiple operations.", "OPERATION_NOT_FOUND");
                return null;
            }

            if (request.OperationName is null || operation.Name?.Value == request.OperationName)
            {
                selected = operation;
            }
        }

        error = selected is not null
            ? null
            : Refusal(
                request.OperationName is null
                    ? "Must provide an operation."
                    : $"Unknown operation named \"{request.OperationName}\".",
                "OPERATION_NOT_FOUND");
        return selected;
    }

    private static GraphQLError Refusal(string message, string code, SyntaxNode? node = null) =>
        GraphQLError.Of(code, message) with { Locations = node is null ? null : [node.Location] };
}
