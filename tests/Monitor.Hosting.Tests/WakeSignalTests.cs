namespace Monitor.Hosting.Tests;

public sealed class WakeSignalTests
{
    private static readonly TimeSpan never = TimeSpan.FromHours(1);
    private readonly WakeSignal wakes = new(TimeProvider.System);

    [Fact]
    public async Task A_wake_ends_the_wait()
    {
        var wait = wakes.WaitAsync(never, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);

        wakes.Wake();

        await wait;
    }

    [Fact]
    public async Task Wakes_while_nobody_waits_count_as_one()
    {
        wakes.Wake();
        wakes.Wake();

        await wakes.WaitAsync(never, TestContext.Current.CancellationToken);

        Assert.False(wakes.WaitAsync(never, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task Without_a_wake_the_wait_ends_by_itself() =>
        await wakes.WaitAsync(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_end_of_the_process_ends_the_wait_without_an_error()
    {
        using var stopping = new CancellationTokenSource();
        var wait = wakes.WaitAsync(never, stopping.Token);

        await stopping.CancelAsync();

        await wait;
    }
}
