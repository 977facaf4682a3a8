using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Graph;

/// <summary>What tests of the community do over and over.</summary>
internal static class Community
{
    public const string Whole = """
        id kind title text html state revision replyCount useful foundUseful isAnswered
        author { label name isAnonymous isOwn member municipality { code } }
        """;

    /// <summary>A discussion of this member; its id.</summary>
    public static async Task<string> DiscussAsync(
        this CommunityApplication community,
        Member member,
        string title = "Hoe doen jullie dit?",
        string shownAs = "MEMBER",
        string? category = null,
        bool question = false)
    {
        var field = question ? "postQuestion" : "postDiscussion";
        var posted = await community.AskAsync(
            member,
            $"mutation ($input: PostDiscussionInput!) {{ posted: {field}(input: $input) {{ id }} }}",
            new { input = new { category, title, text = "Wij zoeken een werkwijze.", shownAs } });
        return Text(posted.Data["posted"]!["id"]);
    }

    /// <summary>A reply of this member; its id.</summary>
    public static async Task<string> ReplyAsync(
        this CommunityApplication community,
        Member member,
        string topic,
        string text = "Zo doen wij het.",
        string? parent = null,
        string shownAs = "MEMBER")
    {
        var posted = await community.TryReplyAsync(member, topic, text, parent, shownAs);
        return Text(posted.Data["postReply"]!["id"]);
    }

    public static Task<Monitor.Testing.Answered> TryReplyAsync(
        this CommunityApplication community,
        Member member,
        string topic,
        string text = "Zo doen wij het.",
        string? parent = null,
        string shownAs = "MEMBER") =>
        community.AskAsync(
            member,
            "mutation ($input: PostReplyInput!) { postReply(input: $input) { id } }",
            new { input = new { topic, parent, text, shownAs } });

    /// <summary>A topic as this member sees it.</summary>
    public static Task<Monitor.Testing.Answered> SeeAsync(
        this CommunityApplication community, Member member, string id, string selection = Whole) =>
        community.AskAsync(
            member, $"query ($id: ID!) {{ communityTopic(id: $id) {{ {selection} }} }}", new { id });

    public static Task<Monitor.Testing.Answered> ChangeAsync(
        this CommunityApplication community,
        Member member,
        string field,
        string id,
        string selection = "id state",
        string? reason = null) =>
        community.AskAsync(
            member,
            reason is null
                ? $"mutation ($id: ID!) {{ {field}(id: $id) {{ {selection} }} }}"
                : $"mutation ($id: ID!, $reason: String!) {{ {field}(id: $id, reason: $reason) {{ {selection} }} }}",
            new { id, reason });

    /// <summary>What is told of a topic, of it and its replies: kinds of change, in their order.</summary>
    public static async Task<IReadOnlyList<string>> ChangesAsync(this CommunityApplication community, string topic) =>
        await community.ReadAsServiceAsync<string[]>($"""
            SELECT coalesce(array_agg(data ->> 'kind' ORDER BY sequence), '{"{}"}') FROM outbox
            WHERE topic = 'contribution.changed' AND data ->> 'topic' = '{topic}'
            """);

    public static string Text(JsonNode? node) => node!.GetValue<string>();
}
