namespace Monitor.Community.Tests.Graph;

/// <summary>Who is new posts a few contributions an hour, with few links, until some have stood for an hour.</summary>
public sealed class NewMemberTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string ThreeLinks = "Zie https://a.example, https://b.example en https://c.example.";

    [Fact]
    public async Task A_new_member_posts_three_an_hour_and_two_links_each_until_three_have_stood()
    {
        await community.WriteAsync(
            "UPDATE members SET is_demonstration = false, since = now() - interval '1 day' WHERE id = $1",
            Member.Utrecht.Id);
        var topic = await community.DiscussAsync(Member.Enschede);

        Assert.Equal(["TOO_MANY_LINKS"], (await community.TryReplyAsync(Member.Utrecht, topic, ThreeLinks)).Codes);
        Assert.Empty((await community.TryReplyAsync(Member.Enschede, topic, ThreeLinks)).Codes);
        for (var i = 0; i < 3; i++)
        {
            await community.ReplyAsync(Member.Utrecht, topic);
        }

        var refused = await community.TryReplyAsync(Member.Utrecht, topic);
        Assert.Equal(["TOO_MANY_POSTS"], refused.Codes);

        await community.WriteAsync(
            "UPDATE replies SET posted_at = posted_at - interval '61 minutes' WHERE author = $1", Member.Utrecht.Id);
        for (var i = 0; i < 4; i++)
        {
            Assert.Empty((await community.TryReplyAsync(Member.Utrecht, topic, ThreeLinks)).Codes);
        }
    }

    [Fact]
    public async Task Who_is_a_member_for_a_week_is_not_new()
    {
        await community.WriteAsync(
            "UPDATE members SET is_demonstration = false, since = now() - interval '8 days' WHERE id = $1",
            Member.Zwolle.Id);
        var topic = await community.DiscussAsync(Member.Enschede);

        for (var i = 0; i < 4; i++)
        {
            Assert.Empty((await community.TryReplyAsync(Member.Zwolle, topic, ThreeLinks)).Codes);
        }
    }
}
