using Monitor.GraphQL;
using Monitor.GraphQL.AspNetCore.Limits;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>A request whose document, operation name or variables are wrong; nothing was executed.</summary>
internal sealed class RefusedException(IReadOnlyList<GraphQLError> errors) : Exception(errors[0].Message)
{
    public RefusedException(string code, string message)
        : this([GraphQLError.Of(code, message)])
    {
    }

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;

    /// <summary>What it costs, where that is why; else null.</summary>
    public CheckedRequest? Limited { get; init; }
}

/// <summary>Finds the operation to execute. GraphQL 2025 §6.1 GetOperation</summary>
internal static class RequestedOperation
{
    /// <exception cref="RefusedException">There is none of that name, or several and no name.</exception>
    public static OperationDefinition Of(Document document, string? name)
    {
        var operations = document.Definitions.OfType<OperationDefinition>().ToList();
        var named = name is null ? operations : operations.Where(o => o.Name?.Value == name).ToList();
        return named switch
        {
            [var operation] => operation,
            [] when name is not null => throw new RefusedException(
                "OPERATION_NOT_FOUND", $"Unknown operation named \"{name}\"."),
            [] => throw new RefusedException("OPERATION_NOT_FOUND", "Must provide an operation."),
            _ => throw new RefusedException(
                "OPERATION_NOT_FOUND", "Must provide operation name if query contains multiple operations."),
        };
    }
}
