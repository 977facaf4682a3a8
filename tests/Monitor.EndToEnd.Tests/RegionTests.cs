namespace Monitor.EndToEnd.Tests;

/// <summary>What a centre municipality's script pulls, without a token.</summary>
public sealed class RegionTests(RunningMonitor monitor)
{
    [Fact]
    public async Task Each_Veilig_Thuis_region_has_its_aggregate_or_the_reason_why_not()
    {
        var regions = await monitor.AskAsync(
            """
            { regions(kind: VEILIG_THUIS) {
                code municipalities { code } aggregate(round: 2017) { n reason objectives { n } } } }
            """);

        Assert.Empty(regions.Codes());
        Assert.Equal(26, regions.Items("data", "regions").Count());
        Assert.Equal(388, regions.Items("data", "regions").Sum(region => region.Items("municipalities").Count()));
        foreach (var aggregate in regions.Items("data", "regions").Select(region => region.At("aggregate")))
        {
            Assert.NotEqual(aggregate.IsNull("n"), aggregate.IsNull("reason"));
            Assert.True(aggregate.IsNull("n") || aggregate.Int("n") >= 5, "a shown count is at least 6, rounded to 5");
        }

        Assert.True(regions.Items("data", "regions").Count(region => region.IsNull("aggregate", "reason")) >= 18);
    }

    [Fact]
    public async Task The_region_query_answers_whole()
    {
        var code = await AnyReleasedAsync();

        var answer = await monitor.AskAsync(RunningMonitor.Query("Region"), new { code });

        Assert.Empty(answer.Codes());
        var region = answer.At("data", "region");
        Assert.Equal("VEILIG_THUIS", region.Text("kind"));
        Assert.Equal(10, region.Items("aggregate", "objectives").Count());
    }

    [Fact]
    public async Task A_centre_area_shows_its_centre_and_says_why_it_has_no_aggregate()
    {
        var areas = await monitor.AskAsync("{ regions(kind: CENTRE_AREA) { code } }");
        var code = areas.Items("data", "regions").First().Text("code");

        var answer = await monitor.AskAsync(RunningMonitor.Query("Region"), new { code });

        Assert.Empty(answer.Codes());
        Assert.False(answer.IsNull("data", "region", "centreMunicipality"));
        Assert.Equal("NOT_RELEASED_FOR_KIND", answer.Text("data", "region", "aggregate", "reason"));
    }

    private async Task<string> AnyReleasedAsync()
    {
        var answer = await monitor.AskAsync("{ regions(kind: VEILIG_THUIS) { code aggregate(round: 2017) { n } } }");
        return answer.Items("data", "regions").First(region => !region.IsNull("aggregate", "n")).Text("code")!;
    }
}
