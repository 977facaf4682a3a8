using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Monitor.Cli.Servers;

/// <summary>Runs a program to its end and keeps what it said.</summary>
internal static class Shell
{
    internal sealed record Result(int ExitCode, string Output);

    /// <summary>Standard output and error together; the exit code is the caller's to judge.</summary>
    public static async Task<Result> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? workingFolder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingFolder ?? "/",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} could not be started.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Result(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="CliException">It ended with another code than 0; the message has its last lines.</exception>
    public static async Task<string> DemandAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? workingFolder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var result = await RunAsync(program, arguments, cancellationToken, workingFolder, environment);
        return result.ExitCode == 0
            ? result.Output
            : throw new CliException($"{Path.GetFileName(program)} failed:\n{LastLines(result.Output, 30)}");
    }

    /// <summary>Lets a program use this terminal; answers its exit code.</summary>
    /// <remarks>Ctrl-C reaches it as it reaches us: cancelled, it has a moment to end by itself.</remarks>
    public static async Task<int> RunInTerminalAsync(
        string program, IEnumerable<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingFolder };
        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} could not be started.");
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await ProcessId.Of(process.Id).StopAsync(PosixSignal.SIGINT, TimeSpan.FromSeconds(5));
            throw;
        }

        return process.ExitCode;
    }

    public static string LastLines(string text, int count) =>
        string.Join('\n', text.TrimEnd().Split('\n').TakeLast(count));
}
