using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Limits;

/// <summary>What clients hear of an operation that takes too much work to plan.</summary>
public sealed class PlanningLimitTests
{
    private static readonly Dictionary<string, string?> little = new() { ["Gateway:Planner:MaxSteps"] = "100" };

    /// <summary>So many fields that each need a look, of one subgraph that nobody has to run.</summary>
    private static readonly string wide =
        $"{{{string.Concat(Enumerable.Range(0, 150).Select(number => $" a{number}: items {{ amount }}"))} }}";

    [Fact]
    public async Task It_is_refused_before_anything_is_asked_and_as_often_as_it_comes()
    {
        await using var gateway = await TestGateway.StartAsync("keys", [], little);

        var first = await gateway.AskAsync(wide);
        var again = await gateway.AskAsync(wide);

        Assert.Equal(["PLAN_TOO_COMPLEX"], first.Codes());
        Assert.False(first.TryGetProperty("data", out _));
        Assert.Equal(first.ToString(), again.ToString());
    }
}
