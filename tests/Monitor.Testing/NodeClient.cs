using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Testing;

/// <summary>
/// A client of subscriptions that front ends use, from npm, run by Node: see the <c>client.mjs</c> of its folder in
/// <c>tests/Monitor.GraphQL.Streaming.Tests</c>.
/// </summary>
public sealed class NodeClient : IDisposable
{
    private readonly Process process;
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));

    private NodeClient(Process process) => this.process = process;

    /// <param name="package">The folder: graphql-sse or graphql-ws.</param>
    /// <param name="address">Where to connect.</param>
    /// <param name="settings">Of the client.</param>
    public static async Task<NodeClient> StartAsync(string package, Uri address, object? settings = null)
    {
        var tool = new NodeTool(Path.Combine(Repository.Root, "tests", "Monitor.GraphQL.Streaming.Tests", package));
        var node = await tool.PrepareAsync(CancellationToken.None);
        var start = new ProcessStartInfo(node)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = tool.Folder,
        };
        start.ArgumentList.Add("client.mjs");
        start.ArgumentList.Add(address.AbsoluteUri);
        start.ArgumentList.Add(JsonSerializer.Serialize(settings ?? new { }));
        return new NodeClient(Process.Start(start)!);
    }

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SayAsync(new { subscribe = id, payload = new { query, variables } });

    public Task EndAsync(string id) => SayAsync(new { end = id });

    public Task DisposeClientAsync() => SayAsync(new { dispose = true });

    /// <summary>The next line that the client tells.</summary>
    public async Task<string> ReadAsync() =>
        await process.StandardOutput.ReadLineAsync(limit.Token)
        ?? throw new EndOfStreamException("The client ended; see its output.");

    /// <summary>The next lines, of this operation only.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(int count, string id)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            var line = await ReadAsync();
            if (line.StartsWith($"{{\"id\":\"{id}\"", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Reads until the client tells this.</summary>
    public async Task HearAsync(string line)
    {
        while (await ReadAsync() != line)
        {
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        limit.Dispose();
    }

    private async Task SayAsync(object command)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await process.StandardInput.FlushAsync(limit.Token);
    }
}
