using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Holds the kind of the operation asked for to the way it came. GraphQL over HTTP, GET</summary>
public static class RequestedKind
{
    /// <summary>Refuses a mutation where only queries may come, before anything of it runs.</summary>
    /// <remarks>Whether there is such an operation at all, and whether its kind is served, the handler tells.</remarks>
    /// <exception cref="RequestException">405: send it by POST.</exception>
    public static void Check(Document document, string? operationName, OperationKinds allowed)
    {
        if (allowed.HasFlag(OperationKinds.Mutation))
        {
            return;
        }

        var named = document.Definitions.OfType<OperationDefinition>()
            .Where(operation => operationName is null || operation.Name?.Value == operationName);
        if (named.ToList() is [{ Operation: OperationType.Mutation }])
        {
            throw RequestException.MethodNotAllowed("Send mutations by POST.", HttpMethods.Post);
        }
    }
}
