using System.Diagnostics;
using Monitor.Gateway.Planning;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Telemetry;

/// <summary>
/// Spans of source <c>Monitor.Gateway</c>: one for each operation, and one for each fetch within it, which the
/// subgraph's own spans hang under. None is made where nobody listens.
/// </summary>
internal static class GatewayTraces
{
    private static readonly ActivitySource source = new("Monitor.Gateway");

    /// <summary>Named as OpenTelemetry names operations of GraphQL: <c>query Regions</c>.</summary>
    public static Activity? StartOperation(OperationDefinition operation)
    {
        if (!source.HasListeners())
        {
            return null;
        }
        var type = TypeOf(operation.Operation);
        var name = operation.Name?.Value;
        var span = source.StartActivity(name is null ? type : $"{type} {name}");
        span?.SetTag("graphql.operation.type", type);
        span?.SetTag("graphql.operation.name", name);
        return span;
    }

    public static void EndOperation(Activity? span, string outcome, int errors)
    {
        if (span is null)
        {
            return;
        }
        span.SetTag("monitor.outcome", outcome);
        span.SetTag("monitor.errors", errors);
        if (outcome == OperationMetrics.Failed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    public static Activity? StartFetch(Fetch fetch)
    {
        if (!source.HasListeners())
        {
            return null;
        }
        var span = source.StartActivity($"fetch {fetch.Subgraph.Name}", ActivityKind.Client);
        span?.SetTag("monitor.subgraph", fetch.Subgraph.Name);
        span?.SetTag("monitor.fetch", fetch.Id);
        span?.SetTag("monitor.fetch.kind", fetch.Root is null ? "entities" : TypeOf(fetch.Operation));
        return span;
    }

    /// <param name="span">Null where nobody listens.</param>
    /// <param name="asked">Entities asked of the subgraph.</param>
    /// <param name="cached">Entities that were kept.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    public static void EndFetch(Activity? span, int asked, int cached, string? failure)
    {
        if (span is null)
        {
            return;
        }
        span.SetTag("monitor.fetch.asked", asked);
        span.SetTag("monitor.fetch.cached", cached);
        if (failure is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, failure);
        }
        span.Dispose();
    }

    /// <summary>Says on the span of the fetch that is under way what status its subgraph answered with.</summary>
    public static void NoteStatus(int status) => OfFetch()?.SetTag("http.response.status_code", status);

    /// <summary>Says on the span of the fetch that is under way that its subgraph is asked once more.</summary>
    public static void NoteRetry() => OfFetch()?.AddEvent(new ActivityEvent("retry"));

    internal static string TypeOf(OperationType operation) => operation switch
    {
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "query",
    };

    private static Activity? OfFetch() =>
        Activity.Current is { Kind: ActivityKind.Client } span && ReferenceEquals(span.Source, source) ? span : null;
}
