using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Drafts: kept as they are typed, one's own, posted once.</summary>
public sealed class DraftTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string Save = """
        mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { id revision content { title text shownAs } } }
        """;

    private const string Post = """
        mutation ($id: ID!, $revision: Int!) { postDraft(id: $id, revision: $revision) {
            id text ... on CommunityTopic { kind title category { id } } } }
        """;

    [Fact]
    public async Task A_draft_is_kept_unfinished_saved_again_and_posted()
    {
        var draft = await SaveAsync(Member.Enschede, new { kind = "DISCUSSION", title = "Nog" });
        var id = Text(draft.Data["saveDraft"]!["id"]);
        var tooEarly = await PostAsync(Member.Enschede, id, 1);
        var again = await SaveAsync(Member.Enschede, new
        {
            id, revision = 1, kind = "DISCUSSION", title = "Nog een vraag", text = "Wie weet dit al?",
            shownAs = "MUNICIPALITY",
        });
        var posted = await PostAsync(Member.Enschede, id, 2, "post-draft");
        var repeated = await PostAsync(Member.Enschede, id, 2, "post-draft");

        Assert.Equal(["SHOWN_AS_NEEDED"], tooEarly.Codes);
        Assert.Equal(2, again.Data["saveDraft"]!["revision"]!.GetValue<int>());
        Assert.Equal("Nog een vraag", Text(posted.Data["postDraft"]!["title"]));
        Assert.Equal("general-talk", Text(posted.Data["postDraft"]!["category"]!["id"]));
        Assert.Equal(posted.Data.ToJsonString(), repeated.Data.ToJsonString());
        Assert.Equal(["NOT_FOUND"], (await PostAsync(Member.Enschede, id, 2)).Codes);
    }

    [Fact]
    public async Task Of_two_windows_the_later_is_told()
    {
        var draft = await SaveAsync(Member.Enschede, new { kind = "TIP", text = "Begin" });
        var id = Text(draft.Data["saveDraft"]!["id"]);
        await SaveAsync(Member.Enschede, new { id, revision = 1, kind = "TIP", text = "Begin en midden" });

        var stale = await SaveAsync(Member.Enschede, new { id, revision = 1, kind = "TIP", text = "Ander begin" });

        Assert.Equal(["CONFLICT"], stale.Codes);
    }

    [Fact]
    public async Task Nobody_else_sees_saves_posts_or_deletes_a_draft()
    {
        var draft = await SaveAsync(Member.Enschede, new { kind = "TIP", text = "Van mij" });
        var id = Text(draft.Data["saveDraft"]!["id"]);

        foreach (var other in new[] { Member.Utrecht, Member.Moderator })
        {
            Assert.Equal(
                ["NOT_FOUND"], (await SaveAsync(other, new { id, revision = 1, kind = "TIP", text = "x" })).Codes);
            Assert.Equal(["NOT_FOUND"], (await SaveAsync(other, new { id, revision = 1, kind = "TIP" })).Codes);
            Assert.Equal(["NOT_FOUND"], (await PostAsync(other, id, 1)).Codes);
            Assert.Equal(
                ["NOT_FOUND"],
                (await community.AskAsync(other, "query ($id: ID!) { draft(id: $id) { id } }", new { id })).Codes);
            await community.AskAsync(other, "mutation ($id: ID!) { deleteDraft(id: $id) }", new { id });
        }

        Assert.Equal(
            ["TEXT_LENGTH"], (await SaveAsync(Member.Enschede, new { id, revision = 1, kind = "TIP" })).Codes);
        var own = await community.AskAsync(Member.Enschede, "{ drafts(first: 1) { nodes { id content { text } } } }");
        Assert.Equal(id, Text(own.Data["drafts"]!["nodes"]![0]!["id"]));
    }

    [Fact]
    public async Task A_reply_can_be_a_draft_too()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var draft = await SaveAsync(
            Member.Utrecht, new { kind = "REPLY", topic, text = "Wij bellen eerst.", shownAs = "MEMBER" });

        var posted = await PostAsync(Member.Utrecht, Text(draft.Data["saveDraft"]!["id"]), 1);

        Assert.Equal("Wij bellen eerst.", Text(posted.Data["postDraft"]!["text"]));
        Assert.Equal(
            1, (await community.SeeAsync(Member.Reader, topic)).Data["communityTopic"]!["replyCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Only_an_editor_posts_a_draft_of_news()
    {
        var draft = await SaveAsync(
            Member.Enschede, new { kind = "NEWS", title = "Nieuws", text = "Nieuws van ons.", shownAs = "MEMBER" });

        Assert.Equal(["FORBIDDEN"], (await PostAsync(Member.Enschede, Text(draft.Data["saveDraft"]!["id"]), 1)).Codes);
    }

    [Fact]
    public async Task An_empty_draft_is_not_kept() =>
        Assert.Equal(["TEXT_LENGTH"], (await SaveAsync(Member.Enschede, new { kind = "TIP", text = " " })).Codes);

    private Task<Monitor.Testing.Answered> SaveAsync(Member member, object input) =>
        community.AskAsync(member, Save, new { input });

    private Task<Monitor.Testing.Answered> PostAsync(Member member, string id, int revision, string? key = null) =>
        community.AskAsync(member, Post, new { id, revision }, key);
}
