using System.Diagnostics;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Telemetry;

namespace Monitor.Gateway.Execution;

/// <summary>Carries out one plan for one request. A fetch starts when those that it waits for have ended.</summary>
internal sealed class PlanExecution(PlanRun run)
{
    private readonly Task[] running = new Task[run.Plan.Fetches.Length];

    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public Task RunAsync()
    {
        for (var index = 0; index < running.Length; index++)
        {
            running[index] = RunAsync(run.Plan.Fetches[index]);
        }
        return Task.WhenAll(running);
    }

    private async Task RunAsync(FetchShape fetch)
    {
        foreach (var id in fetch.Fetch.DependsOn)
        {
            await running[id - 1];
        }
        var started = Stopwatch.GetTimestamp();
        var report = run.Reports[fetch.Fetch.Id - 1];
        var span = GatewayTraces.StartFetch(fetch.Fetch);
        try
        {
            await (fetch.Root is null
                ? new EntityFetch(run, fetch, report).RunAsync()
                : new RootFetch(run, fetch, report).RunAsync());
        }
        finally
        {
            report.Took = Stopwatch.GetElapsedTime(started);
            FetchMetrics.FetchTook(fetch.Fetch.Subgraph.Name, report.Took, report.Outcome);
            GatewayTraces.EndFetch(span, report.Asked, report.Cached, report.Reason);
        }
    }
}
