using System.Globalization;

namespace Monitor.EndToEnd.Tests;

/// <summary>Parts fail while the system runs: others go on, and nothing that was acknowledged is lost.</summary>
public sealed class FailureTests(RunningMonitor monitor)
{
    private const string Score = """
        query ($code: ID!) { municipality(code: $code) { scoreCard(round: 2018) { average } } }
        """;

    [Fact]
    public async Task What_is_submitted_while_scoring_is_dead_is_scored_once_it_lives_again()
    {
        string[] municipalities = ["GM0034", "GM0037", "GM0047", "GM0050", "GM0059"];
        await monitor.KillAsync("scoring");
        var tokens = await Task.WhenAll(municipalities.Select(code => monitor.TokenAsync(code)));
        foreach (var token in tokens)
        {
            await new FillingIn(monitor, token).FillInAsync(FillingIn.FirstObjective);
        }

        await monitor.CommandAsync("restart", "scoring");

        foreach (var (code, token) in municipalities.Zip(tokens))
        {
            var (answer, _) = await monitor.AskUntilAsync(
                Score, new { code }, token,
                found => found.Codes().Length == 0 && !found.IsNull("data", "municipality", "scoreCard"),
                limit: TimeSpan.FromSeconds(45));
            Assert.Equal(61.25m, FillingIn.Whole(answer).Number("data", "municipality", "scoreCard", "average"));
        }
    }

    [Fact]
    public async Task A_dead_subgraph_costs_its_own_fields_and_says_so()
    {
        var token = await monitor.TokenAsync("GM0153");
        await monitor.AskAsync("{ rounds { year } }", token: token);   // at work: the gateway knows what they may
        await monitor.KillAsync("community");
        try
        {
            var answer = await monitor.AskAsync(RunningMonitor.Query("Dashboard"), new { code = "GM0153" }, token);

            var municipality = answer.At("data", "municipality");
            Assert.Equal(10, municipality.Items("scoreCard", "objectives").Count());
            Assert.All(municipality.Items("suggestions"), suggestion => Assert.True(suggestion.IsNull("tips")));
            Assert.All(answer.Codes(), code => Assert.Equal("SUBGRAPH_UNAVAILABLE", code));
            Assert.Equal(
                Enumerable.Range(0, 3).Select(index => string.Create(
                    CultureInfo.InvariantCulture, $"municipality.suggestions.{index}.tips")),
                answer.Items("errors").Select(Json.Path).Order(StringComparer.Ordinal));
            Assert.All(answer.Items("errors"), error => Assert.NotEmpty(error.Items("locations")));
        }
        finally
        {
            await monitor.CommandAsync("restart", "community");
        }
    }

    [Fact]
    public async Task Without_the_cache_the_report_is_answered_all_the_same()
    {
        var before = await monitor.AskAsync(RunningMonitor.Query("Report"));

        await monitor.KillAsync("cache");
        var after = await monitor.AskAsync(RunningMonitor.Query("Report"));

        Assert.Empty(before.Codes());
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }
}
