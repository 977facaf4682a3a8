using System.Runtime.ExceptionServices;

namespace Monitor.Cli.Running;

/// <summary>Does several things at once; when one fails the others are told to stop.</summary>
public static class Together
{
    /// <summary>Ends once all have ended, with the failure that came first.</summary>
    public static async Task RunAsync(
        CancellationToken cancellationToken, params IReadOnlyList<Func<CancellationToken, Task>> tasks)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? first = null;
        await Task.WhenAll(tasks.Select(RunOneAsync));
        cancellationToken.ThrowIfCancellationRequested();
        first?.Throw();

        async Task RunOneAsync(Func<CancellationToken, Task> task)
        {
            try
            {
                await task(stop.Token);
            }
#pragma warning disable CA1031 // Kept, and thrown once the others have stopped.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(failure), null);
                await stop.CancelAsync();
            }
        }
    }
}
