using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Graph;

/// <summary>
/// Parts on and off, how scores lie, what is done most: of the demonstration rounds, beside the printed numbers of
/// report KOM012/2017 and what its answers come to when counted one by one.
/// </summary>
public sealed class CombinationTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private static readonly string[] Parts = ["anchoring", "content", "reach"];

    [Theory]
    [InlineData("", 100, "2017-1.COUNTRY")]
    [InlineData("(components: [ANCHORING, CONTENT, REACH])", 100, "2017-1.COUNTRY")]
    [InlineData("(components: [REACH, CONTENT, REACH])", 75, "2017-1.COUNTRY.CR")]
    [InlineData("(components: [ANCHORING])", 25, "2017-1.COUNTRY.A")]
    public async Task Parts_that_count_have_a_maximum_and_an_id_of_their_own(string argument, int maximum, string id)
    {
        var aggregate = await BenchmarkAsync(argument, "id maximum components");

        Assert.Equal((maximum, id), (Number(aggregate, "maximum"), aggregate["id"]!.GetValue<string>()));
        Assert.Equal(
            maximum, aggregate["components"]!.AsArray().Sum(c => c!.GetValue<string>() == "CONTENT" ? 50 : 25));
    }

    [Fact]
    public async Task No_parts_at_all_is_refused()
    {
        var answer = await application.AskOfAsync(Round(2017), "Round", "benchmark(components: []) { id }");

        Assert.Equal(["BAD_USER_INPUT"], answer.Codes);
    }

    [Theory]
    [InlineData("ANCHORING, CONTENT, REACH")]
    [InlineData("ANCHORING, CONTENT")]
    [InlineData("CONTENT, REACH")]
    [InlineData("REACH")]
    public async Task Means_and_bands_of_the_country_are_those_of_the_answers(string components)
    {
        var parts = components.ToLowerInvariant().Split(", ");
        var aggregate = await BenchmarkAsync(
            $"(components: [{components}])",
            """
            maximum objectives { objective { id } n mean { total }
                                 shape { reason median bands { count } tenths { from to count } } }
            """);

        var maximum = Number(aggregate, "maximum");
        var objectives = Items(aggregate, "objectives").Where(o => o["mean"] is not null).ToList();
        Assert.NotEmpty(objectives);
        foreach (var objective in objectives)
        {
            var points = Points(2017, objective["objective"]!["id"]!.GetValue<string>(), parts);
            Assert.Equal(points.Count, Number(objective, "n"));
            Assert.Equal(Whole(points.Average()), Number(objective["mean"]!, "total"));
            if (objective["shape"]!["bands"] is { } bands)
            {
                Assert.Equal(
                    [
                        points.Count(p => p < maximum * 0.25m),
                        points.Count(p => p >= maximum * 0.25m && p <= maximum * 0.75m),
                        points.Count(p => p > maximum * 0.75m),
                    ],
                    bands.AsArray().Select(b => Number(b!, "count")));
                Assert.Equal(points.Count, Items(objective["shape"]!, "tenths").Sum(t => Number(t, "count")));
            }
        }
    }

    [Fact]
    public async Task Every_number_of_the_country_is_as_printed_in_the_report()
    {
        var country = await BenchmarkAsync("", """
            n averageBands { band count } average { n shape { bands { count } } }
            objectives { objective { id } n mean { total } inPolicy { count of percentage }
                         measures(first: 3) { reason measures { question option count percentage } } }
            """);

        Assert.Equal(169, Number(country, "n"));
        Assert.Equal(169, Number(country["average"]!, "n"));
        Assert.Equal([31, 133, 5], Items(country, "averageBands").Select(b => Number(b, "count")));
        var allPrinted = Items(DemonstrationRound.Report, "objectives");
        foreach (var (printed, found) in allPrinted.Zip(Items(country, "objectives")))
        {
            Assert.Equal(Number(printed, "respondents"), Number(found, "n"));
            if (printed["meanTotal"] is { } total)
            {
                Assert.Equal(total.GetValue<int>(), Number(found["mean"]!, "total"));
            }

            Assert.Equal(Number(printed["inPolicy"]!, "count"), Number(found["inPolicy"]!, "count"));
            Assert.Equal(Number(printed["inPolicy"]!, "percentage"), Number(found["inPolicy"]!, "percentage"));
            Assert.Equal(Number(printed, "respondents"), Number(found["inPolicy"]!, "of"));
            Assert.Equal(MostPrinted(printed, 3), Items(found["measures"]!, "measures").Select(Measure));
        }
    }

    [Fact]
    public async Task Of_all_objectives_together_the_share_in_policy_is_of_all_answers()
    {
        var average = (await BenchmarkAsync("", """
            average { inPolicy { count of percentage }
                      measures(first: 1) { measures { objective { id } option count } } }
            """))["average"]!;

        var printed = Items(DemonstrationRound.Report, "objectives").ToList();
        Assert.Equal(printed.Sum(o => Number(o["inPolicy"]!, "count")), Number(average["inPolicy"]!, "count"));
        Assert.Equal(printed.Sum(o => Number(o, "respondents")), Number(average["inPolicy"]!, "of"));
        Assert.Single(Items(average["measures"]!, "measures"));
    }

    [Fact]
    public async Task A_crossing_answers_like_any_other_group()
    {
        var seen = new HashSet<string>();
        foreach (var region in Enumerable.Range(1, 26))
        {
            var (code, sizeClass) = ($"VT{region:00}", "FROM_25K_TO_50K");
            var aggregate = await BenchmarkAsync(
                $"(group: {{ kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"{code}\", sizeClass: \"{sizeClass}\" }})",
                "id n reason release group { kind code sizeClass label } objectives { n }");
            Assert.Equal(code, aggregate["group"]!["code"]!.GetValue<string>());
            Assert.Equal(sizeClass, aggregate["group"]!["sizeClass"]!.GetValue<string>());
            Assert.Equal("2017-1", aggregate["release"]!.GetValue<string>());
            Assert.Equal(aggregate["n"] is null, aggregate["reason"] is not null);
            Assert.Equal(aggregate["n"] is null, aggregate["objectives"] is null);
            seen.Add(aggregate["reason"]?.GetValue<string>() ?? "shown");
        }

        Assert.Contains("TOO_FEW", seen);
    }

    [Theory]
    [InlineData("kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"VT01\"", "BAD_USER_INPUT")]
    [InlineData("kind: SIZE_CLASS_IN_VEILIG_THUIS, sizeClass: \"UNDER_25K\"", "BAD_USER_INPUT")]
    [InlineData("kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"VT01\", sizeClass: \"HUGE\"", "BAD_USER_INPUT")]
    [InlineData("kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"VT99\", sizeClass: \"UNDER_25K\"", "UNKNOWN_REGION")]
    [InlineData("kind: COUNTRY, sizeClass: \"UNDER_25K\"", "BAD_USER_INPUT")]
    public async Task A_crossing_that_is_not_one_is_refused(string group, string code)
    {
        var answer = await application.AskOfAsync(Round(2017), "Round", $"benchmark(group: {{ {group} }}) {{ id }}");

        Assert.Equal([code], answer.Codes);
    }

    [Theory]
    [InlineData("2017-1.COUNTRY.AC", 75)]
    [InlineData("2017-1.SIZE_CLASS.UNDER_25K", 100)]
    [InlineData("2017-1.SIZE_CLASS_IN_VEILIG_THUIS.VT01+OVER_100K.R", 25)]
    public async Task An_aggregate_of_some_parts_is_found_again_by_its_id(string id, int maximum)
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Aggregate", id }, "Aggregate", "id maximum release");

        Assert.Equal((id, maximum), (answer.Entity["id"]!.GetValue<string>(), Number(answer.Entity, "maximum")));
        Assert.Equal("2017-1", answer.Entity["release"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_edition_that_does_not_exist_is_NOT_FOUND()
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Aggregate", id = "2017-9.COUNTRY" }, "Aggregate", "id");

        Assert.Equal(["NOT_FOUND"], answer.Codes);
    }

    [Fact]
    public async Task Whatever_is_withheld_has_a_reason_and_no_number()
    {
        var groups = Enumerable.Range(1, 26).Select(i => $"kind: VEILIG_THUIS, code: \"VT{i:00}\"")
            .Concat(((string[])["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "OVER_250K"])
                .Select(c => $"kind: SIZE_CLASS, code: \"{c}\""));
        foreach (var group in groups)
        {
            var aggregate = await BenchmarkAsync($"(group: {{ {group} }}, components: [CONTENT])", """
                n reason average { n reason mean { total } shape { reason median tenths { count } } }
                objectives { n reason mean { total } band
                             shape { reason lowerQuartile median upperQuartile bands { count } tenths { count } } }
                """);
            if (aggregate["n"] is null)
            {
                Assert.True(aggregate["average"] is null && aggregate["objectives"] is null);
                continue;
            }

            foreach (var cell in Items(aggregate, "objectives").Append(aggregate["average"]!))
            {
                var isHidden = cell["reason"] is not null;
                Assert.Equal(isHidden, cell["n"] is null);
                Assert.Equal(isHidden, cell["mean"] is null);
                Assert.True(!isHidden || cell["shape"]!["reason"]!.GetValue<string>() == "TOO_FEW");
                Assert.Equal(cell["shape"]!["reason"] is null, cell["shape"]!["median"] is not null);
                Assert.True(isHidden || Number(cell, "n") % 5 == 0);
            }
        }
    }

    private static List<decimal> Points(int year, string objective, IReadOnlyList<string> parts) =>
    [
        .. (year == 2017 ? DemonstrationRound.Of2017 : DemonstrationRound.Of2014).Responses
            .Select(r => JsonNode.Parse(r.Scores)!["objectives"]!.AsArray()
                .FirstOrDefault(o => o!["objective"]!.GetValue<string>() == objective))
            .Where(o => o is not null)
            .Select(o => Parts.Where(parts.Contains).Sum(part => o![part]!.GetValue<decimal>())),
    ];

    // "Geen onderdeel van beleid" and "Anders" are no measures.
    private static IEnumerable<string> MostPrinted(JsonNode objective, int first) => Items(objective, "questions")
        .SelectMany(q => Items(q, "options").Select(o => (Question: q, Option: o)))
        .Where(o => o.Option["option"]!.GetValue<string>() is not ("none" or "other"))
        .Select(o => (o.Question, o.Option, Count: Number(o.Option, "count")))
        .OrderByDescending(o => Whole(100m * o.Count / Number(objective, "respondents")))
        .Take(first)
        .Select(o => $"{o.Question["question"]} {o.Option["option"]} {o.Count}");

    private static string Measure(JsonNode measure) =>
        $"{measure["question"]} {measure["option"]} {measure["count"]}";

    private static int Whole(decimal number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);

    private async Task<JsonNode> BenchmarkAsync(string arguments, string selection)
    {
        var answer = await application.AskOfAsync(
            Round(2017), "Round", $"benchmark{arguments} {{ {selection} }}");
        Assert.Empty(answer.Codes);
        return answer.Entity["benchmark"]!;
    }

    private static object Round(int year) => new { __typename = "Round", year };

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name]!.AsArray().Select(i => i!);

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
