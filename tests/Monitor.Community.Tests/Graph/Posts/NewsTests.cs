using Monitor.Community.Clock;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>News by the institute: at once or at its moment, with sources, pinned.</summary>
public sealed class NewsTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string Post = """
        mutation ($input: PostNewsInput!) { postNews(input: $input) {
            id state publishAt links { title url } author { label } } }
        """;

    [Fact]
    public async Task Only_an_editor_posts_news()
    {
        foreach (var other in new[] { Member.Enschede, Member.Moderator, Member.Institute })
        {
            Assert.Equal(["FORBIDDEN"], (await community.AskAsync(other, Post, new { input = News() })).Codes);
        }

        var posted = (await community.AskAsync(Member.Editor, Post, new { input = News() })).Data["postNews"]!;
        Assert.Equal("OUT", Text(posted["state"]));
        Assert.Equal("het instituut", Text(posted["author"]!["label"]));
        Assert.Equal("https://www.cbs.nl/jeugd", Text(posted["links"]![0]!["url"]));
    }

    [Fact]
    public async Task News_waits_for_its_moment_and_comes_out_once_with_its_event()
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(1);
        var posted = (await community.AskAsync(Member.Editor, Post, new { input = News(at) })).Data["postNews"]!;
        var id = Text(posted["id"]);
        var events = "SELECT count(*) FROM outbox WHERE topic = 'contribution.posted' "
            + $"AND data ->> 'contribution' = '{id}'";

        Assert.Equal("WAITING", Text(posted["state"]));
        Assert.Equal(["NOT_FOUND"], (await community.SeeAsync(Member.Utrecht, id)).Codes);
        Assert.DoesNotContain(id, await ListAsync("news"), StringComparison.Ordinal);
        Assert.Contains(id, (await community.AskAsync(Member.Editor, "{ waitingNews { nodes { id } } }"))
            .Data.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, await community.ReadAsServiceAsync<long>(events));

        var clock = community.Service<NewsClock>();
        Assert.Equal(0, await clock.PublishDueAsync(CancellationToken.None));
        await community.WriteAsync($"UPDATE topics SET publish_at = now() - interval '1 second' WHERE id = '{id}'");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clock.PublishDueAsync(CancellationToken.None)));

        Assert.Empty((await community.SeeAsync(Member.Utrecht, id)).Codes);
        Assert.Contains(id, await ListAsync("news(first: 1)"), StringComparison.Ordinal);
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(events));
    }

    [Fact]
    public async Task An_editor_changes_the_moment_of_waiting_news_until_it_is_out()
    {
        const string edit = """
            mutation ($input: EditTopicInput!) { editTopic(input: $input) { publishAt revision } }
            """;
        var posted = await community.AskAsync(
            Member.Editor, Post, new { input = News(TimeProvider.System.GetUtcNow().AddHours(1)) });
        var id = Text(posted.Data["postNews"]!["id"]);
        var input = new
        {
            id, revision = 1, title = "Nieuwe cijfers", text = "Later dan gedacht.",
            publishAt = "2040-01-01T00:00:00Z", reason = "Uitgesteld",
        };

        var moved = await community.AskAsync(Member.Editor, edit, new { input });

        Assert.Equal("2040-01-01T00:00:00Z", Text(moved.Data["editTopic"]!["publishAt"]));
        await community.WriteAsync($"UPDATE topics SET publish_at = NULL, posted_at = now() WHERE id = '{id}'");
        var late = await community.AskAsync(Member.Editor, edit, new { input = input with { revision = 2 } });
        Assert.Equal(["ALREADY_OUT"], late.Codes);
    }

    [Fact]
    public async Task What_is_pinned_can_be_asked_for_as_long_as_it_is()
    {
        var posted = await community.AskAsync(
            Member.Editor, Post, new { input = News(pinnedUntil: TimeProvider.System.GetUtcNow().AddDays(1)) });
        var id = Text(posted.Data["postNews"]!["id"]);
        const string pinned = "communityTopics(filter: { pinned: true, kinds: [NEWS] })";

        Assert.Contains(id, await ListAsync(pinned), StringComparison.Ordinal);
        await community.WriteAsync($"UPDATE topics SET pinned_until = now() WHERE id = '{id}'");
        Assert.DoesNotContain(id, await ListAsync(pinned), StringComparison.Ordinal);
    }

    private async Task<string> ListAsync(string field) =>
        (await community.AskAsync(Member.Reader, $"{{ {field} {{ totalCount nodes {{ id }} }} }}")).Data.ToJsonString();

    private static object News(DateTimeOffset? publishAt = null, DateTimeOffset? pinnedUntil = null) => new
    {
        title = "Nieuwe cijfers",
        text = "Het CBS heeft nieuwe cijfers over jeugdbescherming.",
        sources = new[] { new { title = "CBS", url = "https://www.cbs.nl/jeugd" } },
        publishAt,
        pinnedUntil,
    };
}
