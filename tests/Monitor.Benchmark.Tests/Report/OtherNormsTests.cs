using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>The report of a round whose rule set has other norms than 25 and 75: 40 and 50.</summary>
public sealed partial class OtherNormsTests(OtherNormsTests.Reports reports) : IClassFixture<OtherNormsTests.Reports>
{
    [Fact]
    public async Task Bands_of_a_release_are_by_the_norms_of_its_rule_set()
    {
        var answer = await reports.Application.AskOfAsync(
            new { __typename = "Round", year = 2017 }, "Round",
            "benchmark { objectives { mean { total } band } averageBands { band count } }");

        var objectives = answer.Entity["benchmark"]!["objectives"]!.AsArray()
            .Select(o => (Mean: o!["mean"]!["total"]!.GetValue<int>(), Band: $"{o["band"]}")).ToList();
        Assert.All(objectives.Where(o => o.Mean is not (40 or 50)), o => Assert.Equal(
            o.Mean < 40 ? "RED" : o.Mean > 50 ? "GREEN" : "ORANGE", o.Band));
        Assert.Contains(objectives, o => o is { Mean: >= 25 and < 40, Band: "RED" }); // orange by 25 and 75
        Assert.Contains(objectives, o => o is { Mean: > 50 and <= 75, Band: "GREEN" });
    }

    [Fact]
    public void The_report_names_them_and_draws_them()
    {
        Assert.Contains("rood onder 40 punten, groen boven", Flat(reports.Of2017.Body!), StringComparison.Ordinal);
        Assert.Contains("minder dan 40 punten", Flat(reports.Of2017.Body!), StringComparison.Ordinal);
        Assert.Contains("meer dan 50 punten", Flat(reports.Of2017.Body!), StringComparison.Ordinal);

        // 5.2 a point: 40 points of red, 10 of orange, 50 of green.
        foreach (var (zone, width) in new[] { ("red", 208m), ("orange", 52m), ("green", 260m) })
        {
            var zones = reports.Of2017.QuerySelectorAll($"rect.zone-{zone}");
            Assert.NotEmpty(zones);
            Assert.All(zones, z => Assert.Equal(
                width, decimal.Parse(z.GetAttribute("width")!, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void The_bar_of_each_objective_has_the_colour_of_its_mean()
    {
        var bars = Bars().Matches(Flat(reports.Of2017.Body!))
            .Select(m => (Mean: int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), m.Groups[2].Value))
            .ToList();

        Assert.True(bars.Count >= 10);
        Assert.All(bars.Where(b => b.Mean is not (40 or 50)), b => Assert.Equal(
            b.Mean < 40 ? "rood" : b.Mean > 50 ? "groen" : "oranje", b.Value));
    }

    private static string Flat(IElement element) => Spaces().Replace(element.TextContent, " ");

    [GeneratedRegex(@"(\d+) van 100 · (\w+)")]
    private static partial Regex Bars();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>Both rounds released by rules with these norms, and their reports.</summary>
    public sealed class Reports() : PrintedReports(new OtherNorms());

    private sealed class OtherNorms : ReleasedApplication
    {
        protected override Task BeforeAsync(int round)
        {
            Sidecar.Answer("scoring", "/internal/rule-sets/child-abuse-1", DemonstrationRound.Json(new
            {
                id = "child-abuse-1", bands = new { redBelow = 40, greenAbove = 50 },
            }));
            return Task.CompletedTask;
        }
    }
}
