using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>A process of Node that does the works with graphql-js, when and as often as it is told.</summary>
internal sealed class GraphqlJs : IDisposable
{
    private readonly Process process;

    private GraphqlJs(Process process) => this.process = process;

    public static async Task<GraphqlJs> StartAsync(CancellationToken cancellationToken)
    {
        var tool = new NodeTool(Path.Combine(Repository.Root, "tests", "Monitor.GraphQL.Benchmarks", "graphql-js"));
        var node = await tool.PrepareAsync(cancellationToken);
        var start = new ProcessStartInfo(node, [Path.Combine(tool.Folder, "works.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NODE_ENV"] = "production" },
        };
        return new GraphqlJs(Process.Start(start) ?? throw new InvalidOperationException($"{node} did not start."));
    }

    /// <summary>Hands over the works: see <see cref="Works.Load"/>.</summary>
    public void Load(string works) => Ask(works);

    /// <summary>Does a work so often, and answers how long all of it took by graphql-js's own clock.</summary>
    public TimeSpan Run(Work work, int times)
    {
        var answer = Ask(JsonSerializer.Serialize(new { @do = "run", work = work.Name, times }));
        return TimeSpan.FromMicroseconds(answer.GetProperty("nanoseconds").GetDouble() / 1_000);
    }

    /// <exception cref="UnequalResultsException">graphql-js's result is another.</exception>
    public void Compare(Work work, string result)
    {
        var answer = Ask(JsonSerializer.Serialize(new { @do = "compare", work = work.Name, result }));
        if (answer.TryGetProperty("difference", out var difference))
        {
            throw new UnequalResultsException(work.Name, difference.GetString()!);
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    // Blocks: BenchmarkDotNet's set-up of an iteration cannot wait otherwise.
    private JsonElement Ask(string message)
    {
        process.StandardInput.WriteLine(message);
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("graphql-js ended.");
        var answer = JsonElement.Parse(line);
        return answer.TryGetProperty("failure", out var failure)
            ? throw new InvalidOperationException($"graphql-js failed: {failure}")
            : answer;
    }
}
