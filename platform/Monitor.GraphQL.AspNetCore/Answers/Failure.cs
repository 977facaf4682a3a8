using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>What a client is told of a request that failed: nothing but where the log tells of it.</summary>
internal static class Failure
{
    /// <param name="context">The HTTP request.</param>
    /// <param name="log">Writes the cause with this trace id.</param>
    public static GraphQLError ToError(HttpContext context, Action<string> log)
    {
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        log(traceId);
        return GraphQLError.Internal(traceId);
    }
}
