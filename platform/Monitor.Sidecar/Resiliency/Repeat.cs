namespace Monitor.Sidecar;

/// <summary>Runs an action under a timeout and a retry policy, for publishing and for deliveries.</summary>
internal static class Repeat
{
    /// <summary>Ends with the action's last failure once the retries are used up.</summary>
    public static async Task RunAsync(
        Policies policies, Func<CancellationToken, Task> action, TimeProvider time,
        CancellationToken cancellationToken)
    {
        for (var retriesDone = 0; ; retriesDone++)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (policies.Timeout is { } timeout)
                {
                    limit.CancelAfter(timeout);
                }
                await action(limit.Token);
                return;
            }
            catch (Exception) when (
                !cancellationToken.IsCancellationRequested && policies.Retry?.MayRetry(retriesDone) == true)
            {
                await Task.Delay(policies.Retry.PauseBefore(retriesDone), time, cancellationToken);
            }
        }
    }
}
