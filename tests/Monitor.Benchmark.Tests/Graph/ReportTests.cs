using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Graph;

/// <summary>The released demonstration round shows the printed numbers of report KOM012/2017.</summary>
public sealed class ReportTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private static readonly object Round2017 = new { __typename = "Round", year = 2017 };

    [Fact]
    public async Task Every_option_has_the_printed_count_and_percentage()
    {
        var answer = await application.AskOfAsync(Round2017, "Round", """
            frequencies { objective { id } respondents reason inPolicy { count percentage } generated
                          questions { id label options { id label count percentage } } }
            """);

        // 1 of 155 is 0.6 %, so 1; the report prints 0.4 (seeds/published/exceptions-2017.json).
        foreach (var option in Printed().SelectMany(o => Items(o, "questions")).SelectMany(q => Items(q, "options"))
            .Where(o => o["percentage"]!.ToString() == "0.4"))
        {
            option["percentage"] = 1;
        }

        var frequencies = answer.Entity["frequencies"]!.AsArray();
        Assert.Equal(10, frequencies.Count);
        foreach (var (printed, found) in Printed().Zip(frequencies))
        {
            Assert.True(found!["generated"]!.GetValue<bool>());
            Assert.Equal(Text(printed, "objective"), found["objective"]!["id"]!.GetValue<string>());
            Assert.Equal(Number(printed, "respondents"), Number(found, "respondents"));
            Assert.Equal(printed["inPolicy"]!.ToJsonString(), found["inPolicy"]!.ToJsonString());
            Assert.Equal(
                Items(printed, "questions").SelectMany(Rows), Items(found, "questions").SelectMany(Rows));
        }
    }

    [Fact]
    public async Task Mean_totals_respondents_and_bands_are_as_printed()
    {
        var answer = await application.AskOfAsync(Round2017, "Round", """
            benchmark { n reason generated release group { kind code label }
                        objectives { objective { id } n mean { anchoring content reach total } band }
                        averageBands { band count } }
            """);

        var country = answer.Entity["benchmark"]!;
        Assert.Equal(169, Number(country, "n"));
        Assert.Null(country["reason"]);
        Assert.Equal("2017-1", Text(country, "release"));
        Assert.True(country["generated"]!.GetValue<bool>());
        Assert.Equal("""{"kind":"COUNTRY","code":null,"label":"Nederland"}""", country["group"]!.ToJsonString());
        Assert.Equal(
            [158, 155, 148, 146, 142, 144, 146, 143, 144, 140],
            Items(country, "objectives").Select(o => Number(o, "n")));
        foreach (var (printed, found) in Printed().Zip(Items(country, "objectives")))
        {
            if (printed["meanTotal"] is { } total)
            {
                Assert.Equal(total.GetValue<int>(), found["mean"]!["total"]!.GetValue<int>());
            }
        }

        Assert.Equal(
            """[{"band":"RED","count":31},{"band":"ORANGE","count":133},{"band":"GREEN","count":5}]""",
            country["averageBands"]!.ToJsonString());
    }

    [Fact]
    public async Task Larger_size_classes_score_higher()
    {
        // Of each class the mean totals by objective, where shown.
        var classes = new List<IReadOnlyList<int?>>();
        foreach (var sizeClass in (string[])["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "OVER_250K"])
        {
            var group = $"{{ kind: SIZE_CLASS, code: \"{sizeClass}\" }}";
            var answer = await application.AskOfAsync(
                Round2017, "Round", $"benchmark(group: {group}) {{ objectives {{ mean {{ total }} }} }}");
            var objectives = Items(answer.Entity["benchmark"]!, "objectives");
            classes.Add([.. objectives.Select(o => o["mean"] is { } mean ? Number(mean, "total") : (int?)null)]);
        }

        var shownInAll = Enumerable.Range(0, 10).Where(i => classes.All(c => c[i] is not null)).ToList();
        var totals = classes.Select(c => shownInAll.Average(i => c[i]!.Value)).ToList();
        Assert.True(shownInAll.Count >= 7);
        Assert.Equal(totals.Order(), totals);
    }

    private static IEnumerable<JsonNode> Printed() => Items(DemonstrationRound.Report, "objectives");

    private static IEnumerable<string> Rows(JsonNode question) =>
        Items(question, "options")
            .Select(o => $"{Text(question, "label")} / {Text(o, "label")}: {o["count"]} {o["percentage"]}%");

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name]!.AsArray().Select(i => i!);

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
