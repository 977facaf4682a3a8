using Monitor.Community.Tests.Graph;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Notifications;

/// <summary>A new tip is told to those whom it may help; nobody learns who they are.</summary>
public sealed class NewTipTests(NotificationApplication community) : IClassFixture<NotificationApplication>
{
    [Fact]
    public async Task A_tip_is_told_to_members_of_municipalities_that_score_low_and_to_those_alone()
    {
        community.Weak("child-abuse-2", "GM0344");
        var tip = await TipAsync("child-abuse-2");

        Assert.Equal(["NEW_TIP"], await community.KindsAsync(Member.Utrecht, tip));
        Assert.Empty(await community.KindsAsync(Member.Zwolle, tip));
        Assert.StartsWith(
            "Een nieuwe tip bij doelstelling \"",
            Text((await community.ListAsync(Member.Utrecht, tip))[0]["text"]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_the_objective_is_told_in_the_same_words()
    {
        community.Weak("child-abuse-3", "GM0344");
        await community.ChangeAsync(Member.Zwolle, "followObjective(objective: \"child-abuse-3\") { id }");
        await community.ChangeAsync(
            Member.Reader, "followCategory(category: \"objective-child-abuse-3\") { isFollowed }");
        var tip = await TipAsync("child-abuse-3");

        foreach (var member in new[] { Member.Utrecht, Member.Zwolle, Member.Reader })
        {
            Assert.Equal(["NEW_TIP"], await community.KindsAsync(member, tip));
        }

        var texts = await Task.WhenAll(
            community.ListAsync(Member.Utrecht, tip), community.ListAsync(Member.Zwolle, tip));
        Assert.Equal(Text(texts[0][0]["text"]), Text(texts[1][0]["text"]));
        Assert.Equal(
            ["UNKNOWN_OBJECTIVE"],
            await community.ChangeAsync(Member.Zwolle, "followObjective(objective: \"none\") { id }"));
    }

    [Fact]
    public async Task Who_turned_tips_off_is_not_told()
    {
        community.Weak("child-abuse-4", "GM0193");
        await community.ChangeAsync(Member.Zwolle, "setNotificationSettings(input: { newTips: false }) { newTips }");
        var tip = await TipAsync("child-abuse-4");

        Assert.Empty(await community.KindsAsync(Member.Zwolle, tip));
        Assert.Equal(["NEW_TIP"], await community.KindsAsync(Member.Reader, tip));
        await community.ChangeAsync(Member.Zwolle, "setNotificationSettings(input: { newTips: true }) { newTips }");
    }

    [Fact]
    public async Task Scoring_away_keeps_nobody_else_waiting_and_is_asked_again()
    {
        community.Sidecar.Answer("scoring", "/internal/objectives/child-abuse-5/weak", null);
        await community.ChangeAsync(Member.Zwolle, "followObjective(objective: \"child-abuse-5\") { id }");
        var tip = await TipAsync("child-abuse-5");

        Assert.Equal(["NEW_TIP"], await community.KindsAsync(Member.Zwolle, tip));
        Assert.Empty(await community.KindsAsync(Member.Utrecht, tip));
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(
            $"SELECT count(*) FROM notification_jobs WHERE topic_id = '{tip}' AND kind = 'TIP'"));

        community.Weak("child-abuse-5", "GM0344");
        await community.WriteAsync("UPDATE notification_jobs SET next_attempt_at = now()");
        Assert.Equal(["NEW_TIP"], await community.KindsAsync(Member.Utrecht, tip));
        Assert.Equal(["NEW_TIP"], await community.KindsAsync(Member.Zwolle, tip));
    }

    private async Task<string> TipAsync(string objective)
    {
        var posted = await community.AskAsync(
            Member.Enschede,
            "mutation ($input: PostTipInput!) { postTip(input: $input) { id } }",
            new { input = new { objective, title = "Bel terug", text = "Wij bellen binnen een dag terug." } });
        return Text(posted.Data["postTip"]!["id"]);
    }
}
