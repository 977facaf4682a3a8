using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests;

/// <summary>The supergraphs of Graphs/ are what the composers make of the subgraphs beside them.</summary>
public sealed class GraphTests
{
    [Fact]
    public async Task The_supergraphs_are_up_to_date() =>
        Assert.Equal("", await ReferenceServer.CheckGraphsAsync(TestContext.Current.CancellationToken));
}
