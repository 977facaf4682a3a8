using System.Text.Json;
using Monitor.Gateway.Differential.Tests.Comparison;
using Monitor.Gateway.Differential.Tests.Running;
using Monitor.Testing;

namespace Monitor.Gateway.Differential.Tests;

/// <summary>The lines of Cases/: facts of federation, and every difference that was ever found.</summary>
[Collection(ContestTests.Name)]
public sealed class FixedCaseTests(OpenContest open)
{
    private static readonly string folder = Path.Combine(
        Repository.Root, "tests", "Monitor.Gateway.Differential.Tests", "Cases");

    /// <summary>MONITOR_CASE names a file of lines to be asked alone.</summary>
    [Fact]
    public async Task Fixed_cases_are_answered_as_the_others_do()
    {
        var named = Environment.GetEnvironmentVariable("MONITOR_CASE");
        var cases = string.IsNullOrEmpty(named)
            ? AllCases()
            : [.. File.ReadAllLines(Path.Combine(Repository.Root, named)).Select(FixedCase.Of)];

        var differences = new List<string>();
        foreach (var one in cases)
        {
            foreach (var exchange in await open.Contest.AskAsync(one.Question, TestContext.Current.CancellationToken))
            {
                if (one.DifferenceOf(exchange) is { } difference)
                {
                    var plan = await open.Contest.PlanAsync(exchange, TestContext.Current.CancellationToken);
                    differences.Add($"{one.Why}\n{Report.Of(exchange, difference, plan)}");
                }
            }
        }

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} of {cases.Count} differ:\n\n{string.Join("\n\n", differences)}");
    }

    [Fact]
    public void Each_fixed_case_says_why_it_is_kept() => Assert.All(AllCases(), one => Assert.NotEmpty(one.Why));

    private static List<FixedCase> AllCases() =>
        [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllLines).Where(line => line.Length > 0).Select(FixedCase.Of)];
}

/// <summary>A line of Cases/; its README says what the members mean.</summary>
internal sealed record FixedCase(string Why, Question Question, string? Expect, int? Calls)
{
    public static FixedCase Of(string line)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(line);
        return new FixedCase(
            json.GetProperty("why").GetString()!,
            new Question(
                json.GetProperty("graph").GetString()!,
                json.GetProperty("query").GetString()!,
                json.TryGetProperty("variables", out var variables) ? variables.GetRawText() : "{}"),
            json.TryGetProperty("expect", out var expected) ? Answer.Normal(expected) : null,
            json.TryGetProperty("calls", out var calls) ? calls.GetInt32() : null);
    }

    public string? DifferenceOf(Exchange exchange)
    {
        if (exchange.Invalid is not null)
        {
            return $"The case is not valid: {exchange.Invalid}";
        }

        if (Expect is not null && exchange.Ours.Data != Expect)
        {
            return $"Our data are not {Expect}.";
        }

        if (exchange.OurCalls.Count > Calls)
        {
            return $"We make {exchange.OurCalls.Count} calls; {Calls} are enough.";
        }

        var verdict = Judge.Of(exchange);
        return verdict.Kind == Judge.MoreCalls && Calls is not null ? null : verdict.Difference;
    }
}
