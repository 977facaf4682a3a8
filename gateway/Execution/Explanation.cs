using System.Text.Json;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Execution;

/// <summary>Tells in an answer's <c>extensions</c> how it came about: its plan, and what each fetch took.</summary>
internal static class Explanation
{
    public static GraphQLAnswer AddTo(GraphQLAnswer answer, QueryPlan plan, IEnumerable<FetchReport> reports) => answer
        .WithExtension("plan", json => json.WriteStringValue(plan.ToString()))
        .WithExtension("fetches", json => WriteFetches(json, reports));

    private static void WriteFetches(Utf8JsonWriter json, IEnumerable<FetchReport> reports)
    {
        json.WriteStartArray();
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteNumber("id", report.Fetch.Id);
            json.WriteNumber("step", report.Fetch.Step);
            json.WriteString("subgraph", report.Fetch.Subgraph.Name);
            json.WriteNumber("asked", report.Asked);
            json.WriteNumber("cached", report.Cached);
            if (report.Shared is { } shared)
            {
                WriteShared(json, shared);
            }
            json.WriteBoolean("deduplicated", report.WasAnothers);
            json.WriteBoolean("failed", report.HasFailed);
            json.WriteNumber("milliseconds", Math.Round(report.Took.TotalMilliseconds, 2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What the cache had: entries, and the age of the oldest.</summary>
    private static void WriteShared(Utf8JsonWriter json, SharedReport shared)
    {
        json.WriteStartObject("cache");
        json.WriteNumber("hits", shared.Hits);
        json.WriteNumber("stale", shared.Stale);
        json.WriteNumber("staleIfError", shared.StaleIfError);
        json.WriteNumber("waited", shared.Waited);
        json.WriteNumber("refilled", shared.Refilled);
        json.WriteNumber("ageSeconds", Math.Round(shared.Oldest.TotalSeconds, 1));
        json.WriteEndObject();
    }
}
