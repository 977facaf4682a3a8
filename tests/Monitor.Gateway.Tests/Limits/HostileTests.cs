using System.Collections.Concurrent;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing.Hostile;

namespace Monitor.Gateway.Tests.Limits;

/// <summary>
/// The hostile documents of tests/Monitor.GraphQL.AspNetCore.Tests/Hostile, at the gateway: no subgraph is asked.
/// </summary>
public sealed class HostileTests(HostileGateways gateways) : IClassFixture<HostileGateways>
{
    private const string TypeNameAlone = """{"data":{"__typename":"Query"}}""";

    /// <summary>What is answered from data is for subgraphs to answer.</summary>
    public static TheoryData<string> Files =>
        [.. HostileFile.Names.Where(name => HostileFile.Read(name).Answer is null or TypeNameAlone)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_means_harm_reaches_no_subgraph(string name)
    {
        var file = HostileFile.Read(name);
        var (gateway, subgraph) = await gateways.OfAsync(file);
        using var client = new HostileClient(gateway.Http.BaseAddress!);

        var answer = await client.SendAsync(file);

        Assert.Equal(file.ExpectedOfGateway, answer.Describe());
        Assert.Empty(subgraph.Requests);
        Assert.DoesNotContain("Did you mean", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        if (file.Answer is { } expected)
        {
            Assert.Equal(expected, answer.Body);
        }
    }
}

/// <summary>One gateway for each set of settings, before a subgraph that is never asked.</summary>
public sealed class HostileGateways : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task<(TestGateway, TestSubgraph)>> gateways = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var started in gateways.Values)
        {
            var (gateway, subgraph) = await started;
            await gateway.DisposeAsync();
            await subgraph.DisposeAsync();
        }
    }

    internal Task<(TestGateway Gateway, TestSubgraph Subgraph)> OfAsync(HostileFile file) =>
        gateways.GetOrAdd($"{file.Profile} {file.Settings}", _ => StartAsync(file))!;

    private static async Task<(TestGateway, TestSubgraph)> StartAsync(HostileFile file)
    {
        var subgraph = await TestSubgraph.StartAsync("towns");
        return (await TestGateway.StartAsync("hostile", [subgraph], file.ToSettings()), subgraph);
    }
}
