using System.Text.Json.Nodes;
using AngleSharp.Dom;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>The printed report of 2017 by this system has the numbers of the one that was printed then.</summary>
public sealed class YearlyReportTests(PrintedReports reports) : IClassFixture<PrintedReports>
{
    private static readonly JsonNode Printed = DemonstrationRound.Report;

    [Fact]
    public void Every_frequency_table_has_the_printed_counts_and_percentages()
    {
        // 1 of 155 is 0.6 %, so 1; the report prints 0.4 (seeds/published/exceptions-2017.json).
        var printed = Items(Printed, "objectives").SelectMany(o => Items(o, "questions")).SelectMany(q =>
            Items(q, "options").Select(o => (
                Question: Text(q, "label"), Option: Text(o, "label"), Count: $"{o["count"]}",
                Percentage: $"{o["percentage"]}" == "0.4" ? "1" : $"{o["percentage"]}"))).ToList();

        var questions = Items(Printed, "objectives").SelectMany(o => Items(o, "questions"))
            .Select(q => Text(q, "label")).ToHashSet();
        var shown = reports.Of2017.QuerySelectorAll("table.frequencies")
            .Where(table => questions.Contains(Caption(table)))
            .SelectMany(table => Body(table).Select(row => (
                Question: Caption(table), Option: row[0], Count: row[1], Percentage: row[2]))).ToList();

        Assert.Equal(printed.Count, shown.Count);
        Assert.Equal(printed, shown);
    }

    [Fact]
    public void Each_objective_names_its_respondents_and_has_the_printed_mean()
    {
        foreach (var objective in Items(Printed, "objectives"))
        {
            var number = Text(objective, "objective").Split('-')[^1];
            var section = reports.Of2017.QuerySelector($"#doelstelling-{number}")!.Closest("section")!;
            Assert.Contains($"n = {objective["respondents"]},", section.TextContent, StringComparison.Ordinal);
            var table = section.QuerySelector("table.beside")!;
            var rows = Body(table).ToDictionary(r => r[0], r => r[2]);
            Assert.Equal("2017", table.QuerySelectorAll("thead th")[2].TextContent);
            Assert.Equal($"{objective["respondents"]}", rows["Aantal gemeenten"]);
            if (objective["meanTotal"] is { } mean)
            {
                Assert.Equal($"{mean}", rows["Totaal (van 100)"]);
            }
        }
    }

    [Fact]
    public void Policy_coverage_is_as_printed() => Assert.Equal(
        Items(Printed, "objectives").Select(o =>
            $"{o["inPolicy"]!["count"]} of {o["respondents"]}: {o["inPolicy"]!["percentage"]}"),
        Body(reports.Of2017.QuerySelector("table.policy")!).Select(r => $"{r[1]} of {r[2]}: {r[3]}"));

    [Fact]
    public void Documents_and_those_with_nothing_in_policy_are_as_printed()
    {
        var rows = Body(reports.Of2017.QuerySelector("table.documents")!).Select(r => r[3]).ToList();

        Assert.Equal(
            ["30", "20", "18", "4"], Items(Printed["documents"]!, "percentages").Select(d => $"{d["percentage"]}"));
        Assert.Equal(4, rows.Intersect(["30", "20", "18", "4"]).Count());
        Assert.Contains(
            "8 gemeenten (5%) hebben geen enkele doelstelling",
            Flat(reports.Of2017.QuerySelector("#samen")!.ParentElement!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_extra_questions_are_as_printed()
    {
        var chapter = reports.Of2017.QuerySelector("#extra")!.ParentElement!;
        Assert.StartsWith("6 Extra vragen 133 gemeenten beantwoordden", Flat(chapter));

        // In the order asked: of 2014 and of 2017 (table 4.12; the text of the report has 5.5 where the table has 5.6).
        var marks = Body(chapter.QuerySelector("table.marks")!);
        Assert.Equal(
            ["2014 5,4", "2014 6,4", "2014 7,5", "2017 5,6", "2017 6,6", "2017 7,5"],
            marks.Select(r => $"{r[0]} {r[2]}"));
        Assert.Contains("r = 0,45 over 133 gemeenten", Flat(chapter.QuerySelector(".correlation")!));

        // Counts and percentages of 2017 stand in the third and fourth column of numbers.
        Assert.Equal(
            ["2 2", "53 40", "61 46", "17 13", "133 "],
            Body(chapter.QuerySelector("table.extra-cooperation")!).Select(r => $"{r[^2]} {r[^1]}"));
        Assert.Contains(
            "24 18", Body(chapter.QuerySelector("table.extra-youth-involved")!).Select(r => $"{r[^2]} {r[^1]}"));
        var targets = Body(chapter.QuerySelector("table.extra-target-groups")!).ToDictionary(r => r[0], r => r[^1]);
        Assert.Equal("65", targets["Kinderen in armoede"]);
        Assert.Equal("14", targets["Kinderen in asielzoekerscentra"]);
        Assert.Contains("33", targets.Values);
        var regiovisie = Body(chapter.QuerySelector("table.extra-regiovisie")!);
        Assert.Equal(["132", "33 25", "19 14", "80 61"], (string[])[regiovisie[^1][^2],
            .. regiovisie.SkipLast(1).Select(r => $"{r[^2]} {r[^1]}")]);
    }

    [Fact]
    public void Scores_rise_with_the_number_of_inhabitants()
    {
        var rows = Body(reports.Of2017.QuerySelector("table.averages")!);

        var means = rows.Select(r => int.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(4, means.Count);
        Assert.Equal(means.Order(), means);
    }

    [Fact]
    public void The_response_table_is_as_printed_but_for_two_classes()
    {
        var rows = Body(reports.Of2017.QuerySelector("table.response")!);

        // Printed 171 and 26; with the inhabitants of 1 January 2015 these are 170 and 27 (exceptions-2017.json).
        Assert.Equal(["170", "140", "47", "27", "4", "388"], rows.Select(r => r[1]));
        Assert.Equal(["44", "36", "12", "7", "1", "100"], rows.Select(r => r[2]));
        Assert.Equal(["61", "66", "21", "18", "3", "169"], rows.Select(r => r[3]));
        Assert.Equal(["36", "39", "12", "11", "2", "100"], rows.Select(r => r[4]));
        Assert.Equal("44", rows[^1][5]);
    }

    [Fact]
    public void The_summary_names_those_below_25_and_above_75_and_the_highest_and_lowest_objective()
    {
        var keys = reports.Of2017.QuerySelectorAll(".keys li").Select(k => k.TextContent).ToList();

        Assert.Contains(keys, k => k.StartsWith("44%169 van de 388", StringComparison.Ordinal));
        Assert.Contains(keys, k => k.StartsWith("18%van de gemeenten (31)", StringComparison.Ordinal));
        Assert.Contains(keys, k => k.StartsWith("3%van de gemeenten (5)", StringComparison.Ordinal));
        Assert.Contains(keys, k => k.StartsWith("67", StringComparison.Ordinal) && k.Contains(": 7. "));
        Assert.Contains(keys, k => k.StartsWith("25", StringComparison.Ordinal) && k.Contains(": 2. "));
        Assert.Contains("10 van 10doelstellingen scoren hoger dan in meting 2014", keys);
    }

    [Fact]
    public void Both_rounds_stand_in_every_score_figure_in_their_colours()
    {
        var figures = reports.Of2017.QuerySelectorAll("section.objective svg.score");

        Assert.Equal(10, figures.Length);
        Assert.All(figures, figure => Assert.Equal(
            ["#1f5fae", "#1b6e3c"],
            figure.QuerySelectorAll("circle").Select(c => c.GetAttribute("fill")).Distinct()));
    }

    [Fact]
    public void What_is_generated_says_so_on_the_cover_and_on_every_printed_page()
    {
        Assert.Contains("VOORBEELDDATA", reports.Of2017.QuerySelector("header.title .generated")!.TextContent);
        Assert.Contains("@top-center{content:\"VOORBEELDDATA", reports.Text2017, StringComparison.Ordinal);
        Assert.NotNull(reports.Of2017.QuerySelector("p.mark"));
    }

    [Fact]
    public void A_first_round_is_compared_with_nothing()
    {
        Assert.Contains("208 van de 408", reports.Of2014.QuerySelector(".keys")!.TextContent);
        Assert.All(
            reports.Of2014.QuerySelectorAll("section.objective svg.score"),
            figure => Assert.Equal(
                ["#1f5fae"], figure.QuerySelectorAll("circle").Select(c => c.GetAttribute("fill")).Distinct()));
        Assert.DoesNotContain(
            "meting 2017", reports.Of2014.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_question_gives_the_same_bytes() =>
        Assert.Equal(reports.Text2017, await reports.HtmlAsync(2017));

    [Fact]
    public async Task What_people_wrote_cannot_become_an_element()
    {
        var round = RequiredFacts.OfRound(2017);
        const string hostile = "<script>alert(1)</script> & \"x\" {0} </style>";
        foreach (var objective in round["questionnaire"]!["objectives"]!.AsArray())
        {
            objective!["title"] = hostile;
            objective["definition"] = hostile;
            objective["rationale"] = hostile;
            objective["source"] = hostile;
        }

        round["questionnaire"]!["title"] = hostile;
        var text = await reports.HtmlAsync(2017, round);

        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, text.Split("</style>").Length - 1);
        Assert.Contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; {0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_the_institute_alone()
    {
        const string query = "{ yearlyReport(year: 2017) { id release generated asOf round { year } } }";

        Assert.Equal(["UNAUTHENTICATED"], (await reports.Application.AskAsync(query)).Codes);
        foreach (var role in new[] { "reader", "officer", "coordinator", "regional-coordinator", "researcher" })
        {
            var answer = await reports.Application.AskAsAsync(role, "GM0153", query);
            Assert.Equal(["FORBIDDEN"], answer.Codes);
            Assert.Null(answer.Body["data"]!["yearlyReport"]);
        }

        var byId = await reports.AskHtmlAsync("2017.2026-01-01", RequiredFacts.OfRound(2017), "coordinator");
        Assert.Equal(["FORBIDDEN"], byId.Codes.Distinct());
    }

    [Theory]
    [InlineData("year: 2018", "NOT_RELEASED")]
    [InlineData("year: 1999", "UNKNOWN_ROUND")]
    [InlineData("year: 2017, asOf: \"2017-11-20\"", "NOT_RELEASED")]
    [InlineData("year: 2017, asOf: \"yesterday\"", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_report_that_cannot_be_says_why(string arguments, string code)
    {
        var answer = await reports.Application.AskAsAsync(
            "institute", null, $"{{ yearlyReport({arguments}) {{ id }} }}");

        Assert.Equal([code], answer.Codes);
    }

    [Fact]
    public void Every_picture_has_words_and_every_table_its_headings()
    {
        foreach (var document in new[] { reports.Of2014, reports.Of2017 })
        {
            Assert.Equal("nl", document.DocumentElement.GetAttribute("lang"));
            Assert.All(document.QuerySelectorAll("svg[role=img]"), svg =>
            {
                Assert.All(
                    svg.GetAttribute("aria-labelledby")!.Split(' '),
                    id => Assert.NotEqual("", document.GetElementById(id)!.TextContent.Trim()));
                Assert.NotNull(svg.Closest("figure")!.QuerySelector("figcaption"));
            });
            Assert.All(document.QuerySelectorAll("svg:not([role=img])"), svg =>
                Assert.Equal("true", svg.GetAttribute("aria-hidden")));
            Assert.All(document.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
            Assert.All(
                document.QuerySelectorAll("th"),
                th => Assert.Contains(th.GetAttribute("scope"), (string[])["col", "row"]));
            var ids = document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(
                document.QuerySelectorAll("a[href]"),
                a => Assert.NotNull(document.GetElementById(a.GetAttribute("href")![1..])));
            Assert.Empty(document.QuerySelectorAll("script, link, img, iframe, [style], [src], [onload]"));
        }
    }

    private static string Caption(IElement table) => table.QuerySelector("caption")!.TextContent.Trim();

    private static string Flat(IElement element) => string.Join(
        ' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text of the cells of a table's body, row by row.</summary>
    private static List<List<string>> Body(IElement table) =>
    [
        .. table.QuerySelectorAll("tbody tr").Select(row =>
            row.Children.Select(cell => cell.TextContent.Trim()).ToList()),
    ];

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name]!.AsArray().Select(i => i!);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
