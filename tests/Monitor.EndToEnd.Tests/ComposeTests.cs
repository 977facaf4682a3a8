namespace Monitor.EndToEnd.Tests;

/// <summary>The supergraph that is checked in is what the four schemas compose to now.</summary>
public sealed class ComposeTests(RunningMonitor monitor)
{
    [Fact]
    public async Task The_supergraph_is_up_to_date() => await monitor.CommandAsync("compose", "--check");
}
