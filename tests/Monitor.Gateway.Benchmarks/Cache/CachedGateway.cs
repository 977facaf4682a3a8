using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Cache;

/// <summary>A gateway as a process of its own, before the subgraphs of this benchmark and a Redis.</summary>
internal sealed class CachedGateway : IAsyncDisposable
{
    private static readonly TimeSpan longestStart = TimeSpan.FromSeconds(30);

    private readonly ChildProcess process;
    private readonly Uri url;
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    private CachedGateway(ChildProcess process, Uri url)
    {
        this.process = process;
        this.url = url;
    }

    public Uri Url => url;

    /// <summary>Processor time so far, in seconds.</summary>
    public double CpuSeconds => new ProcessTree(process.Id.Pid).CpuSeconds;

    /// <param name="folder">For its log and supergraph.</param>
    /// <param name="subgraphs">Port of the subgraphs.</param>
    /// <param name="redis">Connection string; null for none.</param>
    /// <param name="settings">As in the environment: <c>Aggregates__LocalBytes</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<CachedGateway> StartAsync(
        string folder,
        int subgraphs,
        string? redis,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken)
    {
        var port = FreePorts.Take(1)[0];
        var supergraph = Path.Combine(folder, "supergraph.graphql");
        var sdl = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "Monitor.Gateway.Benchmarks", "Cache", "supergraph.graphql"),
            cancellationToken);
        await File.WriteAllTextAsync(
            supergraph,
            sdl.Replace("127.0.0.1:7601", $"127.0.0.1:{subgraphs}", StringComparison.Ordinal),
            cancellationToken);
        var environment = new Dictionary<string, string>(settings);
        if (redis is not null)
        {
            environment["ConnectionStrings__Redis"] = redis;
        }
        var process = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments =
            [
                Path.Combine(
                    Repository.Root,
                    "artifacts",
                    "bin",
                    "Monitor.Gateway",
                    Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
                    "Monitor.Gateway.dll"),
                "--supergraph", supergraph,
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--transport", "direct",
            ],
            Environment = environment,
            LogFile = Path.Combine(folder, $"gateway-{port}.log"),
        });
        var gateway = new CachedGateway(process, new Uri($"http://127.0.0.1:{port}/graphql"));
        try
        {
            await gateway.WaitAsync(cancellationToken);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>The answer's bytes.</summary>
    /// <exception cref="CliException">It is no whole answer.</exception>
    public async Task<byte[]> AskAsync(string query, object variables, CancellationToken cancellationToken)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(new { query, variables }),
            Encoding.UTF8,
            new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(url, content, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode && answer.AsSpan().StartsWith("{\"data\":{"u8)
            ? answer
            : throw new CliException(
                $"The gateway answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(5));
        process.Dispose();
        http.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestStart);
        while (true)
        {
            try
            {
                using var ready = await http.GetAsync(new Uri(url, "/health/ready"), limit.Token);
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (process.IsRunning)
            {
            }
            await Task.Delay(50, limit.Token);
        }
    }
}
