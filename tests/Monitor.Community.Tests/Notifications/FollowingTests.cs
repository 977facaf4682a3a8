using System.Text.Json.Nodes;
using Monitor.Community.Tests.Graph;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Notifications;

/// <summary>The lists of what one follows and muted, and what they tell of others: nothing.</summary>
public sealed class FollowingTests(NotificationApplication community) : IClassFixture<NotificationApplication>
{
    private const string Follows = """
        query ($kinds: [FollowKind!], $first: Int, $after: String) {
          follows(kinds: $kinds, first: $first, after: $after) {
            nodes { kind target topic { title } category { id } objective { id } }
            edges { cursor } pageInfo { hasNextPage endCursor } } }
        """;

    private const string Mutes = """
        query ($kind: MuteKind, $first: Int, $after: String) {
          mutes(kind: $kind, first: $first, after: $after) {
            nodes { kind target topic { title } contribution { id author { label name municipality { code } member } } }
            pageInfo { hasNextPage endCursor } } }
        """;

    [Fact]
    public async Task What_one_follows_is_listed_the_last_first_and_pages_hold_when_more_is_followed()
    {
        var member = new Member("coordinator", "GM0014");
        var topic = await community.DiscussAsync(Member.Enschede, "Om te volgen");
        await ChangeAsync(member, $"followTopic(topic: \"{topic}\") {{ id }}");
        await ChangeAsync(member, "followCategory(category: \"general-talk\") { id }");
        await ChangeAsync(member, "followObjective(objective: \"child-abuse-3\") { id }");

        var first = await ListAsync(member, Follows, new { first = 2 }, "follows");
        await ChangeAsync(member, "followCategory(category: \"general-news\") { id }");
        var rest = await ListAsync(
            member, Follows, new { first = 2, after = Text(first["pageInfo"]!["endCursor"]) }, "follows");

        Assert.Equal(
            ["OBJECTIVE child-abuse-3", "CATEGORY general-talk"],
            first["nodes"]!.AsArray().Select(n => $"{Text(n!["kind"])} {Text(n["target"])}"));
        Assert.Equal("child-abuse-3", Text(first["nodes"]![0]!["objective"]!["id"]));
        Assert.Equal("general-talk", Text(first["nodes"]![1]!["category"]!["id"]));
        Assert.True(first["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.Equal(
            ["Om te volgen"], rest["nodes"]!.AsArray().Select(n => Text(n!["topic"]!["title"])));
        Assert.False(rest["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        var categories = await ListAsync(member, Follows, new { kinds = new[] { "CATEGORY" } }, "follows");
        Assert.Equal(
            ["general-news", "general-talk"], categories["nodes"]!.AsArray().Select(n => Text(n!["target"])));
        Assert.True(await IsFollowedAsync(member, "child-abuse-3"));
        Assert.False(await IsFollowedAsync(Member.Zwolle, "child-abuse-3"));
    }

    [Fact]
    public async Task What_one_may_not_read_any_more_names_nothing_and_can_be_undone()
    {
        var member = new Member("coordinator", "GM0153");
        var topic = await community.DiscussAsync(Member.Enschede, "Straks verborgen");
        var reply = await community.ReplyAsync(Member.Utrecht, topic);
        await ChangeAsync(member, $"followTopic(topic: \"{topic}\") {{ id }}");
        await ChangeAsync(member, $"muteTopic(topic: \"{topic}\") {{ id }}");
        await ChangeAsync(member, $"muteAuthor(contribution: \"{reply}\") {{ id }}");
        await community.WriteAsync($"UPDATE topics SET hidden_at = now() WHERE id = '{topic}'");

        var follows = await ListAsync(member, Follows, new { kinds = new[] { "TOPIC" } }, "follows");
        var mutes = await ListAsync(member, Mutes, new { }, "mutes");

        Assert.DoesNotContain("Straks verborgen", follows.ToJsonString() + mutes, StringComparison.Ordinal);
        Assert.Equal([topic], follows["nodes"]!.AsArray().Select(n => Text(n!["target"])));
        Assert.Equal([reply, topic], mutes["nodes"]!.AsArray().Select(n => Text(n!["target"])));
        foreach (var undo in new[]
        {
            $"unfollowTopic(topic: \"{topic}\") {{ id }}",
            $"unmuteTopic(topic: \"{topic}\") {{ id }}",
            $"unmuteAuthor(contribution: \"{reply}\") {{ id }}",
        })
        {
            Assert.Empty(await community.ChangeAsync(member, undo));
            Assert.Equal(["NOT_FOUND"], await community.ChangeAsync(member, undo));   // as what never was
        }

        Assert.Empty((await ListAsync(member, Mutes, new { }, "mutes"))["nodes"]!.AsArray());
    }

    [Fact]
    public async Task A_muted_anonymous_author_stands_there_by_the_label_shown_and_is_undone_by_the_same_handle()
    {
        var member = new Member("coordinator", "GM0193");
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var named = await community.ReplyAsync(Member.Enschede, topic, "Met naam.");
        var anonymous = await community.ReplyAsync(Member.Enschede, topic, "Zonder naam.", shownAs: "ANONYMOUS");
        var other = await community.ReplyAsync(Member.Utrecht, topic, "Ook zonder.", shownAs: "ANONYMOUS");
        var elsewhere = await community.ReplyAsync(
            Member.Enschede, await community.DiscussAsync(Member.Utrecht), shownAs: "ANONYMOUS");
        foreach (var muted in new[] { anonymous, other, elsewhere, named })
        {
            await ChangeAsync(member, $"muteAuthor(contribution: \"{muted}\") {{ id }}");
        }

        var mutes = (await ListAsync(member, Mutes, new { kind = "AUTHOR" }, "mutes"))["nodes"]!.AsArray();
        Assert.Equal([named, elsewhere, other, anonymous], mutes.Select(n => Text(n!["target"])));
        foreach (var node in mutes.Skip(1))
        {
            var author = node!["contribution"]!["author"]!;
            Assert.Equal("een gemeente, 100.000 inwoners of meer", Text(author["label"]));
            Assert.Null(author["name"] ?? author["municipality"] ?? author["member"]);
        }

        // Two anonymous ones of one topic are muted together, whoever they are; those by name, or elsewhere, are not.
        await ChangeAsync(member, $"unmuteAuthor(contribution: \"{anonymous}\") {{ id }}");
        mutes = (await ListAsync(member, Mutes, new { kind = "AUTHOR" }, "mutes"))["nodes"]!.AsArray();
        Assert.Equal([named, elsewhere], mutes.Select(n => Text(n!["target"])));

        // By another contribution under the same name, too: it says no more than the name does.
        var again = await community.ReplyAsync(Member.Enschede, topic, "Nog eens met naam.");
        await ChangeAsync(member, $"unmuteAuthor(contribution: \"{again}\") {{ id }}");
        mutes = (await ListAsync(member, Mutes, new { kind = "AUTHOR" }, "mutes"))["nodes"]!.AsArray();
        Assert.Equal([elsewhere], mutes.Select(n => Text(n!["target"])));
    }

    [Fact]
    public async Task Undoing_tells_nobody_that_two_contributions_of_an_erased_person_were_ones()
    {
        var member = new Member("coordinator", "GM0344");
        var erased = Guid.NewGuid();
        var topic = await community.DiscussAsync(Member.Enschede);
        var first = await community.ReplyAsync(Member.Utrecht, topic);
        var second = await community.ReplyAsync(Member.Utrecht, topic);
        await community.WriteAsync($"UPDATE replies SET author = '{erased}' WHERE id IN ('{first}', '{second}')");
        await ChangeAsync(member, $"muteAuthor(contribution: \"{first}\") {{ author {{ label }} }}");
        await ChangeAsync(member, $"muteAuthor(contribution: \"{second}\") {{ author {{ label }} }}");

        await ChangeAsync(member, $"unmuteAuthor(contribution: \"{first}\") {{ id }}");

        var mutes = (await ListAsync(member, Mutes, new { kind = "AUTHOR" }, "mutes"))["nodes"]!.AsArray();
        Assert.Equal(second, Text(Assert.Single(mutes)!["target"]));
        Assert.Equal("oud-lid", Text(mutes[0]!["contribution"]!["author"]!["label"]));
    }

    [Fact]
    public async Task By_the_id_of_what_one_may_not_read_nobody_learns_who_wrote_it()
    {
        var member = new Member("coordinator", "GM0363");
        var topic = await community.DiscussAsync(Member.Enschede);
        var read = await community.ReplyAsync(Member.Utrecht, topic);
        var hidden = await community.ReplyAsync(Member.Utrecht, topic);
        await ChangeAsync(member, $"muteAuthor(contribution: \"{read}\") {{ id }}");
        await community.WriteAsync($"UPDATE replies SET hidden_at = now() WHERE id = '{hidden}'");

        Assert.Equal(
            ["NOT_FOUND"], await community.ChangeAsync(member, $"unmuteAuthor(contribution: \"{hidden}\") {{ id }}"));
        var mutes = (await ListAsync(member, Mutes, new { }, "mutes"))["nodes"]!.AsArray();
        Assert.Equal([read], mutes.Select(n => Text(n!["target"])));
    }

    [Fact]
    public async Task Nobody_reads_anothers_lists_and_pages_have_a_size()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await ChangeAsync(Member.Utrecht, $"followTopic(topic: \"{topic}\") {{ id }}");
        await ChangeAsync(Member.Utrecht, $"muteTopic(topic: \"{topic}\") {{ id }}");

        foreach (var other in new[] { Member.Editor, Member.Moderator })
        {
            Assert.DoesNotContain(
                topic,
                (await ListAsync(other, Follows, new { first = 100 }, "follows")).ToJsonString()
                    + await ListAsync(other, Mutes, new { first = 100 }, "mutes"),
                StringComparison.Ordinal);
        }

        Assert.Equal(["NOT_A_MEMBER"], (await community.AskAsync(Member.Account, Follows)).Codes);
        Assert.Equal(["NOT_A_MEMBER"], (await community.AskAsync(Member.Account, Mutes)).Codes);
        Assert.Equal(["PAGE_SIZE"], (await community.AskAsync(Member.Utrecht, Mutes, new { first = 101 })).Codes);
        Assert.Equal(["BAD_CURSOR"], (await community.AskAsync(Member.Utrecht, Follows, new { after = "x" })).Codes);
    }

    private async Task ChangeAsync(Member member, string mutation) =>
        Assert.Empty(await community.ChangeAsync(member, mutation));

    private async Task<JsonNode> ListAsync(Member member, string query, object variables, string field)
    {
        var answered = await community.AskAsync(member, query, variables);
        Assert.Empty(answered.Codes);
        return answered.Data[field]!;
    }

    private async Task<bool> IsFollowedAsync(Member member, string objective)
    {
        var asked = await community.AskAsync(
            member,
            "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Objective { isFollowed } } }",
            new { keys = new[] { new { __typename = "Objective", id = objective } } });
        return asked.Body["data"]!["_entities"]![0]!["isFollowed"]!.GetValue<bool>();
    }
}
