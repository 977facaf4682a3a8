namespace Monitor.Scoring.Tests.Events;

public sealed class ScoreRouteTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    [Fact]
    public async Task Scores_of_a_revision_are_given_exactly()
    {
        // 15 + 22.5 + 0 = 37.5; the only answered objective, so the average too.
        var response = Guid.NewGuid().ToString();
        application.Submit(
            response, 4, "GM0002", objective: 10,
            ["policy=in-policy", $"content-1={Domain.Sheet.Measure("child-abuse-10.content-1")}"]);
        await application.DeliverSubmittedAsync(response, 4, "GM0002");

        var (status, scores) = await application.GetAsync($"/internal/scores/{response}/4");

        Assert.Equal(200, status);
        Assert.Equal("GM0002", scores!["municipality"]!.GetValue<string>());
        Assert.Equal("child-abuse-1", scores["ruleSet"]!.GetValue<string>());
        Assert.Equal(37.5m, scores["average"]!.GetValue<decimal>());
        Assert.Equal("ORANGE", scores["band"]!.GetValue<string>());
        var objective = Assert.Single(scores["objectives"]!.AsArray())!;
        Assert.Equal("child-abuse-10", objective["objective"]!.GetValue<string>());
        Assert.Equal(
            (15m, 22.5m, 0m, 37.5m),
            (Points("anchoring"), Points("content"), Points("reach"), Points("total")));
        decimal Points(string part) => objective[part]!.GetValue<decimal>();
    }

    [Fact]
    public async Task Scores_of_many_revisions_are_given_at_once_and_those_that_are_not_there_left_out()
    {
        string[] responses = [Guid.NewGuid().ToString(), Guid.NewGuid().ToString()];
        foreach (var response in responses)
        {
            application.Submit(response, 1, "GM0002", objective: 10, ["policy=intended"]);
            await application.DeliverSubmittedAsync(response, 1, "GM0002");
        }

        var (status, scores) = await application.PostAsync("/internal/scores/find", new object[]
        {
            new { responseId = responses[0], revision = 1 }, new { responseId = responses[0], revision = 2 },
            new { responseId = responses[1], revision = 1 }, new { responseId = Guid.NewGuid(), revision = 1 },
        });

        Assert.Equal(200, status);
        Assert.Equal(responses.Order(), scores!.AsArray().Select(s => s!["responseId"]!.GetValue<string>()).Order());
        Assert.All(scores.AsArray(), s => Assert.Equal(5m, s!["average"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task Weak_on_an_objective_are_those_whose_last_score_of_it_is_red_or_orange()
    {
        // 5 points are red. GM0037 answered another objective only.
        var (weak, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        application.Submit(weak, 1, "GM0034", objective: 9, ["policy=intended"]);
        application.Submit(other, 1, "GM0037", objective: 8, ["policy=intended"]);
        await application.DeliverSubmittedAsync(weak, 1, "GM0034");
        await application.DeliverSubmittedAsync(other, 1, "GM0037");

        var (status, found) = await application.GetAsync("/internal/objectives/child-abuse-9/weak");

        Assert.Equal(200, status);
        Assert.Equal("""{"municipalities":["GM0034"]}""", found!.ToJsonString());
    }

    [Fact]
    public async Task More_revisions_than_a_page_are_refused() =>
        Assert.Equal(400, (await application.PostAsync(
            "/internal/scores/find",
            Enumerable.Range(1, 501).Select(i => new { responseId = $"{i}", revision = 1 }))).Status);

    [Fact]
    public async Task Unknown_scores_and_rule_sets_are_404() =>
        Assert.Equal(
            (404, 404),
            ((await application.GetAsync($"/internal/scores/{Guid.NewGuid()}/1")).Status,
                (await application.GetAsync("/internal/rule-sets/none")).Status));

    [Fact]
    public async Task A_rule_set_tells_its_norms()
    {
        var (_, rules) = await application.GetAsync("/internal/rule-sets/child-abuse-1");

        Assert.Equal("""{"redBelow":25,"greenAbove":75}""", rules!["bands"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rounds_scores_come_in_pages_without_gap_or_repeat()
    {
        for (var i = 0; i < 5; i++)
        {
            var response = Guid.NewGuid().ToString();
            application.Submit(response, 1, "GM0003", objective: 1, ["policy=intended"]);
            await application.DeliverSubmittedAsync(response, 1, "GM0003");
        }

        var seen = new List<string>();
        string? after = null;
        do
        {
            var query = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var (_, page) = await application.GetAsync($"/internal/scores?round=2018&limit=2{query}");
            seen.AddRange(page!["items"]!.AsArray().Select(s => s!["responseId"]!.GetValue<string>()));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(await application.CountAsync("SELECT count(*) FROM scores WHERE round = 2018"), [seen.Count]);
    }
}
