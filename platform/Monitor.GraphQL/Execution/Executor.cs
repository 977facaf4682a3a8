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
    /// <summary>Executes one operation of a valid document.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionRequest request, CancellationToken cancellationToken)
    {
        var operation = SelectOperation(request, out var error);
        if (operation is null)
        {
            return ExecutionResult.Refused(error!);
        }

        var variables = VariableValues.Coerce(schema.Schema, operation, request.Variables, out var errors);
        if (errors.Count > 0)
        {
            return ExecutionResult.Refused(errors);
        }

        if (operation.Operation == OperationType.Subscription
            || schema.Schema.RootType(operation.Operation) is not { } root)
        {
            var kind = operation.Operation.ToString().ToLowerInvariant();
            return ExecutionResult.Refused(Refusal(
                $"The {kind} operation is not supported here.", "OPERATION_NOT_SUPPORTED", operation));
        }

        return await new OperationExecution(schema, request, operation, variables, cancellationToken).RunAsync(root);
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
