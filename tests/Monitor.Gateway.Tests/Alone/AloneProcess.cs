using System.Diagnostics;

namespace Monitor.Gateway.Tests.Alone;

/// <summary>The gateway's program, as somebody starts it by hand: no Redis, no sidecar, no tokens.</summary>
internal sealed class AloneProcess : IDisposable
{
    private static readonly string program = Path.Combine(AppContext.BaseDirectory, "Monitor.Gateway.dll");

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private AloneProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public static AloneProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfAnotherStart).ToList())
        {
            start.Environment.Remove(name);
        }
        return new AloneProcess(Process.Start(start)!);
    }

    /// <summary>Exit code, and what it wrote to standard error.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        await output;
        return (process.ExitCode, await errors);
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private static bool IsOfAnotherStart(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("DAPR_", StringComparison.Ordinal);
}
