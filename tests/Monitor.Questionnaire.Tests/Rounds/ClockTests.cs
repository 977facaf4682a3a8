using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>What is due is done once, however many instances look, and is found again after a restart.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Two_instances_open_and_close_a_round_once_each_at_its_moments()
    {
        await using var replicas = await Replicas.StartAsync(2);
        await PlanAsync(replicas, 2070, opensIn: TimeSpan.FromSeconds(1), closesIn: TimeSpan.FromSeconds(2));

        await replicas.UntilStatusAsync(2070, "CLOSED");
        await Task.Delay(TimeSpan.FromSeconds(0.3));   // the other instance may still be looking

        Same(
            """
            [{ "action": "PLANNED", "by": "tester" }, { "action": "INVITED", "by": "tester" },
             { "action": "OPENED", "by": null }, { "action": "CLOSED", "by": null }]
            """,
            await ChangesAsync(replicas, 2070));
        foreach (var topic in (string[])["round.opened", "round.closed"])
        {
            Assert.Equal(1, await replicas.Database.ReadAsync<long>(
                $"SELECT count(*) FROM outbox WHERE topic = '{topic}' AND data ->> 'round' = '2070'"));
        }

        Assert.True(await replicas.Database.ReadAsync<bool>("""
            SELECT bool_and(c.changed_at >= CASE c.action WHEN 'OPENED' THEN r.opens_at ELSE r.closes_at END)
            FROM round_changes c JOIN rounds r ON r.year = c.round_year
            WHERE r.year = 2070 AND c.changed_by IS NULL
            """));
    }

    [Fact]
    public async Task An_opening_that_nobody_saw_is_made_up_for_after_a_restart()
    {
        await using var replicas = await Replicas.StartAsync(1);
        await PlanAsync(replicas, 2071, opensIn: TimeSpan.FromSeconds(1), closesIn: null);
        await replicas.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Assert.Equal(
            "PLANNED", await replicas.Database.ReadAsync<string>("SELECT status FROM rounds WHERE year = 2071"));

        await replicas.StartAsync(2, with: null, CancellationToken.None);

        await replicas.UntilStatusAsync(2071, "OPEN");
    }

    [Fact]
    public async Task A_round_whose_times_both_passed_unseen_is_opened_and_closed_in_that_order()
    {
        await using var replicas = await Replicas.StartAsync(1);
        await PlanAsync(
            replicas, 2072, opensIn: TimeSpan.FromSeconds(0.8), closesIn: TimeSpan.FromSeconds(1));
        await replicas.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        await replicas.StartAsync(2, with: null, CancellationToken.None);

        await replicas.UntilStatusAsync(2072, "CLOSED");
        Assert.Equal(
            ["round.opened", "round.closed"],
            (await replicas.Database.ReadAsync<string[]>("""
                SELECT array_agg(topic ORDER BY sequence) FROM outbox
                WHERE topic LIKE 'round.%' AND data ->> 'round' = '2072'
                """)));
    }

    private static async Task PlanAsync(Replicas replicas, int year, TimeSpan opensIn, TimeSpan? closesIn)
    {
        _ = (await replicas.InstituteAsync(
            """
            mutation ($year: Int!, $opensAt: DateTime!, $closesAt: DateTime) {
              planRound(input: { year: $year, questionnaire: "child-abuse-2017", opensAt: $opensAt,
                closesAt: $closesAt, municipalities: ["GM0003", "GM0005"] }) { year } }
            """,
            new
            {
                year,
                opensAt = Institute.Text(Institute.In(opensIn)),
                closesAt = closesIn is { } time ? Institute.Text(Institute.In(time)) : null,
            })).Data;
    }

    private static async Task<JsonNode> ChangesAsync(Replicas replicas, int year)
    {
        var changes = await replicas.InstituteAsync(
            $"{{ round(year: {year}) {{ changes {{ nodes {{ action by }} }} }} }}");
        return new JsonArray([.. changes.Data["round"]!["changes"]!["nodes"]!.AsArray()
            .Reverse().Select(c => c!.DeepClone())]);
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual.ToJsonString()}");
}
