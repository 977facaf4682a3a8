using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Gateway.Benchmarks.Load;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Contestants;

/// <summary>A contestant's process.</summary>
internal sealed class RunningContestant : IAsyncDisposable
{
    private static readonly TimeSpan longestStart = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ChildProcess process;
    private readonly string log;

    private RunningContestant(Contestant contestant, ChildProcess process, Uri url, string log)
    {
        Name = contestant.Name;
        this.process = process;
        Url = url;
        this.log = log;
        Process = new ProcessTree(process.Id.Pid);
    }

    public string Name { get; }

    public Uri Url { get; }

    public ProcessTree Process { get; }

    /// <summary>Starts it, and waits until it answers a query right.</summary>
    /// <param name="contestant">Which.</param>
    /// <param name="files">Its port is set here.</param>
    /// <param name="folder">For its log.</param>
    /// <param name="isPinned">Whether it has to do with one core.</param>
    /// <param name="first">The query that it must answer.</param>
    /// <param name="cancellationToken">Ends the wait, and the process.</param>
    /// <exception cref="CliException">
    /// It ended, or answers wrong or not at all; the message has its last lines.
    /// </exception>
    public static async Task<RunningContestant> StartAsync(
        Contestant contestant,
        Place files,
        string folder,
        bool isPinned,
        ShopQuery first,
        CancellationToken cancellationToken)
    {
        var place = files with { Port = FreePort() };
        var log = Path.Combine(folder, "contestant.log");
        File.Delete(log);
        var command = contestant.Command(place);
        var launch = new Launch
        {
            Program = isPinned ? "taskset" : command[0],
            Arguments = isPinned ? [.. Cores.OfContestant, .. command] : [.. command.Skip(1)],
            Environment = contestant.Environment(place),
            WorkingFolder = folder,
            LogFile = log,
        };
        var url = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", place.Port, contestant.Path).Uri;
        var running = new RunningContestant(contestant, ChildProcess.Start(launch), url, log);
        try
        {
            await running.WaitUntilRightAsync(first, cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>The answer's text.</summary>
    /// <exception cref="HttpRequestException">There is none, or its status is another than 200.</exception>
    public async Task<string> AskAsync(ShopQuery query, CancellationToken cancellationToken)
    {
        using var content = new StringContent(query.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(Url, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(5));
        process.Dispose();
        http.Dispose();
    }

    private async Task WaitUntilRightAsync(ShopQuery query, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestStart);
        while (true)
        {
            if (!process.IsRunning)
            {
                throw new CliException($"{Name} ended with {process.ExitCode}:\n{LastLines()}");
            }

            try
            {
                var answer = await AskAsync(query, limit.Token);
                if (!query.IsAnsweredBy(answer))
                {
                    throw new CliException($"{Name} answers the {query.Name} query wrong:\n{Shortened(answer)}");
                }

                return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CliException($"{Name} does not answer:\n{LastLines()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private string LastLines() => File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(30)) : "";

    private static string Shortened(string answer) => answer.Length <= 2_000 ? answer : answer[..2_000] + "…";
}
