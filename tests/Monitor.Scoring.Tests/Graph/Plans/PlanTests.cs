using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Graph.Plans;

/// <summary>A municipality makes its plan.</summary>
public sealed class PlanTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Goal =
        "objective: \"child-abuse-1\", targets: { total: 75 }, due: \"2021-12-31\", owner: ALDERMAN";

    private const string NoGoal = "objective: \"none\", targets: {}, due: \"2021-12-31\", owner: ALDERMAN";

    [Fact]
    public async Task A_plan_holds_goals_with_measures_chosen_or_in_own_words()
    {
        var plan = await StartAsync("GM0080");
        var added = await AddAsync("GM0080", plan, """
            objective: "child-abuse-1", targets: { total: 75, content: 40.5 }, due: "2020-06-30", owner: TEAM_LEAD,
            notes: "  Samen met de regio.\r\n", measures: [
              { question: "child-abuse-1.content-3", option: "voorzorg" },
              { question: "child-abuse-1.own-measure" },
              { words: "Een jaarlijks gesprek met de huisartsen" } ]
            """);
        await application.AskAsAsync("officer", "GM0080", """
            mutation { markMeasure(question: "child-abuse-1.content-3", option: "voorzorg", mark: PLANNED) { option } }
            """);

        var read = await application.AskOwnAsync("GM0080", """
            plan { title round fromYear toYear status revision notes goals {
              objective { id } targets { total anchoring content reach } due owner status notes revision
              measures { question option label ownWords mark { mark } } } }
            """);

        Assert.Empty(added.Codes);
        var shown = read.Entity["plan"]!;
        var goal = shown["goals"]![0]!.DeepClone().AsObject();
        var measures = goal["measures"]!.AsArray().Select(m => m!.ToJsonString()).ToList();
        goal.Remove("measures");
        Assert.Equal(
            ("Plan van aanpak", 2018, 2021, "CURRENT", 2), (
                Text(shown["title"]), shown["fromYear"]!.GetValue<int>(), shown["toYear"]!.GetValue<int>(),
                Text(shown["status"]), shown["revision"]!.GetValue<int>()));
        Assert.Equal(
            """{"objective":{"id":"child-abuse-1"},"targets":{"total":75,"anchoring":null,"content":40.5,"""
            + "\"reach\":null},\"due\":\"2020-06-30\",\"owner\":\"TEAM_LEAD\",\"status\":\"OPEN\","
            + "\"notes\":\"Samen met de regio.\",\"revision\":1}",
            goal.ToJsonString());
        Assert.Equal(
            [
                """{"question":"child-abuse-1.content-3","option":"voorzorg","label":"Voorzorg (preventieprogramma """
                    + "zwangere vrouwen en jonge moeders)\",\"ownWords\":false,\"mark\":{\"mark\":\"PLANNED\"}}",
                """{"question":"child-abuse-1.own-measure","option":null,"label":"Welke beleidsmaatregel zet u in """
                    + "die hierboven nog niet is beschreven?\",\"ownWords\":false,\"mark\":null}",
                """{"question":null,"option":null,"label":"Een jaarlijks gesprek met de huisartsen","""
                    + "\"ownWords\":true,\"mark\":null}",
            ],
            measures);
    }

    [Fact]
    public async Task Progress_is_held_against_the_scores_of_each_round()
    {
        var plan = await StartAsync("GM0081");
        await AddAsync("GM0081", plan, "objective: \"child-abuse-1\", targets: { total: 75, anchoring: 15 }, "
            + "due: \"2021-12-31\", owner: OTHER");
        const string Fields = """
            plan { goals { progress { part target start { points } latest { round points ruleSet generated }
                                      expected status points { round } } } }
            """;

        var before = await application.AskOwnAsync("GM0081", Fields);
        application.Submit("plan-progress", 1, "GM0081", objective: 1, ["policy=in-policy", "laid-down=no"]);
        await application.DeliverSubmittedAsync("plan-progress", 1, "GM0081");
        var after = await application.AskOwnAsync("GM0081", Fields);

        Assert.Equal("NOT_MEASURED", Text(Progress(before, 0)["status"]));
        Assert.Null(Progress(before, 0)["start"]);
        Assert.Equal(
            """{"part":null,"target":75,"start":{"points":15},"latest":{"round":2018,"points":15,"""
            + "\"ruleSet\":\"child-abuse-1\",\"generated\":false},\"expected\":null,\"status\":\"NOT_MEASURED\","
            + "\"points\":[{\"round\":2018}]}",
            Progress(after, 0).ToJsonString());
        Assert.Equal(("ANCHORING", "REACHED"), (Text(Progress(after, 1)["part"]), Text(Progress(after, 1)["status"])));
    }

    [Fact]
    public async Task Of_officers_who_change_a_goal_at_once_one_succeeds_and_the_others_read_the_revision()
    {
        var plan = await StartAsync("GM0082");
        var goal = Text((await AddAsync("GM0082", plan, Goal)).Data["addGoal"]!["id"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ChangeAsync(
            "GM0082", goal, 1, $"{Goal}, notes: \"Van collega {i}\"")));

        Assert.Single(answers, a => a.Codes.Count == 0);
        var refused = answers.Where(a => a.Codes.Count > 0).ToList();
        Assert.All(refused, a => Assert.Equal(["STALE_REVISION"], a.Codes));
        Assert.All(refused, a => Assert.Equal(2, a.Details["revision"]!.GetValue<int>()));
        Assert.Equal([2], await application.CountAsync(
            "SELECT count(*) FROM plan_changes WHERE municipality = 'GM0082' AND goal_id IS NOT NULL"));
    }

    [Fact]
    public async Task A_removed_goal_comes_back_where_it_was()
    {
        var plan = await StartAsync("GM0083");
        var goals = new List<string>();
        foreach (var objective in (string[])["child-abuse-1", "child-abuse-2", "child-abuse-3"])
        {
            var form = Goal.Replace("child-abuse-1", objective, StringComparison.Ordinal);
            goals.Add(Text((await AddAsync("GM0083", plan, form)).Data["addGoal"]!["id"]));
        }

        var removed = await MutateAsync(
            "GM0083", $$"""removeGoal(id: "{{goals[1]}}", revision: 1) { removedAt revision }""");
        var changed = await ChangeAsync("GM0083", goals[1], 2, Goal);
        var without = await GoalsAsync("GM0083");
        await MutateAsync("GM0083", $$"""restoreGoal(id: "{{goals[1]}}") { id }""");
        await MutateAsync("GM0083", $$"""restoreGoal(id: "{{goals[1]}}") { id }"""); // again: nothing
        var with = await GoalsAsync("GM0083");

        Assert.NotNull(removed.Data["removeGoal"]!["removedAt"]);
        Assert.Equal(["GOAL_REMOVED"], changed.Codes);
        Assert.Equal(["child-abuse-1", "child-abuse-3"], Objectives(without, "goals"));
        Assert.Equal(["child-abuse-2"], Objectives(without, "removedGoals"));
        Assert.Equal(["child-abuse-1", "child-abuse-2", "child-abuse-3"], Objectives(with, "goals"));
        Assert.Equal(6, with["revision"]!.GetValue<int>()); // started, three added, removed, restored
    }

    [Fact]
    public async Task Goals_are_put_in_another_order_each_named_once()
    {
        var plan = await StartAsync("GM0084");
        var one = Text((await AddAsync("GM0084", plan, Goal)).Data["addGoal"]!["id"]);
        var two = Text((await AddAsync(
            "GM0084", plan, Goal.Replace("abuse-1", "abuse-2", StringComparison.Ordinal))).Data["addGoal"]!["id"]);

        var half = await ReorderAsync("GM0084", plan, 3, two);
        var twice = await ReorderAsync("GM0084", plan, 3, two, two);
        var stale = await ReorderAsync("GM0084", plan, 1, two, one);
        var done = await ReorderAsync("GM0084", plan, 3, two, one);

        Assert.Equal(["BAD_ORDER"], half.Codes);
        Assert.Equal(["BAD_ORDER"], twice.Codes);
        Assert.Equal(["STALE_REVISION"], stale.Codes);
        Assert.Equal(["child-abuse-2", "child-abuse-1"], Objectives(done.Data["reorderGoals"]!, "goals"));
    }

    [Fact]
    public async Task One_plan_is_current_and_older_ones_stay()
    {
        var first = await StartAsync("GM0085");
        var second = await application.AskAsAsync("officer", "GM0085", Start);
        var closed = await MutateAsync("GM0085", $$"""closePlan(id: "{{first}}", revision: 1) { status }""");
        var written = await AddAsync("GM0085", first, Goal);
        await StartAsync("GM0085");
        var reopened = await MutateAsync("GM0085", $$"""reopenPlan(id: "{{first}}", revision: 2) { status }""");
        var all = await application.AskOwnAsync("GM0085", "plan { status } plans { id status }");

        Assert.Equal(["PLAN_EXISTS"], second.Codes);
        Assert.Equal("CLOSED", Text(closed.Data["closePlan"]!["status"]));
        Assert.Equal(["PLAN_CLOSED"], written.Codes);
        Assert.Equal(["PLAN_EXISTS"], reopened.Codes);
        Assert.Equal(["CURRENT", "CLOSED"], all.Entity["plans"]!.AsArray().Select(p => Text(p!["status"])));
        Assert.Equal(first, Text(all.Entity["plans"]![1]!["id"]));
    }

    [Fact]
    public async Task A_closed_plan_can_be_reopened_when_there_is_no_other()
    {
        var plan = await StartAsync("GM0086");
        await MutateAsync("GM0086", $$"""closePlan(id: "{{plan}}", revision: 1) { status }""");
        var none = await application.AskOwnAsync("GM0086", "plan { id }");
        var reopened = await MutateAsync("GM0086", $$"""reopenPlan(id: "{{plan}}", revision: 2) { status revision }""");

        Assert.Null(none.Entity["plan"]);
        Assert.Equal("""{"status":"CURRENT","revision":3}""", reopened.Data["reopenPlan"]!.ToJsonString());
    }

    [Fact]
    public async Task The_history_reads_as_what_was_done()
    {
        var plan = await StartAsync("GM0087");
        var goal = Text((await AddAsync("GM0087", plan, Goal)).Data["addGoal"]!["id"]);
        await ChangeAsync("GM0087", goal, 1, """
            objective: "child-abuse-1", targets: { total: 80.5 }, due: "2020-06-30", owner: ALDERMAN,
            status: IN_PROGRESS, measures: [{ words: "Gesprek met scholen" }]
            """);
        await MutateAsync("GM0087", $$"""
            changePlan(id: "{{plan}}", revision: 2, title: "Plan 2018", fromYear: 2018, toYear: 2018) { id }
            """);
        await MutateAsync("GM0087", $$"""removeGoal(id: "{{goal}}", revision: 2) { id }""");

        var history = (await application.AskOwnAsync(
            "GM0087", "plan { history { nodes { by action goalId text } } }")).Entity["plan"]!["history"]!["nodes"]!;

        Assert.Equal(
            [
                "Doel verwijderd.",
                "Plan gewijzigd: titel van Plan van aanpak naar Plan 2018; looptijd van 2018–2021 naar 2018.",
                "Doel gewijzigd: streefscore van 75 naar 80,5; datum van 31 december 2021 naar 30 juni 2020; "
                    + "status van nog niet begonnen naar bezig; maatregelen Gesprek met scholen.",
                "Doel toegevoegd: doelstelling child-abuse-1; streefscore 75; datum 31 december 2021; "
                    + "eigenaar wethouder; status nog niet begonnen.",
                "Plan begonnen: titel Plan van aanpak; looptijd 2018–2021.",
            ],
            history.AsArray().Select(n => Text(n!["text"])));
        Assert.Equal(goal, Text(history[0]!["goalId"]));
        Assert.All(history.AsArray(), n => Assert.Equal("tester-GM0087", Text(n!["by"])));
    }

    [Theory]
    [InlineData("targets: {}", "BAD_TARGET")]
    [InlineData("targets: { total: 100.5 }", "BAD_TARGET")]
    [InlineData("targets: { reach: 25.001 }", "BAD_TARGET")]
    [InlineData("targets: { anchoring: -1 }", "BAD_TARGET")]
    [InlineData("targets: { content: 1e300 }", "BAD_TARGET")]
    [InlineData("targets: { total: 50 }, due: \"2021-02-30\"", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("targets: { total: 50 }, objective: \"child-abuse-99\"", "UNKNOWN_OBJECTIVE")]
    [InlineData("targets: { total: 50 }, measures: [{ question: \"child-abuse-2.policy\", option: \"in-policy\" }]",
        "UNKNOWN_MEASURE")]
    [InlineData("targets: { total: 50 }, measures: [{ option: \"in-policy\" }]", "BAD_MEASURE")]
    [InlineData("targets: { total: 50 }, measures: [{ words: \"ja\" }]", "TEXT_LENGTH")]
    [InlineData("targets: { total: 50 }, notes: \"\\u0000\"", "NOT_PLAIN_TEXT")]
    public async Task A_goal_that_does_not_fit_is_refused_and_changes_nothing(string form, string code)
    {
        var plan = await PlanAsync("GM0088");
        var whole = string.Join(", ", new[] { form }
            .Concat(form.Contains("due:", StringComparison.Ordinal) ? [] : ["due: \"2021-12-31\""])
            .Concat(form.Contains("objective:", StringComparison.Ordinal) ? [] : ["objective: \"child-abuse-1\""])
            .Append("owner: OTHER"));

        var answer = await AddAsync("GM0088", plan, whole);

        Assert.Equal([code], answer.Codes);
        Assert.Equal([0], await application.CountAsync("SELECT count(*) FROM goals WHERE municipality = 'GM0088'"));
    }

    [Theory]
    [InlineData("title: \"\", fromYear: 2018, toYear: 2021", "TEXT_LENGTH")]
    [InlineData("title: \"Plan\", fromYear: 2021, toYear: 2018", "BAD_PERIOD")]
    [InlineData("title: \"Plan\", fromYear: 1999, toYear: 2018", "BAD_PERIOD")]
    public async Task A_plan_that_does_not_fit_is_refused(string arguments, string code) =>
        Assert.Equal([code], (await MutateAsync("GM0089", $"startPlan(round: 2018, {arguments}) {{ id }}")).Codes);

    [Fact]
    public async Task A_plan_from_a_round_that_does_not_exist_is_refused() => Assert.Equal(
        ["UNKNOWN_ROUND"],
        (await MutateAsync("GM0089", "startPlan(round: 1999, title: \"Plan\", fromYear: 2018, toYear: 2021) { id }"))
            .Codes);

    [Fact]
    public async Task Anothers_plan_is_not_found_and_not_changed_by_whatever_mutation()
    {
        var plan = await StartAsync("GM0090");
        var goal = Text((await AddAsync("GM0090", plan, Goal)).Data["addGoal"]!["id"]);
        var mutations = new[]
        {
            $$"""changePlan(id: "{{plan}}", revision: 2, title: "Ander", fromYear: 2018, toYear: 2019) { id }""",
            $$"""closePlan(id: "{{plan}}", revision: 2) { id }""",
            $$"""reopenPlan(id: "{{plan}}", revision: 2) { id }""",
            $$"""addGoal(plan: "{{plan}}", goal: { {{Goal}} }) { id }""",
            $$"""changeGoal(id: "{{goal}}", revision: 1, goal: { {{Goal}} }) { id }""",
            $$"""addGoal(plan: "{{plan}}", goal: { {{NoGoal}} }) { id }""",   // not there, before badly formed
            $$"""changeGoal(id: "{{goal}}", revision: 1, goal: { {{NoGoal}} }) { id }""",
            $$"""removeGoal(id: "{{goal}}", revision: 1) { id }""",
            $$"""restoreGoal(id: "{{goal}}") { id }""",
            $$"""reorderGoals(plan: "{{plan}}", revision: 2, goals: ["{{goal}}"]) { id }""",
        };

        foreach (var mutation in mutations)
        {
            Assert.Equal(["NOT_FOUND"], (await MutateAsync("GM0091", mutation)).Codes);
            Assert.Equal(
                ["FORBIDDEN"], (await application.AskAsAsync("reader", "GM0090", $"mutation {{ {mutation} }}")).Codes);
            Assert.Equal(
                ["NOT_FOUND"],
                (await MutateAsync("GM0090", mutation.Replace(plan, "none", StringComparison.Ordinal)
                    .Replace(goal, "none", StringComparison.Ordinal))).Codes);
        }

        var others = await application.AskAsAsync("officer", "GM0091", $$"""{ plan(id: "{{plan}}") { title } }""");
        var own = await application.AskAsAsync("reader", "GM0090", $$"""{ plan(id: "{{plan}}") { revision } }""");
        Assert.Equal(["NOT_FOUND"], others.Codes);
        Assert.Equal(2, own.Data["plan"]!["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Anothers_plans_are_NOT_YOURS_and_without_a_token_UNAUTHENTICATED()
    {
        const string Query = """
            query ($k: [_Any!]!) { _entities(representations: $k) { ... on Municipality { plan { id } plans { id } } } }
            """;
        var keys = new { k = new[] { new { __typename = "Municipality", code = "GM0090" } } };

        Assert.Equal(
            ["NOT_YOURS", "NOT_YOURS"], (await application.AskAsAsync("institute", null, Query, keys)).Codes);
        Assert.Equal(
            ["UNAUTHENTICATED", "UNAUTHENTICATED"],
            (await application.AskAsync(Query, null, keys))["errors"]!.AsArray()
                .Select(e => Text(e!["extensions"]!["code"])));
    }

    [Fact]
    public async Task A_repeated_request_adds_a_goal_once()
    {
        var plan = await StartAsync("GM0092");
        var mutation = $$"""mutation { addGoal(plan: "{{plan}}", goal: { {{Goal}} }) { id } }""";

        var first = await application.AskAsAsync("officer", "GM0092", mutation, key: "one-goal");
        var again = await application.AskAsAsync("officer", "GM0092", mutation, key: "one-goal");

        Assert.Equal(Text(first.Data["addGoal"]!["id"]), Text(again.Data["addGoal"]!["id"]));
        Assert.Equal([1], await application.CountAsync("SELECT count(*) FROM goals WHERE municipality = 'GM0092'"));
    }

    private const string Start =
        "mutation { startPlan(round: 2018, title: \"Plan van aanpak\", fromYear: 2018, toYear: 2021) { id } }";

    private async Task<string> StartAsync(string municipality) =>
        Text((await application.AskAsAsync("officer", municipality, Start)).Data["startPlan"]!["id"]);

    private async Task<string> PlanAsync(string municipality)
    {
        var read = await application.AskOwnAsync(municipality, "plan { id }");
        return read.Entity["plan"] is { } plan ? Text(plan["id"]) : await StartAsync(municipality);
    }

    private Task<Answered> MutateAsync(string municipality, string mutation) =>
        application.AskAsAsync("coordinator", municipality, $"mutation {{ {mutation} }}");

    private Task<Answered> AddAsync(string municipality, string plan, string form) => application.AskAsAsync(
        "officer", municipality, $$"""mutation { addGoal(plan: "{{plan}}", goal: { {{form}} }) { id } }""");

    private Task<Answered> ChangeAsync(string municipality, string goal, int revision, string form) =>
        application.AskAsAsync("officer", municipality, $$"""
            mutation { changeGoal(id: "{{goal}}", revision: {{revision}}, goal: { {{form}} }) { revision } }
            """);

    private Task<Answered> ReorderAsync(string municipality, string plan, int revision, params string[] goals) =>
        MutateAsync(municipality, $$"""
            reorderGoals(plan: "{{plan}}", revision: {{revision}}, goals: ["{{string.Join("\", \"", goals)}}"])
              { goals { objective { id } } }
            """);

    private async Task<JsonNode> GoalsAsync(string municipality) => (await application.AskOwnAsync(
        municipality, "plan { revision goals { objective { id } } removedGoals { objective { id } } }"))
        .Entity["plan"]!;

    private static IEnumerable<string> Objectives(JsonNode plan, string field) =>
        plan[field]!.AsArray().Select(g => Text(g!["objective"]!["id"]));

    private static JsonNode Progress(Answered answer, int index) =>
        answer.Entity["plan"]!["goals"]![0]!["progress"]![index]!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
