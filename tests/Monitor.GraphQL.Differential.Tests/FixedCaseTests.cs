using Monitor.GraphQL.Differential.Tests.Comparison;
using Monitor.GraphQL.Differential.Tests.Running;
using Monitor.Testing;

namespace Monitor.GraphQL.Differential.Tests;

/// <summary>
/// Facts of the specification, section by section, and every difference that was ever found: they stay answered alike.
/// </summary>
public sealed class FixedCaseTests
{
    private static readonly string folder = Path.Combine(
        Repository.Root, "tests", "Monitor.GraphQL.Differential.Tests", "Cases");

    /// <summary>MONITOR_CASE names a file of lines to be asked alone.</summary>
    [Fact]
    public async Task Fixed_cases_are_answered_as_the_reference_implementation_does()
    {
        var named = Environment.GetEnvironmentVariable("MONITOR_CASE");
        var lines = string.IsNullOrEmpty(named)
            ? AllLines()
            : File.ReadAllLines(Path.Combine(Repository.Root, named));

        var differences = new List<string>();
        await using var contest = await Contest.StartAsync(TestContext.Current.CancellationToken);
        await foreach (var exchange in contest.AskAsync(lines, TestContext.Current.CancellationToken))
        {
            if ((Unexpected(exchange) ?? Judge.DifferenceOf(exchange)) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} of {lines.Count} differ:\n\n{string.Join("\n\n", differences)}");
    }

    [Fact]
    public void Each_fixed_case_says_why_it_is_kept() =>
        Assert.All(AllLines(), line =>
        {
            using var json = DeepJson.Parse(line);
            Assert.NotEmpty(json.RootElement.GetProperty("why").GetString()!);
        });

    private static IReadOnlyList<string> AllLines() =>
        [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    /// <summary>Where a case says itself what is right, both could be wrong in the same way.</summary>
    private static string? Unexpected(Exchange exchange)
    {
        using var line = DeepJson.Parse(exchange.Line);
        return line.RootElement.TryGetProperty("expect", out var expected)
            && Comparer.Difference(exchange.Ours, expected.GetRawText()) is { } difference
            ? $"{difference}\nline:   {exchange.Line}\nours:   {exchange.Ours}"
            : null;
    }
}
