using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Gateway.Serving;

/// <summary>Says at /health/ready which supergraph is served; there always is one.</summary>
internal sealed class SupergraphHealth(CurrentGraph current) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(
            data: new Dictionary<string, object> { ["hash"] = current.Now.Hash }));
}
