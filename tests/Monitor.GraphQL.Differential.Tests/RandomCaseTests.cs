using System.Globalization;
using Monitor.GraphQL.Differential.Tests.Generation;
using Monitor.GraphQL.Differential.Tests.Running;
using Monitor.Testing;

namespace Monitor.GraphQL.Differential.Tests;

/// <summary>Random schemas, data and documents, answered by the engine and by graphql-js.</summary>
/// <remarks>
/// The seed is fixed, so that a change is judged by itself and not by luck; the long form takes a new one each time and
/// prints it. MONITOR_SEED and MONITOR_CASES choose both.
/// </remarks>
public sealed class RandomCaseTests(ITestOutputHelper output)
{
    private const int UsualSeed = 20250901;
    private const int UsualCases = 20_000;
    private const int ManyCases = 150_000;
    private const int MostShown = 10;

    [Fact]
    public async Task The_engine_answers_as_the_reference_implementation_does()
    {
        var seed = Setting("MONITOR_SEED") ?? (LongForm.IsOn ? Environment.TickCount : UsualSeed);
        var count = Setting("MONITOR_CASES") ?? (LongForm.IsOn ? ManyCases : UsualCases);
        output.WriteLine($"MONITOR_SEED={seed} MONITOR_CASES={count}");

        var differences = new List<string>();
        var modes = new SortedDictionary<string, int>();
        await using var contest = await Contest.StartAsync(TestContext.Current.CancellationToken);
        await foreach (var exchange in contest.AskAsync(
            CaseGenerator.Lines(seed, count), TestContext.Current.CancellationToken))
        {
            var kind = Judge.KindOf(exchange);
            modes[kind] = modes.GetValueOrDefault(kind) + 1;
            if (Judge.DifferenceOf(exchange) is { } difference)
            {
                differences.Add(difference);
            }
        }

        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "differences.txt"), string.Join("\n\n", differences));
        output.WriteLine(string.Join('\n', modes.Select(mode => $"{mode.Value,7} {mode.Key}")));
        Assert.True(
            differences.Count == 0,
            $"{differences.Count} of {count} differ, seed {seed}:\n\n"
            + string.Join("\n\n", differences.Take(MostShown)));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
