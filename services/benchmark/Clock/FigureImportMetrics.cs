using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Benchmark.Clock;

/// <summary>
/// Whether imports by the clock go well: the meter <c>Monitor.Benchmark.Figures</c>, and a line of /health/ready that
/// does not decide whether the service can serve.
/// </summary>
internal sealed class FigureImportMetrics : IHealthCheck, IDisposable
{
    public const string MeterName = "Monitor.Benchmark.Figures";

    private readonly Meter meter;
    private readonly Counter<long> attempts;
    private long failed;

    public FigureImportMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        attempts = meter.CreateCounter<long>("monitor.figures.scheduled_imports");
        meter.CreateObservableGauge("monitor.figures.scheduled_imports_failed", () => Failed);
    }

    /// <summary>Imports of the last day due that failed, and were not made up for.</summary>
    public long Failed
    {
        get => Interlocked.Read(ref failed);
        set => Interlocked.Exchange(ref failed, value);
    }

    public void Count(string mapping, string outcome) =>
        attempts.Add(1, new KeyValuePair<string, object?>("mapping", mapping), new("outcome", outcome));

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Failed == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["failed"] = Failed }));

    public void Dispose() => meter.Dispose();
}
