using Monitor.Community.Storage;
using Npgsql;

namespace Monitor.Community.Clock;

/// <summary>
/// Keeps the index of the newest texts small. Every replica runs one: what one took out, another does not find.
/// </summary>
public sealed class SearchClock(SearchWindow window, TimeProvider time, ILogger<SearchClock> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await window.AgeAsync(SearchWindow.Kept, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.SearchNotAged(failure);   // slower for as long, and tried again
            }
        }
    }
}
