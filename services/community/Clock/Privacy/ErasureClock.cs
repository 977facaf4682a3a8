using Microsoft.Extensions.Options;
using Monitor.Community.Events;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Clock;

/// <summary>Has those erased whose moment has come: when woken, and now and then.</summary>
public sealed class ErasureClock(
    Eraser eraser, Migrator migrator, IOptions<PrivacyOptions> options, TimeProvider time, ILogger<ErasureClock> log)
    : BackgroundService
{
    private readonly WakeSignal signal = new(time);

    public void Wake() => signal.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (migrator.IsDone)
                {
                    await eraser.RunDueAsync(stoppingToken);
                }
            }
            catch (NpgsqlException failure)
            {
                log.ErasuresNotRead(failure);
            }

            await signal.WaitAsync(options.Value.ErasurePoll, stoppingToken);
        }
    }
}
