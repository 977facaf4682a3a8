using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>A file and the graph never say different things: each number of the demonstration rounds.</summary>
public sealed class ExportAgreementTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private static readonly string[][] combinations =
    [
        ["ANCHORING"], ["CONTENT"], ["ANCHORING", "CONTENT"], ["REACH"], ["ANCHORING", "REACH"], ["CONTENT", "REACH"],
        ["ANCHORING", "CONTENT", "REACH"],
    ];

    private static readonly string?[] changes = ["change_all", "change_same", "n_same"];

    private const string Aggregate = """
        release n reason generated maximum group { kind code sizeClass label }
        averageBands { band count }
        average { n reason band mean { total } shape { ...shape } }
        objectives { objective { id } n reason band mean { total } shape { ...shape } }
        """;

    private const string Shape = """
        { reason lowerQuartile median upperQuartile bands { band count } tenths { from to count } }
        """;

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public async Task Every_aggregate_is_as_the_graph_has_it(int round)
    {
        var rows = await RowsAsync($"/exports/benchmark/{round}.json");
        var groups = rows
            .Select(r => (
                Kind: Text(r, "group_kind")!, Code: Text(r, "group_code"), Class: Text(r, "group_size_class")))
            .Distinct().ToList();
        var compared = 0;
        foreach (var (kind, code, sizeClass) in groups)
        {
            var group = $"{{ kind: {kind}{Argument("code", code)}{Argument("sizeClass", sizeClass)} }}";
            var answer = await application.AskOfAsync(
                new { __typename = "Round", year = round }, "Round", string.Join('\n', combinations.Select(c => $$"""
                    {{string.Join('_', c)}}: benchmark(group: {{group}}, components: [{{string.Join(' ', c)}}]) {
                        {{Aggregate.Replace("{ ...shape }", Shape, StringComparison.Ordinal)}}
                    }
                    """)));
            var expected = combinations
                .SelectMany(c => Expected(string.Join('_', c), answer.Entity[string.Join('_', c)]!)).Order().ToList();
            var found = rows
                .Where(r => Text(r, "group_kind") == kind && Text(r, "group_code") == code
                    && Text(r, "group_size_class") == sizeClass && !changes.Contains(Text(r, "statistic")))
                .ToList();

            // Whatever else there is has no number, and a reason.
            Assert.Equal(expected, found.Where(r => r["reason"] is null).Select(Told).Order());
            Assert.All(found.Where(r => r["reason"] is not null), r => Assert.Null(r["value"]));
            compared += expected.Count;
        }

        Assert.Equal(1 + 4 + 26, groups.Count(g => g.Class is null));
        Assert.True(compared > 1000, $"Only {compared} numbers were compared.");
    }

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public async Task Every_table_is_as_the_graph_has_it(int round)
    {
        var rows = await RowsAsync($"/exports/frequencies/{round}.json");
        var groups = rows.GroupBy(r => (
            Kind: Text(r, "group_kind")!, Code: Text(r, "group_code"), Class: Text(r, "group_size_class"))).ToList();
        foreach (var group in groups)
        {
            var (kind, code, sizeClass) = group.Key;
            var argument = $"(group: {{ kind: {kind}{Argument("code", code)}{Argument("sizeClass", sizeClass)} }})";
            var answer = await application.AskOfAsync(new { __typename = "Round", year = round }, "Round", $$"""
                frequencies{{argument}} { objective { id } respondents ownMeasure { count percentage }
                    questions { id options { id count percentage } } anchoring { id options { id count percentage } }
                    reach { id options { id count percentage } } }
                policyCoverage{{argument}} {
                    respondents byNumber { objectives count percentage } documents { id count of percentage }
                    objectives { objective { id } respondents inPolicy { count percentage }
                                 intended { count percentage } laidDown { count percentage } } }
                extraQuestions{{argument}} {
                    questions { code respondents options { id count percentage } }
                    correlation { coefficient respondents }
                    marks { code respondents mean distribution { mark count percentage } } }
                """);
            var expected = TableLines(answer.Entity).Where(l => l.Value is not null).ToList();
            var shown = group.Where(r => r["reason"] is null).ToList();

            Assert.Equal(
                expected.Select(l => $"{l.Place}|{Plain(l.Value)}|{l.Percentage}|{l.Respondents}").Order(),
                shown.Select(r => $"{PlaceOf(r)}|{Plain(r["value"])}|{r["percentage"]}|{r["respondents"]}").Order());
            Assert.All(group.Except(shown), r => Assert.Equal("TOO_FEW", Text(r, "reason")));
            Assert.All(group.Except(shown), r => Assert.Null(r["value"] ?? r["percentage"]));
        }

        Assert.Equal(1 + 4 + 26, groups.Count(g => g.Key.Class is null));
        Assert.Single(groups.Select(g => string.Join('\n', g.Select(PlaceOf))).Distinct());
    }

    [Fact]
    public async Task Every_change_is_as_the_graph_has_it()
    {
        var rows = await RowsAsync(
            $"/exports/benchmark/2017.json?group=COUNTRY,SIZE_CLASS&statistic={string.Join(',', changes)}");
        var compared = 0;
        foreach (var group in rows.GroupBy(r => (
            Kind: Text(r, "group_kind")!, Code: Text(r, "group_code"), Parts: Text(r, "components")!)))
        {
            var (kind, code, parts) = group.Key;
            var answer = await application.AskOfAsync(new { __typename = "Round", year = 2017 }, "Round", $$"""
                benchmark(group: { kind: {{kind}}{{Argument("code", code)}} },
                          components: [{{parts.Replace('_', ' ')}}]) {
                  average { {{Changed}} } objectives { objective { id } {{Changed}} } }
                """);
            var aggregate = answer.Entity["benchmark"]!;
            var cells = aggregate["objectives"]!.AsArray().Select(o => (Id: Text(o!["objective"]!, "id"), Of: o!));
            var expected = cells.Prepend((null, aggregate["average"]!)).SelectMany(c =>
            {
                var (all, same) = (c.Of["change"]!["onAll"]!, c.Of["change"]!["onSame"]!);
                return new[]
                {
                    $"{c.Id}|change_all|2014|{all["difference"]?["total"]}|{all["reason"]}",
                    $"{c.Id}|change_same|2014|{same["difference"]?["total"]}|{same["reason"]}",
                    $"{c.Id}|n_same|2014|{same["n"]}|{same["reason"]}",
                };
            }).ToList();

            Assert.Equal(expected, group.Select(r => string.Join('|',
                r["objective"], r["statistic"], r["category"], r["value"], r["reason"])));
            compared += group.Count(r => r["value"] is not null);
        }

        Assert.True(compared > 100, $"Only {compared} numbers were compared.");
    }

    private const string Changed = """
        change(since: 2014) { onAll { reason difference { total } } onSame { reason n difference { total } } }
        """;

    private static decimal? Plain(JsonNode? number) =>
        number is null ? null : decimal.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) / 1.00m;

    private static string PlaceOf(JsonNode row) => string.Join('|',
        row["table"], row["objective"], row["part"], row["question"], row["option"], row["statistic"]);

    private static IEnumerable<(string Place, JsonNode? Value, JsonNode? Percentage, JsonNode? Respondents)> TableLines(
        JsonNode round)
    {
        foreach (var table in round["frequencies"]!.AsArray())
        {
            var id = table!["objective"]!["id"];
            foreach (var (part, name) in new[]
            {
                ("ANCHORING", "anchoring"), ("CONTENT", "questions"), ("REACH", "reach"),
            })
            {
                foreach (var question in table[name]?.AsArray() ?? [])
                {
                    foreach (var o in question!["options"]!.AsArray())
                    {
                        yield return (
                            $"FREQUENCIES|{id}|{part}|{question["id"]}|{o!["id"]}|COUNT",
                            o["count"], o["percentage"], table["respondents"]);
                    }
                }
            }

            yield return (
                $"FREQUENCIES|{id}|CONTENT||own-measure|COUNT",
                table["ownMeasure"]?["count"], table["ownMeasure"]?["percentage"], table["respondents"]);
        }

        var coverage = round["policyCoverage"]!;
        foreach (var of in coverage["objectives"]!.AsArray())
        {
            foreach (var (option, name) in new[]
            {
                ("in-policy", "inPolicy"), ("intended", "intended"), ("laid-down", "laidDown"),
            })
            {
                yield return (
                    $"POLICY_COVERAGE|{of!["objective"]!["id"]}|||{option}|COUNT",
                    of[name]?["count"], of[name]?["percentage"], of["respondents"]);
            }
        }

        foreach (var number in coverage["byNumber"]?.AsArray() ?? [])
        {
            yield return (
                $"POLICY_NUMBERS||||{number!["objectives"]}|COUNT",
                number["count"], number["percentage"], coverage["respondents"]);
        }

        foreach (var document in coverage["documents"]!.AsArray())
        {
            yield return (
                $"DOCUMENTS||||{document!["id"]}|COUNT", document["count"], document["percentage"], document["of"]);
        }

        foreach (var question in round["extraQuestions"]?["questions"]?.AsArray() ?? [])
        {
            foreach (var o in question!["options"]!.AsArray())
            {
                yield return (
                    $"EXTRA_QUESTIONS|||{question["code"]}|{o!["id"]}|COUNT",
                    o["count"], o["percentage"], question["respondents"]);
            }
        }

        foreach (var marks in round["extraQuestions"]?["marks"]?.AsArray() ?? [])
        {
            foreach (var mark in marks!["distribution"]!.AsArray())
            {
                yield return (
                    $"MARKS|||{marks["code"]}|{mark!["mark"]}|COUNT",
                    mark["count"], mark["percentage"], marks["respondents"]);
            }

            yield return ($"MARKS|||{marks["code"]}|mean|MEAN", marks["mean"], null, marks["respondents"]);
        }

        var correlation = round["extraQuestions"]?["correlation"];
        yield return (
            "MARKS|||mark-now|correlation|CORRELATION",
            correlation?["coefficient"], null, correlation?["respondents"]);
    }

    [Fact]
    public async Task What_is_not_shown_looks_the_same_for_none_one_and_four()
    {
        var rows = await RowsAsync("/exports/benchmark/2017.json?group=VEILIG_THUIS");
        var participants = DemonstrationRound.Of2017.Responses
            .CountBy(r => DemonstrationRound.Groups.TryGetValue(r.Municipality, out var g) ? g.VeiligThuis : "")
            .ToDictionary(g => g.Key, g => g.Value);
        var hidden = rows.GroupBy(r => Text(r, "group_code")!)
            .Where(g => g.All(r => Text(r, "reason") == "TOO_FEW")).ToList();

        Assert.True(hidden.Count > 1);
        Assert.True(hidden.Select(g => participants.GetValueOrDefault(g.Key)).Distinct().Count() > 1);
        Assert.Single(hidden.Select(g => string.Join('\n', g.Select(ShapeOf))).Distinct());
        Assert.Single(rows.GroupBy(r => Text(r, "group_code")).Select(g => g.Count()).Distinct());
        Assert.All(hidden.SelectMany(g => g), r => Assert.Null(r["value"] ?? r["n"]));
    }

    private static string Argument(string name, string? value) =>
        value is null ? "" : $", {name}: \"{value}\"";

    private static string ShapeOf(JsonNode row)
    {
        var copy = row.DeepClone();
        copy["group_code"] = copy["group_label"] = null;
        return copy.ToJsonString();
    }

    private static IEnumerable<string> Expected(string components, JsonNode aggregate)
    {
        string Line(
            string? objective, string statistic, string? category, JsonNode? value, JsonNode of) => string.Join('|',
            aggregate["release"], aggregate["group"]!["kind"], aggregate["group"]!["code"],
            aggregate["group"]!["sizeClass"], aggregate["group"]!["label"], objective,
            statistic == "n" ? null : components, statistic, category, value,
            statistic == "n" ? null : aggregate["maximum"], of["n"], aggregate["generated"]);

        var cells = (aggregate["objectives"]?.AsArray() ?? []).Select(o => (Id: Text(o!["objective"]!, "id"), Of: o!));
        foreach (var (id, of) in cells.Prepend((null, aggregate)))
        {
            if (components == "ANCHORING" && of["n"] is { } n)
            {
                yield return Line(id, "n", null, n, of);   // once, whatever the parts
            }

            var score = id is null ? aggregate["average"] : of;
            if (score is null)
            {
                continue;
            }

            var shape = score["shape"]!;
            var bands = id is null ? aggregate["averageBands"] : shape["bands"];
            (string Statistic, string? Category, JsonNode? Value)[] values =
            [
                ("mean", null, score["mean"]?["total"]), ("lower_quartile", null, shape["lowerQuartile"]),
                ("median", null, shape["median"]), ("upper_quartile", null, shape["upperQuartile"]),
                .. (bands?.AsArray() ?? []).Select(b => ("band_count", Text(b!, "band"), b!["count"])),
                .. (shape["tenths"]?.AsArray() ?? []).Select((t, i) => ("tenth_count", $"{i + 1}", t!["count"])),
            ];
            foreach (var (statistic, category, value) in values.Where(v => v.Value is not null))
            {
                yield return Line(id, statistic, category, value, of);
            }

            if (Text(score, "band") is { } band)
            {
                yield return Line(id, "band", band, null, of);
            }
        }
    }

    private static string Told(JsonNode row) => string.Join('|',
        row["release"], row["group_kind"], row["group_code"], row["group_size_class"],
        row["group_label"], row["objective"], row["components"], row["statistic"], row["category"], row["value"],
        row["maximum"], row["n"], row["generated"]);

    private async Task<List<JsonNode>> RowsAsync(string path)
    {
        using var answer = await application.ExportAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(r => r!)];
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
