using Microsoft.Extensions.Options;
using Monitor.Community.Storage;

namespace Monitor.Community.Clock;

/// <summary>Has the broker's streams hold nothing older than it is kept: at the start, and each hour.</summary>
public sealed class BrokerClock(
    BrokerStreams broker, IOptions<BrokerOptions> options, TimeProvider time, ILogger<BrokerClock> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!broker.IsReached)
        {
            log.BrokerNotReached();
            return;
        }

        using var timer = new PeriodicTimer(options.Value.TrimEvery, time);
        do
        {
            try
            {
                if (await broker.TrimAsync(stoppingToken) is > 0 and var gone)
                {
                    log.StreamsTrimmed(gone);
                }
            }
            catch (BrokerException failure)
            {
                log.StreamsNotTrimmed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
