using System.Diagnostics;

namespace Monitor.GraphQL.Differential.Tests.Running;

/// <summary>A process that answers each line with a line.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private LineProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public static LineProcess Start(string program, params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        })!);

    public Task WriteAsync(string line, CancellationToken cancellationToken) =>
        process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) =>
        process.StandardInput.FlushAsync(cancellationToken);

    /// <summary>The next answer.</summary>
    /// <exception cref="InvalidOperationException">The process ended before it.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException(
            $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended: {await errors}");

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException)
        {
            // A line was still being written: what ended this process, or the test, is told elsewhere.
        }

        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
