using System.Globalization;
using System.Runtime.InteropServices;
using Monitor.Cli;
using Monitor.Cli.Servers;

namespace Monitor.Testing;

/// <summary>A program of this repository as a process of its own, on 127.0.0.1.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan longestStart = TimeSpan.FromSeconds(60);
    private readonly ChildProcess process;

    private RunningProgram(ChildProcess process, int port)
    {
        this.process = process;
        Url = new Uri($"http://127.0.0.1:{port}/");
        Takes = new ProcessTree(process.Id.Pid);
    }

    public Uri Url { get; }

    /// <summary>Its processor time and memory.</summary>
    public ProcessTree Takes { get; }

    /// <param name="project">Such as <c>Monitor.Benchmark</c>.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="core">The one core it may use; null: all.</param>
    /// <param name="folder">For its log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<RunningProgram> StartAsync(
        string project,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        int? core,
        string folder,
        CancellationToken cancellationToken)
    {
        var port = FreePorts.Take(1)[0];
        IReadOnlyList<string> program = ["dotnet", PathOf(project), .. arguments];
        if (core is { } only)
        {
            program = ["taskset", "--cpu-list", only.ToString(CultureInfo.InvariantCulture), .. program];
        }

        var settings = environment.Where(e => e.Value is not null)
            .ToDictionary(e => e.Key.Replace(":", "__", StringComparison.Ordinal), e => e.Value!);
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["Logging__LogLevel__Default"] = "Warning";
        var running = new RunningProgram(
            ChildProcess.Start(new Launch
            {
                Program = program[0],
                Arguments = [.. program.Skip(1)],
                Environment = settings,
                LogFile = Path.Combine(folder, $"{project}-{port}.log"),
            }),
            port);
        try
        {
            await running.WaitAsync(cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one of its commands to the end: <c>seed FOLDER</c>.</summary>
    public static async Task CommandAsync(
        string project, IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, string folder,
        CancellationToken cancellationToken)
    {
        var log = Path.Combine(folder, $"{project}-{command[0]}.log");
        using var process = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [PathOf(project), .. command],
            Environment = environment.Where(e => e.Value is not null)
                .ToDictionary(e => e.Key.Replace(":", "__", StringComparison.Ordinal), e => e.Value!),
            LogFile = log,
        });
        await process.WaitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            var said = await File.ReadAllTextAsync(log, cancellationToken);
            throw new CliException($"{project} {command[0]} failed:\n{said}");
        }
    }

    /// <summary>Ends it at once (SIGKILL): nothing is finished, nothing said.</summary>
    public void Kill()
    {
        using var killed = System.Diagnostics.Process.GetProcessById(process.Id.Pid);
        killed.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(10));
        process.Dispose();
    }

    private static string PathOf(string project) => Path.Combine(
        Repository.Root, "artifacts", "bin", project,
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{project}.dll");

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestStart);
        while (true)
        {
            try
            {
                using var ready = await http.GetAsync(new Uri(Url, "health/ready"), limit.Token);
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
