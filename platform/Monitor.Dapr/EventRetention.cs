using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Npgsql;

namespace Monitor.Dapr;

/// <summary>Forgets, each hour, published and handled events older than <see cref="DaprOptions.KeepFor"/>.</summary>
internal sealed class EventRetention(
    OutboxStore outbox, IHandledEvents handled, IOptions<DaprOptions> options, TimeProvider time,
    ILogger<EventRetention> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var before = time.GetUtcNow() - options.Value.KeepFor;
                await outbox.ForgetAsync(before, stoppingToken);
                await handled.ForgetAsync(before, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                log.RetentionFailed(failure);
            }
        }
    }
}
