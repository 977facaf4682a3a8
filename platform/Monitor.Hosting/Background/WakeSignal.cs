using System.Threading.Channels;

namespace Monitor.Hosting;

/// <summary>
/// What a worker waits for between two looks at what there is to do: that someone wakes it, or that it has slept long
/// enough.
/// </summary>
public sealed class WakeSignal(TimeProvider time)
{
    // One place: however often it is woken while it works, it looks once more afterwards.
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There may be something to do. From any thread, as often as one likes.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>
    /// Waits for a wake, also one from before the wait; at most so long, and no longer than the process.
    /// </summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => Wake(), state: null, atMost, Timeout.InfiniteTimeSpan);
        try
        {
            await _wakes.Reader.ReadAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The worker's own loop sees that it is over.
        }
    }
}
