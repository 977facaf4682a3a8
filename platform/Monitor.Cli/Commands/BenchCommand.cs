using Monitor.Cli.Running;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Commands;

/// <summary>Builds a benchmark and runs it in this terminal; without a name, lists what there is.</summary>
internal sealed class BenchCommand(Workplace workplace)
{
    private static readonly Benchmark[] benchmarks =
    [
        new("benchmark", "Monitor.Benchmark.Benchmarks", "Scores taken in, releases made, figures asked."),
        new("cache", "Monitor.Gateway.Benchmarks", "Aggregates cached and not, stampedes, a frozen Redis."),
        new("callers", "Monitor.Gateway.Benchmarks", "What it costs to know who asks."),
        new("community", "Monitor.Community.Benchmarks", "Lists, search and posting with 200,000 posts."),
        new("engine", "Monitor.GraphQL.Benchmarks", "The GraphQL engine beside graphql-js: parse, validate, execute."),
        new("gateway", "Monitor.Gateway.Benchmarks", "The gateway beside Node gateways and the floor, under load."),
        new("scoring", "Monitor.Scoring.Benchmarks", "A whole round scored again: rules, database, events."),
    ];

    /// <param name="name">Which; null lists them.</param>
    /// <param name="arguments">Passed on: each benchmark has its own.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    public async Task<int> RunAsync(string? name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            foreach (var each in benchmarks)
            {
                Console.WriteLine($"{each.Name,-10} {each.About}");
            }

            return 0;
        }

        var benchmark = benchmarks.FirstOrDefault(each => each.Name == name) ?? throw new CliException(
            $"No benchmark is named '{name}'. There are: {string.Join(", ", benchmarks.Select(each => each.Name))}.");
        await Programs.BuildBenchmarkAsync(workplace, benchmark.Project, cancellationToken);
        return await Shell.RunInTerminalAsync(
            "dotnet",
            [Programs.PathOf(workplace, benchmark.Project), benchmark.Name, .. arguments],
            workplace.Root,
            cancellationToken);
    }

    private sealed record Benchmark(string Name, string Project, string About);
}
