using System.Net.Sockets;

namespace Monitor.Sidecar;

/// <summary>
/// Accompanies one app: waits until it listens, asks what it hears, watches its health, and delivers while it is
/// healthy.
/// </summary>
internal sealed class AppRunner(
    SidecarApps apps, SubscriptionReader subscriptions, HealthProbe probe, Consumers consumers, TimeProvider time,
    ILogger<AppRunner> log) : BackgroundService
{
    private static readonly TimeSpan AskForPortEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ProbeUntilHealthyEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(3);
    private const int FailuresUntilUnhealthy = 3;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(apps.All.Select(app => RunAsync(app, stoppingToken)));

    private async Task RunAsync(SidecarApp app, CancellationToken stoppingToken)
    {
        try
        {
            await WaitUntilListeningAsync(app, stoppingToken);
            while (true)
            {
                if (app.HasHealthCheck)
                {
                    await WaitUntilHealthyAsync(app, stoppingToken);
                }
                // Asked again after each outage: the app may have come back with other code (daprd asks once).
                app.Subscriptions = await subscriptions.ReadAsync(app, stoppingToken);
                (app.IsHealthy, app.IsStarted) = (true, true);
                log.AppReady(app.Id, app.Address.AppPort, app.Subscriptions.Count);

                await DeliverWhileHealthyAsync(app, stoppingToken);
                log.AppUnhealthy(app.Id);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The stand-in stops.
        }
        catch (SidecarException fault)
        {
            log.AppRefused(app.Id, fault.Message);   // never ready: /v1.0/healthz says so
        }
    }

    private async Task DeliverWhileHealthyAsync(SidecarApp app, CancellationToken stoppingToken)
    {
        using var healthy = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var consuming = consumers.RunAsync(app, healthy.Token);
        try
        {
            await WatchAsync(app, stoppingToken);
        }
        finally
        {
            app.IsHealthy = false;
            await healthy.CancelAsync();
            await consuming;
        }
    }

    private async Task WaitUntilListeningAsync(SidecarApp app, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", app.Address.AppPort, stoppingToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(AskForPortEvery, time, stoppingToken);
            }
        }
    }

    private async Task WaitUntilHealthyAsync(SidecarApp app, CancellationToken stoppingToken)
    {
        while (!await probe.IsHealthyAsync(app, stoppingToken))
        {
            await Task.Delay(ProbeUntilHealthyEvery, time, stoppingToken);
        }
    }

    /// <summary>Returns when the app is unhealthy; without a health check never before the stop.</summary>
    private async Task WatchAsync(SidecarApp app, CancellationToken stoppingToken)
    {
        var failuresInARow = 0;
        while (failuresInARow < FailuresUntilUnhealthy)
        {
            await Task.Delay(app.HasHealthCheck ? ProbeEvery : Timeout.InfiniteTimeSpan, time, stoppingToken);
            failuresInARow = await probe.IsHealthyAsync(app, stoppingToken) ? 0 : failuresInARow + 1;
        }
    }
}
