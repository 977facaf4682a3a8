namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>Waits for what happens soon, and fails where it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(30);

    public static Task Async(Func<bool> isSo) => Async(() => Task.FromResult(isSo()));

    public static async Task Async(Func<Task<bool>> isSo)
    {
        using var time = new CancellationTokenSource(limit);
        while (!await isSo())
        {
            await Task.Delay(10, time.Token);
        }
    }
}
