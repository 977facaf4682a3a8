using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>Somebody else's solver of linear programs: the npm package highs.</summary>
internal static class Highs
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>
    /// The least and the most of each wanted expression, for each problem; null where that took longer than it may.
    /// </summary>
    public static async Task<IReadOnlyList<double[]?[]>> BoundsAsync(IReadOnlyList<LinearProblem> problems)
    {
        using var limit = new CancellationTokenSource(Longest);
        var tool = new NodeTool(Path.Combine(Repository.Root, "tests", "Monitor.Benchmark.Tests", "Attack", "highs"));
        var node = await tool.PrepareAsync(limit.Token);
        using var process = Process.Start(new ProcessStartInfo(node, ["solve.mjs"])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var answers = process.StandardOutput.ReadToEndAsync(limit.Token);
            await WriteAsync(process.StandardInput, problems, limit.Token);
            var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && lines.Length == problems.Count
                ? [.. lines.Select(l => JsonSerializer.Deserialize<double[]?[]>(l)!)]
                : throw new InvalidOperationException($"HiGHS did not solve: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(
        StreamWriter input, IReadOnlyList<LinearProblem> problems, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var problem in problems)
            {
                var line = JsonSerializer.Serialize(problem, JsonSerializerOptions.Web);
                await input.WriteLineAsync(line.AsMemory(), cancellationToken);
            }

            input.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: what it says of that comes with its exit code.
        }
    }
}

/// <summary>Constraints in CPLEX LP form, and what is wanted at its least and its most.</summary>
internal sealed record LinearProblem(string Constraints, IReadOnlyList<string> Wants)
{
    /// <summary>Longest for each bound; null: as long as all together may take.</summary>
    public int? Seconds { get; init; }
}
