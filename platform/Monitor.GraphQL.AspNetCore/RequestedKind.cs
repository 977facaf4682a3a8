using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>The kind of the operation asked for, held to the way it came. GraphQL over HTTP, GET</summary>
public static class RequestedKind
{
    /// <summary>Refuses a mutation where only queries may come, before anything of it runs.</summary>
    /// <returns>Null where no operation or several are meant: the handler tells so.</returns>
    /// <exception cref="RequestException">405: send it by POST.</exception>
    public static OperationType? Of(Document document, string? operationName, OperationKinds allowed)
    {
        OperationType? kind = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinition operation
                && (operationName is null || operation.Name?.Value == operationName))
            {
                if (kind is not null)
                {
                    return null;
                }

                kind = operation.Operation;
            }
        }

        return kind == OperationType.Mutation && !allowed.HasFlag(OperationKinds.Mutation)
            ? throw RequestException.MethodNotAllowed("Send mutations by POST.", HttpMethods.Post)
            : kind;
    }
}
