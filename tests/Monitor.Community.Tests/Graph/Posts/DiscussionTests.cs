using System.Text.Json.Nodes;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Discussions, questions and replies, from the first word to the answer.</summary>
public sealed class DiscussionTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    [Fact]
    public async Task Replies_stand_one_level_deep_in_the_order_in_which_they_came()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var first = await community.ReplyAsync(Member.Utrecht, topic, "Eerste");
        var second = await community.ReplyAsync(Member.Zwolle, topic, "Tweede");
        var nested = await community.ReplyAsync(Member.Enschede, topic, "Onder de eerste", parent: first);
        var tooDeep = await community.TryReplyAsync(Member.Utrecht, topic, "Nog dieper", parent: nested);

        var seen = (await community.SeeAsync(
            Member.Reader, topic, "replyCount replies { totalCount nodes { id parentId parent { text } } }"))
            .Data["communityTopic"]!;

        Assert.Equal(["NESTED_TOO_DEEP"], tooDeep.Codes);
        Assert.Equal(3, seen["replyCount"]!.GetValue<int>());
        Assert.Equal(3, seen["replies"]!["totalCount"]!.GetValue<int>());
        Assert.Equal([first, second, nested], Ids(seen["replies"]!));
        Assert.Equal("Eerste", Text(seen["replies"]!["nodes"]![2]!["parent"]!["text"]));
    }

    [Fact]
    public async Task Pages_of_replies_hold_when_others_come_in()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var all = new List<string>();
        for (var n = 0; n < 4; n++)
        {
            all.Add(await community.ReplyAsync(new Member("coordinator", "GM0153"), topic, $"Antwoord {n}"));
        }

        var oldest = await RepliesAsync(topic, "first: 2");
        var newest = await RepliesAsync(topic, "order: NEWEST, first: 2");
        all.Add(await community.ReplyAsync(Member.Utrecht, topic, "Komt erbij"));
        var next = await RepliesAsync(topic, $"first: 2, after: \"{Cursor(oldest)}\"");
        var before = await RepliesAsync(topic, $"order: NEWEST, first: 2, after: \"{Cursor(newest)}\"");

        Assert.Equal(all[..2], Ids(oldest));
        Assert.Equal(all[2..4], Ids(next));
        Assert.True(next["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.Equal([all[3], all[2]], Ids(newest));
        Assert.Equal([all[1], all[0]], Ids(before));
        Assert.False(before["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_question_is_answered_by_its_asker_or_a_moderator_and_opens_again_when_the_answer_goes()
    {
        const string mark = """
            mutation ($q: ID!, $a: ID) { markAnswered(question: $q, answer: $a) { isAnswered answer { id } } }
            """;
        var question = await community.DiscussAsync(Member.Enschede, question: true);
        var answer = await community.ReplyAsync(Member.Utrecht, question);
        var elsewhere = await community.ReplyAsync(Member.Utrecht, await community.DiscussAsync(Member.Zwolle));

        var byOther = await community.AskAsync(Member.Utrecht, mark, new { q = question, a = answer });
        var wrong = await community.AskAsync(Member.Enschede, mark, new { q = question, a = elsewhere });
        var byAsker = await community.AskAsync(Member.Enschede, mark, new { q = question, a = answer });
        await community.ChangeAsync(Member.Utrecht, "deleteContribution", answer);
        var after = await community.SeeAsync(Member.Zwolle, question, "isAnswered answer { id }");
        var byModerator = await community.AskAsync(Member.Moderator, mark, new { q = question, a = (string?)null });

        Assert.Equal(["FORBIDDEN"], byOther.Codes);
        Assert.Equal(["NOT_FOUND"], wrong.Codes);
        Assert.Equal(answer, Text(byAsker.Data["markAnswered"]!["answer"]!["id"]));
        Assert.False(after.Data["communityTopic"]!["isAnswered"]!.GetValue<bool>());
        Assert.True(byModerator.Data["markAnswered"]!["isAnswered"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_last_reply_brings_a_discussion_to_the_top_and_its_deletion_takes_it_back()
    {
        var older = await community.DiscussAsync(Member.Enschede, "De oudere", category: "general-monitor");
        var newer = await community.DiscussAsync(Member.Enschede, "De nieuwere", category: "general-monitor");

        Assert.Equal([newer, older], await ActiveAsync());
        var reply = await community.ReplyAsync(Member.Utrecht, older);
        Assert.Equal([older, newer], await ActiveAsync());
        await community.ChangeAsync(Member.Utrecht, "deleteContribution", reply);
        Assert.Equal([newer, older], await ActiveAsync());
    }

    [Fact]
    public async Task A_locked_topic_takes_replies_of_moderators_only()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.WriteAsync($"UPDATE topics SET locked_at = now() WHERE id = '{topic}'");

        Assert.Equal(["TOPIC_LOCKED"], (await community.TryReplyAsync(Member.Enschede, topic)).Codes);
        Assert.Empty((await community.TryReplyAsync(
            Member.Moderator, topic, "Gesloten, zie het nieuws.", shownAs: "MUNICIPALITY")).Codes);
    }

    [Fact]
    public async Task An_event_tells_of_a_reply_and_of_nothing_that_was_said()
    {
        var topic = await community.DiscussAsync(Member.Enschede, shownAs: "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Utrecht, topic, shownAs: "ANONYMOUS");

        var data = await community.ReadAsServiceAsync<string>(
            "SELECT data::text FROM outbox WHERE topic = 'contribution.posted' "
            + $"AND data ->> 'contribution' = '{reply}'");

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(data),
                JsonNode.Parse($$"""
                    { "contribution": "{{reply}}", "topic": "{{topic}}", "kind": "REPLY", "objective": null,
                      "category": "general-talk" }
                    """)),
            data);
    }

    [Fact]
    public async Task Readers_read_and_do_not_reply() =>
        Assert.Equal(
            ["FORBIDDEN"],
            (await community.TryReplyAsync(Member.Reader, await community.DiscussAsync(Member.Enschede))).Codes);

    [Fact]
    public async Task An_account_without_a_role_is_no_member()
    {
        var answered = await community.AskAsync(Member.Account, "{ discussions { nodes { id } } }");

        Assert.Equal(["NOT_A_MEMBER"], answered.Codes);
    }

    private async Task<string[]> ActiveAsync()
    {
        var page = await community.AskAsync(
            Member.Reader, "{ discussions(category: \"general-monitor\") { nodes { id } } }");
        return [.. Ids(page.Data["discussions"]!)];
    }

    private async Task<JsonNode> RepliesAsync(string topic, string arguments) =>
        (await community.SeeAsync(
            Member.Reader, topic, $"replies({arguments}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }}"))
        .Data["communityTopic"]!["replies"]!;

    private static string Cursor(JsonNode page) => Text(page["pageInfo"]!["endCursor"]);

    private static List<string> Ids(JsonNode page) => [.. page["nodes"]!.AsArray().Select(n => Text(n!["id"]))];
}
