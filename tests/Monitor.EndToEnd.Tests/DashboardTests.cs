namespace Monitor.EndToEnd.Tests;

/// <summary>A municipality's own page: everything for itself, nothing of it for another.</summary>
public sealed class DashboardTests(RunningMonitor monitor)
{
    [Fact]
    public async Task Enschede_reads_its_scores_suggestions_with_tips_and_comparison_in_one_answer()
    {
        var token = await monitor.TokenAsync("GM0153");

        var answer = await monitor.AskAsync(RunningMonitor.Query("Dashboard"), new { code = "GM0153" }, token);

        Assert.Empty(answer.Codes());
        var municipality = answer.At("data", "municipality");
        Assert.Equal("Enschede", municipality.Text("name"));
        Assert.Equal(10, municipality.Items("scoreCard", "objectives").Count());
        foreach (var score in municipality.Items("scoreCard", "objectives"))
        {
            Assert.Equal(
                score.Number("total"), score.Number("anchoring") + score.Number("content") + score.Number("reach"));
        }

        var suggestions = municipality.Items("suggestions").ToArray();
        Assert.Equal(3, suggestions.Length);
        var gains = suggestions.Select(item => item.Number("gain")).ToArray();
        Assert.Equal(gains.OrderDescending(), gains);
        Assert.All(suggestions, item => Assert.NotEmpty(item.Items("tips", "nodes")));

        // 100,000 to 250,000 and over 250,000 form one group: 18 + 3 respondents, rounded to 5 below the country.
        Assert.Equal(20, municipality.Int("comparison", "group", "n"));
        Assert.Equal(
            municipality.Items("scoreCard", "objectives").Select(item => item.Number("total")),
            municipality.Items("comparison", "own").Select(item => item.Number("total")));
    }

    [Fact]
    public async Task Another_municipality_gets_NOT_YOURS_for_what_is_Enschedes_own_and_the_rest()
    {
        var token = await monitor.TokenAsync("GM0003");

        var answer = await monitor.AskAsync(RunningMonitor.Query("Dashboard"), new { code = "GM0153" }, token);

        Assert.Equal("Enschede", answer.Text("data", "municipality", "name"));
        Assert.True(answer.IsNull("data", "municipality", "scoreCard"));
        Assert.True(answer.IsNull("data", "municipality", "suggestions"));
        Assert.True(answer.IsNull("data", "municipality", "comparison", "own"));
        Assert.All(answer.Codes(), code => Assert.Equal("NOT_YOURS", code));
        Assert.Equal(
            ["municipality.comparison.own", "municipality.scoreCard", "municipality.suggestions"],
            answer.Items("errors").Select(Json.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_own_fields_say_UNAUTHENTICATED()
    {
        var answer = await monitor.AskAsync(RunningMonitor.Query("Dashboard"), new { code = "GM0153" });

        Assert.Equal("Enschede", answer.Text("data", "municipality", "name"));
        Assert.NotEmpty(answer.Codes());
        Assert.All(answer.Codes(), code => Assert.Equal("UNAUTHENTICATED", code));
    }
}
