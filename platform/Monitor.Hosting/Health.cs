using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Hosting;

/// <summary>
/// <c>/health/live</c>: the process runs. <c>/health/ready</c>: it can serve; checks that carry the tag
/// <see cref="Ready"/> decide (200 or 503).
/// </summary>
public static class Health
{
    /// <summary>Tag of the checks without which a process cannot serve.</summary>
    public const string Ready = "ready";

    /// <summary>Maps both addresses; <see cref="MonitorDefaults.MapMonitorDefaults"/> does it too.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = WriteAsync,
        });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteAsync,
        });
    }

    // Names and states, and what a check says of itself as data: causes are in the log, and this address asks for no
    // token.
    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var answer = new Dictionary<string, object>
        {
            ["status"] = report.Status.ToString(),
            ["checks"] = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
        };
        foreach (var (name, entry) in report.Entries.Where(entry => entry.Value.Data.Count > 0))
        {
            answer[name] = entry.Data;
        }

        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            answer,
            cancellationToken: context.RequestAborted);
    }
}
