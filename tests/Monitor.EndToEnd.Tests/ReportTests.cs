using System.Text.Json;

namespace Monitor.EndToEnd.Tests;

/// <summary>The query Report, asked without a token, answers with the published report's own numbers.</summary>
public sealed class ReportTests(RunningMonitor monitor)
{
    private static readonly JsonElement Published = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(RunningMonitor.Root, "seeds", "published", "report-2017.json"))).RootElement;

    private static readonly HashSet<string> Exceptions = [.. JsonDocument.Parse(
            File.ReadAllText(Path.Combine(RunningMonitor.Root, "seeds", "published", "exceptions-2017.json")))
        .RootElement.Items("exceptions").Select(item => item.Text("figure")!)];

    [Fact]
    public async Task Participation_is_as_printed_and_marked_generated()
    {
        var round = await RoundAsync();

        Assert.True(round.At("generated").GetBoolean());
        Assert.Equal(388, round.Int("participation", "invited"));
        Assert.Equal(169, round.Int("participation", "responded"));
        Assert.Equal(
            [
                ("UNDER_25K", 61), ("FROM_25K_TO_50K", 66), ("FROM_50K_TO_100K", 21), ("FROM_100K_TO_250K", 18),
                ("OVER_250K", 3),
            ],
            round.Items("participation", "bySizeClass").Select(row => (row.Text("sizeClass")!, row.Int("responded"))));
    }

    [Fact]
    public async Task Every_option_of_tables_4_1_to_4_10_has_the_printed_count_and_percentage()
    {
        var round = await RoundAsync();
        var objectives = Published.Items("objectives").ToArray();
        var answered = round.Items("frequencies").ToArray();

        Assert.Equal(10, answered.Length);
        foreach (var (printed, found) in objectives.Zip(answered))
        {
            Assert.Equal(printed.Int("respondents"), found.Int("respondents"));
            Assert.Equal(printed.Int("inPolicy", "count"), found.Int("inPolicy", "count"));
            Assert.Equal(printed.Int("inPolicy", "percentage"), found.Int("inPolicy", "percentage"));
            foreach (var (question, table) in printed.Items("questions").Zip(found.Items("questions")))
            {
                Assert.Equal(question.Text("label"), table.Text("label"));
                Assert.Equal(question.Items("options").Count(), table.Items("options").Count());
                foreach (var (option, row) in question.Items("options").Zip(table.Items("options")))
                {
                    Assert.Equal(option.Int("count"), row.Int("count"));
                    var figure = $"objectives/{printed.Text("objective")}/questions/{question.Text("question")}"
                        + $"/options/{option.Text("option")}/percentage";
                    if (!Exceptions.Contains(figure))
                    {
                        Assert.Equal(option.Number("percentage"), row.Number("percentage"));
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Mean_totals_and_bands_are_as_printed()
    {
        var benchmark = (await RoundAsync()).At("benchmark");

        var totals = benchmark.Items("objectives")
            .ToDictionary(item => item.Int("objective", "number"), item => item.Int("mean", "total"));
        Assert.Equal(
            [25, 33, 53, 55, 32, 67, 52, 50],
            new[] { 2, 3, 4, 5, 6, 7, 8, 10 }.Select(number => totals[number]));
        Assert.Equal(
            [158, 155, 148, 146, 142, 144, 146, 143, 144, 140],
            benchmark.Items("objectives").Select(item => item.Int("n")));
        Assert.Equal(
            new Dictionary<string, int> { ["RED"] = 31, ["ORANGE"] = 133, ["GREEN"] = 5 },
            benchmark.Items("averageBands").ToDictionary(item => item.Text("band")!, item => item.Int("count")));
    }

    private async Task<JsonElement> RoundAsync()
    {
        var answer = await monitor.AskAsync(RunningMonitor.Query("Report"));
        Assert.Empty(answer.Codes());
        return answer.At("data", "round");
    }
}
