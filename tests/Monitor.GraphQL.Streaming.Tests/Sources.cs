using System.Runtime.CompilerServices;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>Sees sources of events begin and end.</summary>
internal sealed class Sources
{
    private int opened;
    private int ended;
    private int given;

    public int Opened => Volatile.Read(ref opened);

    public int Ended => Volatile.Read(ref ended);

    /// <summary>Events that sources which count them gave.</summary>
    public int Given => Volatile.Read(ref given);

    public void Give() => Interlocked.Increment(ref given);

    public IAsyncEnumerable<T> Watch<T>(IAsyncEnumerable<T> events) => WatchAsync(events);

    public Task OpenAsync(int count) => Eventually.Async(() => Opened >= count, $"{count} sources open");

    public Task EndAsync(int count) => Eventually.Async(() => Ended >= count, $"{count} sources end");

    /// <summary>What <see cref="Given"/> is when it no longer grows.</summary>
    public async Task<int> SettledAsync()
    {
        var last = -1;
        await Eventually.Async(
            () =>
            {
                var isSettled = Given == last && last > 0;
                last = Given;
                return isSettled;
            },
            "a source is no longer asked",
            TimeSpan.FromMilliseconds(300));
        return last;
    }

    private async IAsyncEnumerable<T> WatchAsync<T>(
        IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref opened);
        try
        {
            await foreach (var item in events.WithCancellation(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            Interlocked.Increment(ref ended);
        }
    }
}

/// <summary>Waits for what comes in its own time, but not for ever.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task Async(Func<bool> isSo, string what, TimeSpan? between = null) =>
        Async(() => Task.FromResult(isSo()), what, between);

    public static async Task Async(Func<Task<bool>> isSo, string what, TimeSpan? between = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await isSo())
        {
            Assert.False(limit.IsCancellationRequested, $"Not in {Limit.TotalSeconds} s: {what}.");
            await Task.Delay(between ?? TimeSpan.FromMilliseconds(10));
        }
    }
}
