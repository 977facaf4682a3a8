using System.Globalization;
using System.Runtime.InteropServices;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Gateway.Benchmarks.Load;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>The subgraphs as a process of their own, on the load's core.</summary>
internal static class SubgraphProgram
{
    private static readonly TimeSpan longestStart = TimeSpan.FromSeconds(20);

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="portsFile">Where the ports are written, a line each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(string portsFile, CancellationToken cancellationToken)
    {
        using var server = SubgraphServer.Start(new SubgraphServerOptions());
        var lines = server.Ports.Select(port => port.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllLinesAsync($"{portsFile}.new", lines, cancellationToken);
        File.Move($"{portsFile}.new", portsFile, overwrite: true);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>Starts the process, and waits until it serves.</summary>
    /// <exception cref="CliException">It did not start.</exception>
    public static async Task<RunningSubgraphs> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var portsFile = Path.Combine(folder, "ports");
        File.Delete(portsFile);
        var process = ChildProcess.Start(new Launch
        {
            Program = "taskset",
            Arguments = [.. Cores.OfLoad, "dotnet", typeof(SubgraphProgram).Assembly.Location, "subgraphs", portsFile],
            Environment = new Dictionary<string, string>
            {
                // What arrives is answered where it is noticed, without a change of thread.
                ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
            },
            LogFile = Path.Combine(folder, "subgraphs.log"),
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestStart);
        while (!File.Exists(portsFile))
        {
            if (!process.IsRunning || limit.IsCancellationRequested)
            {
                await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(1));
                throw new CliException($"The subgraphs do not start: {Path.Combine(folder, "subgraphs.log")}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        var lines = await File.ReadAllLinesAsync(portsFile, cancellationToken);
        return new RunningSubgraphs(process, [.. lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture))]);
    }
}

/// <summary>The process of the subgraphs.</summary>
/// <param name="process">Ended with this.</param>
/// <param name="ports">In the order of their names.</param>
internal sealed class RunningSubgraphs(ChildProcess process, IReadOnlyList<int> ports) : IAsyncDisposable
{
    private readonly HttpClient http = new();

    public IReadOnlyList<int> Ports => ports;

    /// <summary>How often they were asked so far.</summary>
    public async Task<long> CallsAsync(CancellationToken cancellationToken) => long.Parse(
        await http.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}")), cancellationToken),
        CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(2));
        process.Dispose();
        http.Dispose();
    }
}
