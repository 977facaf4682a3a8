using System.Text.Json;
using Monitor.GraphQL.Differential.Tests.Running;
using Monitor.Testing;

namespace Monitor.GraphQL.Differential.Tests;

/// <summary>Every difference that was ever found, and the specification's examples: they stay answered alike.</summary>
public sealed class FixedCaseTests
{
    private static readonly string folder = Path.Combine(
        Repository.Root, "tests", "Monitor.GraphQL.Differential.Tests", "Cases");

    [Fact]
    public async Task Fixed_cases_are_answered_as_the_reference_implementation_does()
    {
        var named = Environment.GetEnvironmentVariable("MONITOR_CASE");
        string[] files = string.IsNullOrEmpty(named) ? Directory.GetFiles(folder, "*.jsonl") : [named];
        var lines = files.SelectMany(File.ReadAllLines).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(lines);

        var differences = new List<string>();
        await using var contest = await Contest.StartAsync(TestContext.Current.CancellationToken);
        await foreach (var answered in contest.AskAsync(lines, TestContext.Current.CancellationToken))
        {
            if (Judge.DifferenceOf(answered) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    [Fact]
    public void Each_fixed_case_says_why_it_is_kept() =>
        Assert.All(
            Directory.GetFiles(folder, "*.jsonl").SelectMany(File.ReadAllLines).Where(line => line.Length > 0),
            line =>
            {
                using var json = JsonDocument.Parse(line);
                Assert.NotEmpty(json.RootElement.GetProperty("why").GetString()!);
            });
}
