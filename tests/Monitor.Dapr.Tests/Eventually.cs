using System.Diagnostics;

namespace Monitor.Dapr.Tests;

/// <summary>Waits for what happens elsewhere, with a limit.</summary>
public static class Eventually
{
    public static async Task IsTrueAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < limit, $"Not so within {limit.TotalSeconds} s.");
            await Task.Delay(10);
        }
    }
}
