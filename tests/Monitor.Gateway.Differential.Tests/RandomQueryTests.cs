using System.Collections.Concurrent;
using System.Globalization;
using Monitor.Gateway.Differential.Tests.Comparison;
using Monitor.Gateway.Differential.Tests.Generation;
using Monitor.Gateway.Differential.Tests.Running;
using Monitor.GraphQL.Schema;
using Monitor.Testing;

namespace Monitor.Gateway.Differential.Tests;

/// <summary>Random operations over the graphs of Graphs/, answered by our gateway, Apollo's, and the oracle.</summary>
/// <remarks>
/// The seed is fixed, so that a change is judged by itself and not by luck; the long form takes a new one each time and
/// prints it. MONITOR_SEED, MONITOR_CASES (for each graph) and MONITOR_GRAPHS (names with commas) choose others.
/// </remarks>
[Collection(ContestTests.Name)]
public sealed class RandomQueryTests(OpenContest open, ITestOutputHelper output)
{
    private const int UsualSeed = 20240601;
    private const int UsualCases = 160;
    private const int ManyCases = 1200;
    private const int MostShrunk = 3;
    private const int MostShown = 10;

    private readonly ConcurrentBag<(string Kind, string? Difference)> seen = [];

    [Fact]
    public async Task The_gateway_answers_as_the_others_do()
    {
        var seed = Setting("MONITOR_SEED") ?? (LongForm.IsOn ? Environment.TickCount : UsualSeed);
        var count = Setting("MONITOR_CASES") ?? (LongForm.IsOn ? ManyCases : UsualCases);
        var graphs = Environment.GetEnvironmentVariable("MONITOR_GRAPHS")?.Split(',');
        output.WriteLine($"MONITOR_SEED={seed} MONITOR_CASES={count}");

        await Task.WhenAll(open.Contest.Graphs
            .Where(graph => graphs?.Contains(graph.Name) != false)
            .Select(graph => AskManyAsync(graph, seed, count)));

        var differences = seen.Where(one => one.Difference is not null).Select(one => one.Difference!).Order().ToList();
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "differences.txt"),
            string.Join("\n\n", differences),
            TestContext.Current.CancellationToken);
        output.WriteLine(string.Join('\n', seen
            .GroupBy(one => one.Kind)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count(),7} {group.Key}")));
        Assert.True(
            differences.Count == 0,
            $"{differences.Count} differ, seed {seed}:\n\n{string.Join("\n\n", differences.Take(MostShown))}");
    }

    private async Task AskManyAsync(GraphDescription graph, int seed, int count)
    {
        var schema = SchemaBuilder.Build(graph.Schema, new SchemaOptions { AssumeValid = true });
        var shrunk = new Dictionary<string, int>();
        for (var i = 0; i < count; i++)
        {
            var operation = OperationGenerator.Make(graph, schema, unchecked((seed * 100_003) + i));
            foreach (var exchange in await AskAsync(graph, operation))
            {
                var verdict = Judge.Of(exchange);
                var difference = verdict.Difference;
                if (difference is not null)
                {
                    var before = shrunk[verdict.Kind] = shrunk.GetValueOrDefault(verdict.Kind) + 1;
                    difference = before <= MostShrunk
                        ? await ShrunkAsync(graph, operation, exchange)
                        : $"~ {graph.Name}: another with {verdict.Kind}";
                }

                seen.Add(($"{graph.Name}: {verdict.Kind}", difference));
            }
        }
    }

    private Task<IReadOnlyList<Exchange>> AskAsync(
        GraphDescription graph, Operation operation, string? only = null)
    {
        var (query, variables) = OperationText.Of(operation);
        return open.Contest.AskAsync(
            new Question(graph.Name, query, variables), TestContext.Current.CancellationToken, only);
    }

    /// <summary>The smallest operation that differs in the same way, with all that helps to see why.</summary>
    private async Task<string> ShrunkAsync(
        GraphDescription graph, Operation operation, Exchange exchange)
    {
        var kind = Judge.Of(exchange).Kind;
        await Shrinker.ShrinkAsync(operation, async smaller =>
        {
            var next = (await AskAsync(graph, smaller, exchange.Supergraph))[0];
            var isSame = Judge.Of(next).Kind == kind;
            exchange = isSame ? next : exchange;
            return isSame;
        });
        return Report.Of(
            exchange,
            Judge.Of(exchange).Difference!,
            await open.Contest.PlanAsync(exchange, TestContext.Current.CancellationToken));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
