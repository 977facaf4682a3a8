using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Monitor.GraphQL;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Telemetry;

/// <summary>
/// The operations that clients ask, by name, meter <c>Monitor.Gateway</c>. Clients choose names, and every name costs
/// memory here and at who collects: the first so many stand for themselves, all others for <c>other</c>.
/// </summary>
internal sealed class OperationMetrics(IOptions<GatewayOptions> options)
{
    /// <summary>All of the answer is there.</summary>
    public const string Answered = "answered";

    /// <summary>The answer has errors.</summary>
    public const string Partial = "partial";

    /// <summary>The caller may not have it.</summary>
    public const string Refused = "refused";

    /// <summary>The client went away.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The gateway itself failed.</summary>
    public const string Failed = "failed";

    private const int LongestName = 64;
    private static readonly Meter meter = new("Monitor.Gateway");

    private static readonly Histogram<double> operations = meter.CreateHistogram<double>(
        "monitor.gateway.operation.duration", "s",
        "Time of an operation from plan to answer, by name, type and outcome.");

    private static readonly Counter<long> refusals = meter.CreateCounter<long>(
        "monitor.gateway.refused", "{operation}", "Operations that were not carried out, by code.");

    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);

    public void Took(OperationDefinition operation, TimeSpan took, string outcome) => operations.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("operation", NameOf(operation)),
        new KeyValuePair<string, object?>("type", GatewayTraces.TypeOf(operation.Operation)),
        new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="errors">Why; the first one's code counts, which is one of the gateway's own.</param>
    public static void WasRefused(IReadOnlyList<GraphQLError> errors) => refusals.Add(
        1, new KeyValuePair<string, object?>("code", errors is [{ Extensions: { } more }, ..]
            ? more.GetValueOrDefault("code")
            : "other"));

    /// <summary>Operations reach this once they are valid: what is refused makes no name known.</summary>
    internal string NameOf(OperationDefinition operation)
    {
        if (operation.Name?.Value is not { } name)
        {
            return "anonymous";
        }
        if (names.TryGetValue(name, out var known))
        {
            return known;
        }
        return name.Length <= LongestName && names.Count < options.Value.OperationNames
            ? names.GetOrAdd(name, name)
            : "other";
    }
}
