using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>What all streams of an endpoint share.</summary>
/// <param name="Handler">Answers their operations.</param>
/// <param name="Options">Limits them.</param>
/// <param name="Open">Counts them.</param>
/// <param name="Failures">Tells clients of those that fail.</param>
/// <param name="Clock">Tells when they have been silent or idle for too long.</param>
/// <param name="Stopping">The process begins to stop.</param>
internal sealed record StreamingParts(
    IGraphQLHandler Handler,
    StreamingOptions Options,
    OpenStreams Open,
    StreamFailures Failures,
    TimeProvider Clock,
    CancellationToken Stopping)
{
    /// <summary>A stream lasts as long as its client wants: the time that requests have does not hold for it.</summary>
    public static void LiftTimeout(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
}
