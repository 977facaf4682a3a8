using System.Globalization;
using System.Runtime.InteropServices;

namespace Monitor.Cli.Servers;

/// <summary>
/// A process for certain: its pid, and when it started (in clock ticks since boot). A pid alone comes back after a
/// while as another process, which is not ours to end.
/// </summary>
public sealed record ProcessId(int Pid, long StartTime)
{
    private const int FieldOfState = 0;         // after the name; proc(5) counts it as field 3
    private const int FieldOfStartTime = 19;    // proc(5) field 22
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether that very process is alive; one that waits to be buried (a zombie) is not.</summary>
    public bool IsRunning => Stat(Pid) is { } fields
        && fields[FieldOfState] is not ("Z" or "X")
        && StartTimeIn(fields) == StartTime;

    /// <summary>The process that has this pid now; start time 0 when there is none.</summary>
    public static ProcessId Of(int pid) => new(pid, Stat(pid) is { } fields ? StartTimeIn(fields) : 0);

    /// <summary>Sends the signal, and SIGKILL when the limit has passed. Nothing happens to another process.</summary>
    public async Task StopAsync(PosixSignal signal, TimeSpan limit)
    {
        if (!IsRunning)
        {
            return;
        }

        Send(signal);
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();
        while (IsRunning && clock.GetElapsedTime(begin) < limit)
        {
            await Task.Delay(Look);
        }

        if (IsRunning)
        {
            _ = Kill(Pid, 9);
            await Task.Delay(Look);
        }
    }

    private void Send(PosixSignal signal) => _ = Kill(Pid, signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    });

    private static string[]? Stat(int pid)
    {
        try
        {
            // The name stands in brackets and may itself hold brackets and spaces: read after the last one.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long StartTimeIn(string[] fields) =>
        long.Parse(fields[FieldOfStartTime], CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
