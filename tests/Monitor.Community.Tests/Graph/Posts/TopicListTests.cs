using System.Text.Json.Nodes;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Lists of topics: orders, filters, pages, totals, and how fast one posts.</summary>
public sealed class TopicListTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    [Theory]
    [InlineData("NEWEST")]
    [InlineData("ACTIVE")]
    [InlineData("USEFUL")]
    public async Task Every_order_pages_through_all_once_while_others_come_in(string order)
    {
        var category = await CategoryAsync();
        await SeedAsync(category, 7);
        var all = new List<string>();
        string? after = null;
        do
        {
            var page = await ListAsync(
                $"filter: {{ category: \"{category}\" }}, order: {order}, first: 3"
                + (after is null ? "" : $", after: \"{after}\""));
            all.AddRange(page["nodes"]!.AsArray().Select(n => Text(n!["title"])));
            after = page["pageInfo"]!["hasNextPage"]!.GetValue<bool>() ? Text(page["pageInfo"]!["endCursor"]) : null;
            await community.WriteAsync($"""
                INSERT INTO topics (id, kind, category_id, title, text, author, shown_as, posted_at, active_at,
                                    useful_count)
                VALUES (gen_random_uuid(), 'DISCUSSION', '{category}', 'Erbij', 'Tekst', '{Member.Utrecht.Id}',
                        'MEMBER', now() + interval '1 day', now() + interval '1 day', 100)
                """);
        }
        while (after is not null);

        // Posted from 1 to 7; active in the opposite order; found useful 1, 2, 0, 1, 2, 0, 1 times.
        Assert.Equal(order switch
        {
            "NEWEST" => ["T7", "T6", "T5", "T4", "T3", "T2", "T1"],
            "ACTIVE" => ["T1", "T2", "T3", "T4", "T5", "T6", "T7"],
            _ => ["T5", "T2", "T7", "T4", "T1", "T6", "T3"],
        }, all);
    }

    [Fact]
    public async Task Filters_narrow_lists_and_their_totals_alike()
    {
        var category = await CategoryAsync();
        var answered = await community.DiscussAsync(Member.Enschede, "Beantwoord", category: category, question: true);
        var open = await community.DiscussAsync(Member.Enschede, "Nog open", category: category, question: true);
        await community.DiscussAsync(Member.Enschede, "Een gesprek", category: category);
        await community.AskAsync(
            Member.Enschede, "mutation ($id: ID!) { markAnswered(question: $id) { id } }", new { id = answered });

        Assert.Equal(["Beantwoord"], await TitlesAsync($"category: \"{category}\", answered: true", 1));
        Assert.Equal(["Nog open"], await TitlesAsync($"category: \"{category}\", answered: false", 1));
        Assert.Equal(["Een gesprek"], await TitlesAsync($"category: \"{category}\", kinds: [DISCUSSION]", 1));
        Assert.Equal(3, (await TitlesAsync($"category: \"{category}\"", 3)).Count);
        Assert.Empty(await TitlesAsync($"category: \"{category}\", objective: \"child-abuse-1\"", 0));
        Assert.NotEqual(answered, open);
    }

    [Theory]
    [InlineData("first: 101", "PAGE_SIZE")]
    [InlineData("after: \"rommel\"", "BAD_CURSOR")]
    [InlineData("filter: { objective: \"child-abuse-99\" }", "UNKNOWN_OBJECTIVE")]
    [InlineData("filter: { category: \"Geen id\" }", "UNKNOWN_CATEGORY")]
    public async Task A_list_that_cannot_be_is_refused(string arguments, string code) =>
        Assert.Equal(
            [code],
            (await community.AskAsync(
                Member.Reader, $"{{ communityTopics({arguments}) {{ nodes {{ id }} }} }}")).Codes);

    [Fact]
    public async Task A_cursor_belongs_to_its_order()
    {
        var page = await ListAsync("order: NEWEST, first: 1");
        var other = await community.AskAsync(
            Member.Reader,
            $"{{ communityTopics(order: ACTIVE, after: \"{Text(page["pageInfo"]!["endCursor"])}\") "
            + "{ nodes { id } } }");

        Assert.Equal(["BAD_CURSOR"], other.Codes);
    }

    [Fact]
    public async Task Who_posts_too_fast_is_told_how_long_to_wait()
    {
        var member = new Member("officer", "GM0503");
        var topic = await community.DiscussAsync(member);
        for (var n = 1; n < 30; n++)
        {
            await community.ReplyAsync(member, topic, $"Antwoord {n}");
        }

        var refused = await community.TryReplyAsync(member, topic, "Een te veel");

        Assert.Equal(["TOO_MANY_POSTS"], refused.Codes);
        Assert.InRange(refused.Details["retryAfterSeconds"]!.GetValue<int>(), 3_000, 3_600);
        Assert.Empty((await community.TryReplyAsync(Member.Utrecht, topic)).Codes);
    }

    [Fact]
    public async Task What_one_posted_oneself_is_listed_whatever_its_state()
    {
        var member = new Member("officer", "GM0518");
        var topic = await community.DiscussAsync(member, "Mijn gesprek", "ANONYMOUS");
        var reply = await community.ReplyAsync(member, topic, shownAs: "ANONYMOUS");
        await community.ChangeAsync(member, "deleteContribution", reply);

        var own = await community.AskAsync(
            member, "{ ownTopics { nodes { id state } } ownReplies { nodes { id state } } }");
        var others = await community.AskAsync(Member.Utrecht, "{ ownTopics(first: 100) { nodes { id } } }");

        Assert.Equal(topic, Text(own.Data["ownTopics"]!["nodes"]![0]!["id"]));
        Assert.Equal("DELETED", Text(own.Data["ownReplies"]!["nodes"]![0]!["state"]));
        Assert.DoesNotContain(topic, others.Data.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<string> CategoryAsync()
    {
        var created = await community.AskAsync(
            Member.Institute, "mutation { createCategory(input: { title: \"Voor een test\" }) { id } }");
        return Text(created.Data["createCategory"]!["id"]);
    }

    private Task SeedAsync(string category, int count) => community.WriteAsync($"""
        INSERT INTO topics (id, kind, category_id, title, text, author, shown_as, posted_at, active_at, useful_count)
        SELECT gen_random_uuid(), 'DISCUSSION', '{category}', 'T' || n, 'Tekst', '{Member.Enschede.Id}', 'MEMBER',
               timestamptz '2018-01-01' + n * interval '1 hour', timestamptz '2018-02-01' - n * interval '1 hour', n % 3
        FROM generate_series(1, {count}) n
        """);

    private async Task<List<string>> TitlesAsync(string filter, int total)
    {
        var page = await ListAsync($"filter: {{ {filter} }}");
        Assert.Equal(total, page["totalCount"]!.GetValue<int>());
        return [.. page["nodes"]!.AsArray().Select(n => Text(n!["title"]))];
    }

    private async Task<JsonNode> ListAsync(string arguments) =>
        (await community.AskAsync(Member.Reader, $$"""
            { communityTopics({{arguments}}) {
                totalCount nodes { title } pageInfo { hasNextPage endCursor } } }
            """)).Data["communityTopics"]!;
}
