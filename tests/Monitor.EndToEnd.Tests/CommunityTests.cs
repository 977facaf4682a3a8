namespace Monitor.EndToEnd.Tests;

/// <summary>The closed community: tips on an objective, newest first.</summary>
public sealed class CommunityTests(RunningMonitor monitor)
{
    [Fact]
    public async Task A_posted_tip_comes_first_on_its_objective_and_can_be_marked_useful_once()
    {
        var token = await monitor.TokenAsync("GM0153");
        var posted = FillingIn.Whole(await monitor.AskAsync(
            "mutation ($input: PostTipInput!) { postTip(input: $input) { id } }",
            new
            {
                input = new
                {
                    objective = "child-abuse-3",
                    title = "Een proef",
                    text = "Wat wij deden en wat dat bracht.",
                },
            },
            token));
        var id = posted.Text("data", "postTip", "id");

        const string Useful = "mutation ($id: ID!) { markTipUseful(id: $id) { useful } }";
        FillingIn.Whole(await monitor.AskAsync(Useful, new { id }, token));
        var marked = FillingIn.Whole(await monitor.AskAsync(Useful, new { id }, token));
        var first = FillingIn.Whole(await monitor.AskAsync(
            """
            { tips(objective: "child-abuse-3", first: 1) {
                nodes { id title objective { number } } pageInfo { hasNextPage } } }
            """,
            token: token));

        Assert.Equal(1, marked.Int("data", "markTipUseful", "useful"));
        Assert.Equal(id, first.Text("data", "tips", "nodes", 0, "id"));
        Assert.Equal(3, first.Int("data", "tips", "nodes", 0, "objective", "number"));
        Assert.True(first.At("data", "tips", "pageInfo", "hasNextPage").GetBoolean());
    }
}
