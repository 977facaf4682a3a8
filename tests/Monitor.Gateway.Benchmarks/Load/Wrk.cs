using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Load;

/// <summary>What one load came to.</summary>
/// <param name="Requests">Answers that arrived.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="P50">Half of the answers came within this, in milliseconds.</param>
/// <param name="P99">All but one in a hundred came within this, in milliseconds.</param>
/// <param name="Wrong">Answers of unequal JSON or another status, broken connections, timeouts.</param>
internal sealed record LoadResult(long Requests, double Seconds, double P50, double P99, long Wrong)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>Loads an address by wrk: so many connections, each asking again as soon as it is answered.</summary>
internal sealed class Wrk
{
    private static readonly string script =
        Path.Combine(Repository.Root, "tests", "Monitor.Gateway.Benchmarks", "Load", "load.lua");

    private readonly string wrk;
    private readonly string folder;
    private readonly int connections;

    /// <param name="folder">For files.</param>
    /// <param name="connections">Requests under way at any moment.</param>
    /// <exception cref="CliException">wrk is not installed.</exception>
    public Wrk(string folder, int connections)
    {
        wrk = Find("wrk", package: "wrk");
        this.folder = folder;
        this.connections = connections;
    }

    /// <exception cref="CliException">The program is not installed.</exception>
    public static string Find(string program, string package) => ServerBinaries.Find(program)
        ?? throw new CliException($"This needs {program}: apt-get install -y {package}");

    /// <param name="url">Of the contestant.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="known">The contestant's answer, which was found equal: the same bytes need no further look.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public async Task<LoadResult> RunAsync(
        string url, ShopQuery query, string known, int seconds, CancellationToken cancellationToken)
    {
        var body = Path.Combine(folder, "body.json");
        var expected = Path.Combine(folder, "expected.json");
        await File.WriteAllTextAsync(body, query.Body, cancellationToken);
        await File.WriteAllTextAsync(expected, known, cancellationToken);
        var log = Path.Combine(folder, "wrk.log");
        File.Delete(log);
        using var running = ChildProcess.Start(new Launch
        {
            Program = "taskset",
            Arguments =
            [
                .. Cores.OfLoad, wrk, "--threads", "1", "--connections", Text(connections),
                "--duration", $"{Text(seconds)}s", "--timeout", "20s", "--script", script, url,
            ],
            Environment = new Dictionary<string, string> { ["LOAD_BODY"] = body, ["LOAD_EXPECTED"] = expected },
            LogFile = log,
        });
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await running.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(1));
            throw;
        }

        var output = await File.ReadAllTextAsync(log, cancellationToken);
        var line = output.Split('\n').LastOrDefault(one => one.StartsWith('{'))
            ?? throw new CliException($"wrk said nothing that can be read:\n{output}");
        return Read(JsonSerializer.Deserialize<Said>(line, JsonSerializerOptions.Web)!, query);
    }

    private static LoadResult Read(Said said, ShopQuery query) => new(
        said.Requests,
        said.Microseconds / 1e6,
        said.P50 / 1e3,
        said.P99 / 1e3,
        said.Refused + said.Unjudged + said.Broken
            + said.Others.Where(other => !query.IsAnsweredBy(other.Body)).Sum(other => other.Count));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Said(
        long Requests, long Microseconds, long P50, long P99, long Refused, long Unjudged, long Broken,
        IReadOnlyList<Other> Others);

    /// <summary>Answers of other bytes than the known ones.</summary>
    private sealed record Other(long Count, string Body);
}
