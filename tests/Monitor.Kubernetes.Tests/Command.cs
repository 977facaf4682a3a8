using System.Diagnostics;

namespace Monitor.Kubernetes.Tests;

/// <summary>Runs a program to its end and gives what it printed.</summary>
internal static class Command
{
    /// <exception cref="InvalidOperationException">The program failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(
        string file, IEnumerable<string> arguments, string? input = null, string? folder = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await error}");
    }
}
