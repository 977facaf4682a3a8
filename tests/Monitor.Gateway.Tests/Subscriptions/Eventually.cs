namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>Waits for what happens soon, and fails where it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(30);

    public static async Task Async(Func<bool> isSo)
    {
        using var time = new CancellationTokenSource(limit);
        while (!isSo())
        {
            await Task.Delay(10, time.Token);
        }
    }
}
