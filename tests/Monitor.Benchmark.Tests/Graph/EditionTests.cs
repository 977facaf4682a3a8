using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Graph;

/// <summary>Errors found after a release: the old edition stays readable, the new one is the default.</summary>
public sealed class EditionTests
{
    private const string Text = "Bij doelstelling 1 is de borging verkeerd geteld.";
    private const string Issued =
        "isIssued edition digest corrected hidden erratum { release correctedBy text } cells { "
        + "group { kind code } objective { id } isHidden }";

    private static readonly object Round2017 = new { __typename = "Round", year = 2017 };

    [Fact]
    public async Task An_edition_is_looked_at_first_then_made_and_the_one_before_stays_readable()
    {
        await using var application = await ReleasedAsync();
        var before = await FiguresAsync(application, "release { madeAt ");

        // 80 of the 158 that answered the first objective lose its anchoring.
        await ScoreAgainAsync(application, 80);

        var looked = await IssueAsync(application, "recalculate: true, dryRun: true");
        Assert.False(looked["isIssued"]!.GetValue<bool>());
        Assert.Equal("2017-2", $"{looked["edition"]}");
        Assert.Contains("COUNTRY  child-abuse-1", Cells(looked));
        Assert.Contains("COUNTRY  ", Cells(looked));
        Assert.DoesNotContain("COUNTRY  child-abuse-2", Cells(looked));
        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM errata"));

        Assert.Equal(["DRY_RUN_FIRST"], (await AskAsync(application, "recalculate: true")).Codes);
        Assert.Equal(
            ["EDITION_CHANGED"], (await AskAsync(application, "recalculate: true, digest: \"other\"")).Codes);

        var issued = await IssueAsync(application, $"recalculate: true, digest: \"{looked["digest"]}\"");
        Assert.True(issued["isIssued"]!.GetValue<bool>());
        Assert.Equal(looked["cells"]!.ToJsonString(), issued["cells"]!.ToJsonString());
        Assert.Equal("2017-1 2017-2", $"{issued["erratum"]!["release"]} {issued["erratum"]!["correctedBy"]}");
        Assert.Equal(1, await application.CountAsync("""
            SELECT count(*) FROM outbox WHERE topic = 'release.published' AND data ->> 'release' = '2017-2'
            """));

        // The newest is the default, and has another mean; the one before is what it was.
        Assert.Equal("2017-2 False", await BenchmarkAsync(application, before.Mean));
        var first = await FiguresAsync(application, "release(id: \"2017-1\") { madeAt ");
        Assert.Equal(before.Tables, first.Tables);
        var asOf = DateTimeOffset.Parse(first.MadeAt, CultureInfo.InvariantCulture);
        var then = await FiguresAsync(application, $"release(asOf: \"{asOf:O}\") {{ madeAt ");
        Assert.Equal(before.Tables, then.Tables);
        var earlier = await application.AskOfAsync(
            Round2017, "Round", $"release(asOf: \"{asOf.AddDays(-1):O}\") {{ id }}");
        Assert.Null(earlier.Entity["release"]);

        var list = await application.AskOfAsync(
            Round2017, "Round", "releases { id number isCurrent errata { text correctedBy } } errata { text }");
        Assert.Equal(
            ["2017-2 2 true 1", "2017-1 1 false 1"],
            list.Entity["releases"]!.AsArray().Select(r =>
                $"{r!["id"]} {r["number"]} {r["isCurrent"]!.ToJsonString()} {r["errata"]!.AsArray().Count}"));
        Assert.Equal(Text, $"{list.Entity["errata"]![0]!["text"]}");

        await SaysWhatWasCorrectedAsync(application, before.Mean);

        // Nothing has changed since.
        var again = await IssueAsync(application, "recalculate: true, dryRun: true");
        Assert.Empty(Cells(again));
        Assert.Equal(
            ["NOTHING_CHANGES"],
            (await AskAsync(application, $"recalculate: true, digest: \"{again["digest"]}\"")).Codes);
        Assert.Equal(2, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));
    }

    [Fact]
    public async Task A_cell_that_few_changed_is_hidden_and_its_counts_stay_as_no_answer_changed()
    {
        await using var application = await ReleasedAsync();
        await ScoreAgainAsync(application, 3);

        var looked = await IssueAsync(application, "recalculate: true, dryRun: true");
        var hidden = looked["cells"]!.AsArray().Where(c => c!["isHidden"]!.GetValue<bool>())
            .Select(c => $"{c!["group"]!["kind"]} {c["objective"]?["id"]}").ToHashSet();
        Assert.Contains("COUNTRY child-abuse-1", hidden);
        Assert.Contains("COUNTRY ", hidden);

        // Without its average a group has no scores at all; no answer changed, so its counts stay.
        await IssueAsync(application, $"recalculate: true, digest: \"{looked["digest"]}\"");
        var answer = await application.AskOfAsync(
            Round2017, "Round", "benchmark { reason n } frequencies { respondents inPolicy { count } }");
        Assert.Equal("TOO_FEW", $"{answer.Entity["benchmark"]!["reason"]}");
        Assert.Null(answer.Entity["benchmark"]!["n"]);
        Assert.Equal("75", $"{answer.Entity["frequencies"]![0]!["inPolicy"]!["count"]}");
    }

    [Fact]
    public async Task What_was_withdrawn_since_stays_unless_the_institute_says_otherwise()
    {
        await using var application = await ReleasedAsync();
        foreach (var response in DemonstrationRound.Responses.Take(20))
        {
            await application.DeliverAsync("response.withdrawn", "questionnaire", new
            {
                responseId = response.ResponseId, revision = 1, round = 2017, municipality = response.Municipality,
            });
        }

        Assert.Empty(Cells(await IssueAsync(application, "recalculate: true, dryRun: true")));
        var without = await IssueAsync(application, "recalculate: true, dryRun: true, withoutWithdrawn: true");
        Assert.Contains("COUNTRY  ", Cells(without));
        await IssueAsync(application, $"recalculate: true, withoutWithdrawn: true, digest: \"{without["digest"]}\"");

        var answer = await application.AskOfAsync(Round2017, "Round", """
            benchmark { n } policyCoverage { respondents } release(id: "2017-1") { policyCoverage { respondents } }
            """);
        Assert.Equal(149, answer.Entity["benchmark"]!["n"]!.GetValue<int>());
        Assert.Equal(149, answer.Entity["policyCoverage"]!["respondents"]!.GetValue<int>());
        Assert.Equal(169, answer.Entity["release"]!["policyCoverage"]!["respondents"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_wrong_text_is_corrected_without_another_edition_and_who_did_it_is_on_record()
    {
        await using var application = await ReleasedAsync();

        Assert.Equal(["FORBIDDEN"], (await AskAsync(application, "", role: "researcher")).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(Mutation(""))).Codes);
        Assert.Equal(
            ["BAD_TEXT"],
            (await application.AskAsAsync("institute", null, Mutation("", text: "  kort  "))).Codes);
        Assert.Equal(
            ["NOT_RELEASED"],
            (await application.AskAsAsync("institute", null, Mutation("", round: 2018))).Codes);
        Assert.False((await IssueAsync(application, "dryRun: true"))["isIssued"]!.GetValue<bool>());

        var issued = await IssueAsync(application, "");
        Assert.True(issued["isIssued"]!.GetValue<bool>());
        Assert.Null(issued["edition"]);
        Assert.Empty(Cells(issued));
        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));

        const string Errata =
            "{ _entities(representations: [{ __typename: \"Round\", year: 2017 }]) "
            + "{ ... on Round { errata { text correctedBy issuedBy } } } }";
        var known = await application.AskAsAsync("institute", null, Errata);
        Assert.Equal(Text, $"{known.Data!["_entities"]![0]!["errata"]![0]!["text"]}");
        Assert.NotEqual("", $"{known.Data!["_entities"]![0]!["errata"]![0]!["issuedBy"]}");
        Assert.Equal(["FORBIDDEN"], (await application.AskAsAsync("reader", "GM0153", Errata)).Codes);
    }

    [Fact]
    public async Task Table_3_1_is_kept_with_the_release()
    {
        await using var application = await ReleasedAsync();

        var answer = await application.AskOfAsync(Round2017, "Round", """
            release { participation { invited responded percentage bySizeClass { sizeClass invited responded }
                                      withoutSizeClass { invited responded } } }
            """);

        // The report prints 171 and 26 invited in the first and fourth class (seeds/published/exceptions-2017.json).
        var kept = answer.Entity["release"]!["participation"]!;
        Assert.Equal("388 169 44", $"{kept["invited"]} {kept["responded"]} {kept["percentage"]}");
        Assert.Equal(
            [
                "UNDER_25K 170 61", "FROM_25K_TO_50K 140 66", "FROM_50K_TO_100K 47 21", "FROM_100K_TO_250K 27 18",
                "OVER_250K 4 3",
            ],
            kept["bySizeClass"]!.AsArray().Select(c => $"{c!["sizeClass"]} {c["invited"]} {c["responded"]}"));
        Assert.Equal("0 0", $"{kept["withoutSizeClass"]!["invited"]} {kept["withoutSizeClass"]!["responded"]}");
    }

    [Fact]
    public async Task How_many_cells_each_rule_hid_is_kept_and_told_to_the_institute_alone()
    {
        await using var application = await ReleasedAsync();
        const string Suppressed = """
            { _entities(representations: [{ __typename: "Round", year: 2017 }]) {
                ... on Round { release { id suppressed { rule cells } } } } }
            """;

        var told = await application.AskAsAsync("institute", null, Suppressed);
        var rules = told.Data!["_entities"]![0]!["release"]!["suppressed"]!.AsArray()
            .ToDictionary(s => $"{s!["rule"]}", s => s!["cells"]!.GetValue<int>());
        Assert.Empty(told.Codes);
        Assert.Equal(rules["THRESHOLD"], await application.CountAsync(
            "SELECT (suppressed ->> 'THRESHOLD')::int FROM releases WHERE id = '2017-1'"));
        Assert.True(rules["COUNTS"] > 0);
        Assert.All(rules.Values, cells => Assert.True(cells > 0));

        foreach (var (role, municipality) in
            new[] { ("reader", "GM0153"), ("coordinator", "GM0153"), ("researcher", null) })
        {
            Assert.Equal(["FORBIDDEN"], (await application.AskAsAsync(role, municipality, Suppressed)).Codes);
        }

        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(Suppressed)).Codes);
    }

    [Fact]
    public async Task Every_table_of_a_release_that_has_a_group_is_compared()
    {
        await using var application = new BenchmarkApplication();
        await application.InitializeAsync();

        // One more here must be compared in Storage/Editions/EditionDiff.cs, or be named among the last ones: what is
        // not about a group, and who the release is made of.
        Assert.Equal(0, await application.CountAsync("""
            SELECT count(*) FROM (
                SELECT table_name FROM information_schema.columns
                WHERE column_name IN ('release_id', 'kind', 'size_class')
                GROUP BY table_name
                HAVING bool_or(column_name = 'release_id') AND bool_or(column_name <> 'release_id')) tables
            WHERE table_name NOT IN ('aggregates', 'objective_aggregates', 'group_scores', 'group_panels',
                                     'frequencies', 'policy_numbers', 'extra_answers', 'measure_use',
                                     'release_members', 'release_participation', 'shown_names')
            """));
    }

    /// <summary>In the edition that was wrong and in the one that is right, and of what is corrected only.</summary>
    private static async Task SaysWhatWasCorrectedAsync(BenchmarkApplication application, int meanBefore)
    {
        const string Figures = """
            benchmark { id erratum { text } average { erratum { correctedBy } }
                        objectives { mean { total } erratum { text } } }
            frequencies { erratum { text } } policyCoverage { erratum { text } } extraQuestions { erratum { text } }
            """;
        var answer = await application.AskOfAsync(
            Round2017, "Round", $"{Figures} release(id: \"2017-1\") {{ {Figures} }}");
        Assert.Empty(answer.Codes);
        foreach (var edition in new[] { answer.Entity, answer.Entity["release"]! })
        {
            var benchmark = edition["benchmark"]!;
            Assert.Equal(Text, $"{benchmark["erratum"]!["text"]}");
            Assert.Equal("2017-2", $"{benchmark["average"]!["erratum"]!["correctedBy"]}");
            Assert.Equal(Text, $"{benchmark["objectives"]![0]!["erratum"]!["text"]}");
            Assert.Null(benchmark["objectives"]![1]!["erratum"]);
            Assert.Equal(Text, $"{edition["frequencies"]![0]!["erratum"]!["text"]}");
            Assert.Null(edition["frequencies"]![1]!["erratum"]);
            Assert.Equal(Text, $"{edition["policyCoverage"]!["erratum"]!["text"]}");
        }

        // What is kept under the id of an aggregate stays what it was.
        var id = $"{answer.Entity["release"]!["benchmark"]!["id"]}";
        Assert.StartsWith("2017-1.", id, StringComparison.Ordinal);
        var kept = await application.AskOfAsync(
            new { __typename = "Aggregate", id }, "Aggregate", "release objectives { mean { total } }");
        Assert.Equal("2017-1", $"{kept.Entity["release"]}");
        Assert.Equal(meanBefore, kept.Entity["objectives"]![0]!["mean"]!["total"]!.GetValue<int>());
    }

    private static async Task<BenchmarkApplication> ReleasedAsync()
    {
        var application = new BenchmarkApplication();
        await application.InitializeAsync();
        await Parallel.ForEachAsync(DemonstrationRound.Responses, async (response, _) =>
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality));
        await application.DeliverRoundClosedAsync(2017);
        await application.UntilAsync("SELECT count(*) FROM releases WHERE round = 2017", 1);
        return application;
    }

    /// <summary>The first ones that answered the first objective get no points for its anchoring any more.</summary>
    private static async Task ScoreAgainAsync(BenchmarkApplication application, int count)
    {
        var changed = DemonstrationRound.Responses
            .Select(r => (Response: r, Scores: JsonNode.Parse(r.Scores)!))
            .Where(r => $"{r.Scores["objectives"]![0]!["objective"]}" == "child-abuse-1")
            .Take(count);
        foreach (var (response, scores) in changed)
        {
            var first = scores["objectives"]![0]!;
            first["total"] = first["content"]!.GetValue<decimal>() + first["reach"]!.GetValue<decimal>() + 1;
            first["anchoring"] = 1;
            application.Sidecar.Answer("scoring", $"/internal/scores/{response.ResponseId}/1", scores.ToJsonString());
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality);
        }
    }

    private static async Task<JsonNode> IssueAsync(BenchmarkApplication application, string arguments)
    {
        var answer = await AskAsync(application, arguments);
        Assert.Empty(answer.Codes);
        return answer.Data!["issueErratum"]!;
    }

    private static Task<Monitor.Testing.Answered> AskAsync(
        BenchmarkApplication application, string arguments, string role = "institute") =>
        application.AskAsAsync(role, null, Mutation(arguments));

    private static string Mutation(string arguments, int round = 2017, string text = Text) =>
        $"mutation {{ issueErratum(round: {round}, text: \"{text}\"{(arguments == "" ? "" : ", " + arguments)}) "
        + $"{{ {Issued} }} }}";

    private static List<string> Cells(JsonNode issued) =>
    [
        .. issued["cells"]!.AsArray().Select(
            c => $"{c!["group"]!["kind"]} {c["group"]!["code"]} {c["objective"]?["id"]}"),
    ];

    private static async Task<(string Tables, string MadeAt, int Mean)> FiguresAsync(
        BenchmarkApplication application, string release)
    {
        var answer = await application.AskOfAsync(Round2017, "Round", $$"""
            {{release}} frequencies { objective { id } inPolicy { count } questions { options { count } } }
                        policyCoverage(group: { kind: SIZE_CLASS, code: "UNDER_25K" }) { byNumber { count } }
                        extraQuestions { correlation { coefficient } marks { mean } } }
            benchmark { objectives { mean { total } } }
            """);
        Assert.Empty(answer.Codes);
        var found = answer.Entity["release"]!.AsObject();
        var madeAt = $"{found["madeAt"]}";
        found.Remove("madeAt");
        return (found.ToJsonString(), madeAt,
            answer.Entity["benchmark"]!["objectives"]![0]!["mean"]!["total"]!.GetValue<int>());
    }

    private static async Task<string> BenchmarkAsync(BenchmarkApplication application, int mean)
    {
        var answer = await application.AskOfAsync(
            Round2017, "Round", "benchmark { release objectives { mean { total } } }");
        var benchmark = answer.Entity["benchmark"]!;
        return $"{benchmark["release"]} {benchmark["objectives"]![0]!["mean"]!["total"]!.GetValue<int>() == mean}";
    }
}
