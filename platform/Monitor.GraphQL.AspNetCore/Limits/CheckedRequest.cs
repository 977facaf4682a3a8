using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>A request that was held to its limits.</summary>
/// <param name="Errors">Why it is refused, each with a code; none where it may be executed.</param>
/// <param name="Cost">Tells what it costs; null where clients may not know, or where that cannot be told.</param>
public sealed record CheckedRequest(IReadOnlyList<GraphQLError> Errors, CostReport? Cost = null)
{
    /// <summary>Clients set it to <c>true</c> to be told what an operation costs.</summary>
    public const string CostHeader = "monitor-cost";

    /// <summary>The answer, with its cost in <c>extensions</c> where the client asked for it.</summary>
    public GraphQLAnswer Explain(GraphQLAnswer answer, HttpRequest request) =>
        Cost is not null
        && string.Equals(request.Headers[CostHeader], "true", StringComparison.OrdinalIgnoreCase)
            ? answer.WithExtension(CostReport.Name, json => Cost.Write(json, answer.WriteData))
            : answer;
}
