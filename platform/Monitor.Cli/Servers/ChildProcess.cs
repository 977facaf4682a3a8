using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Monitor.Cli.Servers;

/// <summary>What to run, where its output goes, and what it gets to know.</summary>
public sealed record Launch
{
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to this process's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingFolder { get; init; }

    /// <summary>Standard output and error are appended here.</summary>
    public required string LogFile { get; init; }
}

/// <summary>
/// A direct child of this process, in a session of its own (Ctrl-C reaches it only through us), writing to a file, so
/// that it may outlive us.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    // exec twice: the shell opens the log and becomes setsid, which becomes the program: one process, one pid.
    private const string Shell = """log=$1; shift; exec setsid "$@" >>"$log" 2>&1 </dev/null""";

    private readonly Process _process;

    private ChildProcess(Process process, ProcessId id)
    {
        _process = process;
        Id = id;
    }

    public ProcessId Id { get; }

    public bool IsRunning => !_process.HasExited;

    /// <summary>The exit code; only once it has ended. 128 + n after signal n.</summary>
    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(Launch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = launch.WorkingFolder ?? "/",
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["-c", Shell, "sh", launch.LogFile, launch.Program, .. launch.Arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{launch.Program} could not be started.");
        return new ChildProcess(process, ProcessId.Of(process.Id));
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to end, and ends it when it does not within the limit.</summary>
    public Task StopAsync(PosixSignal signal, TimeSpan limit) => Id.StopAsync(signal, limit);

    public void Dispose() => _process.Dispose();
}
