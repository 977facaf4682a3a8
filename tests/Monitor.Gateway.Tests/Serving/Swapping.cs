using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Gateway.Tests.Execution;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Serving;

/// <summary>A gateway before one subgraph, whose supergraph's file changes while it runs.</summary>
internal sealed class Swapping : IAsyncDisposable
{
    private readonly TestSubgraph accounts;
    private readonly string sdl;

    private Swapping(TestSubgraph accounts, string sdl)
    {
        this.accounts = accounts;
        this.sdl = sdl;
    }

    public string Folder { get; } = TemporaryServers.NextFolder("supergraph");

    /// <summary>What the gateway was told to serve.</summary>
    public string File => Path.Combine(Folder, "supergraph.graphql");

    public TestGateway Gateway { get; private set; } = null!;

    /// <param name="lay">Puts the first supergraph at its place; null: as a plain file.</param>
    /// <param name="every">How often the gateway looks by itself.</param>
    public static async Task<Swapping> OpenAsync(
        Func<Swapping, string, Task>? lay = null, string every = "00:00:00.100")
    {
        var accounts = await TestSubgraph.StartAsync("accounts");
        accounts.Query["me"] = new Record { ["name"] = "Ada" };
        accounts.Query["motto"] = "Onwards";
        var swapping = new Swapping(accounts, await TestGateway.SupergraphAsync("shop", [accounts]));
        await (lay ?? ((s, first) => s.WriteAsync(first)))(swapping, swapping.With("first"));
        swapping.Gateway = await TestGateway.StartFromAsync(
            swapping.File, new() { ["Gateway:WatchEvery"] = every });
        return swapping;
    }

    /// <summary>A supergraph with a root field more; each name another text.</summary>
    public string With(string name) => sdl.Replace(
        "  me: User", $"  {name}: String @join__field(graph: ACCOUNTS)\n  me: User", StringComparison.Ordinal);

    /// <summary>As a careful operator does: written beside it, and moved there as one.</summary>
    public async Task WriteAsync(string text)
    {
        var beside = File + ".new";
        await System.IO.File.WriteAllTextAsync(beside, text);
        System.IO.File.Move(beside, File, overwrite: true);
    }

    /// <summary>What /health/ready calls the supergraph that is served.</summary>
    public async Task<string> HashAsync() =>
        (await Gateway.Http.GetFromJsonAsync<JsonElement>(new Uri("/health/ready", UriKind.Relative)))
            .GetProperty("supergraph").GetProperty("hash").GetString()!;

    /// <summary>Waits until another supergraph than this is served.</summary>
    public async Task<string> HashAfterAsync(string before)
    {
        for (var turn = 0; turn < 1_200; turn++)
        {
            if (await HashAsync() is var now && now != before)
            {
                return now;
            }
            await Task.Delay(50);
        }
        throw new TimeoutException("The supergraph was not replaced within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await accounts.DisposeAsync();
    }
}
