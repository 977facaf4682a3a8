using System.Text.Json.Nodes;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Edits with history, soft deletion with restore, useful marks.</summary>
public sealed class EditingTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string Edit = """
        mutation ($input: EditTopicInput!) { editTopic(input: $input) {
            title text revision edit { as reason } revisions { number title text writtenAs } } }
        """;

    [Fact]
    public async Task An_edit_keeps_what_was_said_before()
    {
        var id = await community.DiscussAsync(Member.Enschede, "Eerste titel");

        await EditAsync(Member.Enschede, id, 1, "Tweede titel");
        var edited = await EditAsync(Member.Enschede, id, 2, "Derde titel", reason: "Duidelijker");
        var seen = await community.SeeAsync(Member.Reader, id, "title revision revisions { number title }");

        Assert.Equal(3, edited.Data["editTopic"]!["revision"]!.GetValue<int>());
        Same("""{ "as": "AUTHOR", "reason": "Duidelijker" }""", edited.Data["editTopic"]!["edit"]!);
        Same("""
            { "title": "Derde titel", "revision": 3, "revisions": [
              { "number": 2, "title": "Tweede titel" }, { "number": 1, "title": "Eerste titel" }] }
            """, seen.Data["communityTopic"]!);
    }

    [Fact]
    public async Task Of_two_who_edit_the_same_revision_one_is_told()
    {
        var id = await community.DiscussAsync(Member.Enschede);

        var both = await Task.WhenAll(
            EditAsync(Member.Enschede, id, 1, "De ene titel"), EditAsync(Member.Enschede, id, 1, "De andere titel"));

        Assert.Equal(["CONFLICT"], both.SelectMany(a => a.Codes));
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(
            $"SELECT count(*) FROM revisions WHERE contribution_id = '{id}'"));
    }

    [Fact]
    public async Task A_repeated_edit_with_its_key_gets_its_first_answer()
    {
        var id = await community.DiscussAsync(Member.Enschede);

        var first = await EditAsync(Member.Enschede, id, 1, "Eenmaal", key: "edit-1");
        var again = await EditAsync(Member.Enschede, id, 1, "Eenmaal", key: "edit-1");

        Assert.Equal(first.Data.ToJsonString(), again.Data.ToJsonString());
        Assert.Equal(2, again.Data["editTopic"]!["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Others_edit_nothing_and_moderators_say_why()
    {
        var id = await community.DiscussAsync(Member.Enschede);

        Assert.Equal(["FORBIDDEN"], (await EditAsync(Member.Utrecht, id, 1, "Van een ander")).Codes);
        Assert.Equal(["REASON_NEEDED"], (await EditAsync(Member.Moderator, id, 1, "Van een moderator")).Codes);
        var edited = await EditAsync(Member.Moderator, id, 1, "Van een moderator", reason: "Naam van een gezin");

        Same("""{ "as": "MODERATOR", "reason": "Naam van een gezin" }""", edited.Data["editTopic"]!["edit"]!);
        Assert.Equal("AUTHOR", Text(edited.Data["editTopic"]!["revisions"]![0]!["writtenAs"]));
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(
            "SELECT count(*) FROM acts WHERE kind = 'CONTRIBUTION_MODERATED' AND municipalities = '{GM0153}' "
            + $"AND of = 'topic:{id.Replace("-", "")}'"));
    }

    [Fact]
    public async Task What_is_deleted_can_be_restored_by_its_author_and_looks_to_others_as_if_it_never_was()
    {
        var id = await community.DiscussAsync(Member.Enschede);

        var deleted = await community.ChangeAsync(Member.Enschede, "deleteContribution", id);
        var others = await community.SeeAsync(Member.Utrecht, id, "id");
        var unknown = await community.SeeAsync(Member.Utrecht, Guid.NewGuid().ToString(), "id");
        var byOther = await community.ChangeAsync(Member.Utrecht, "restoreContribution", id);
        var restored = await community.ChangeAsync(Member.Enschede, "restoreContribution", id);

        Assert.Equal("DELETED", Text(deleted.Data["deleteContribution"]!["state"]));
        Assert.Equal(unknown.Body.ToJsonString(), others.Body.ToJsonString());
        Assert.Equal(["NOT_FOUND"], byOther.Codes);
        Assert.Equal("OUT", Text(restored.Data["restoreContribution"]!["state"]));
    }

    [Fact]
    public async Task After_a_day_only_a_moderator_restores()
    {
        var id = await community.DiscussAsync(Member.Enschede);
        await community.ChangeAsync(Member.Enschede, "deleteContribution", id);
        await community.WriteAsync(
            $"UPDATE topics SET deleted_at = now() - interval '25 hours' WHERE id = '{id}'");

        Assert.Equal(["TOO_LATE"], (await community.ChangeAsync(Member.Enschede, "restoreContribution", id)).Codes);
        Assert.Equal(
            ["REASON_NEEDED"], (await community.ChangeAsync(Member.Moderator, "restoreContribution", id)).Codes);
        Assert.Empty((await community.ChangeAsync(
            Member.Moderator, "restoreContribution", id, reason: "Op verzoek")).Codes);
    }

    [Fact]
    public async Task What_a_moderator_deleted_its_author_does_not_restore()
    {
        var id = await community.DiscussAsync(Member.Enschede);
        Assert.Equal(
            ["REASON_NEEDED"], (await community.ChangeAsync(Member.Moderator, "deleteContribution", id)).Codes);
        await community.ChangeAsync(Member.Moderator, "deleteContribution", id, reason: "Dubbel geplaatst");

        Assert.Equal(["FORBIDDEN"], (await community.ChangeAsync(Member.Enschede, "restoreContribution", id)).Codes);
        var seen = (await community.SeeAsync(Member.Enschede, id, "state moderation { kind reason }"))
            .Data["communityTopic"]!;
        Same(
            """{ "state": "DELETED", "moderation": [{ "kind": "DELETE", "reason": "Dubbel geplaatst" }] }""", seen);
    }

    [Fact]
    public async Task A_topic_that_others_replied_to_is_not_its_authors_to_delete()
    {
        var id = await community.DiscussAsync(Member.Enschede);
        await community.ReplyAsync(Member.Utrecht, id);

        Assert.Equal(["HAS_REPLIES"], (await community.ChangeAsync(Member.Enschede, "deleteContribution", id)).Codes);
        Assert.Equal(["FORBIDDEN"], (await community.ChangeAsync(Member.Utrecht, "deleteContribution", id)).Codes);
    }

    [Fact]
    public async Task A_mark_on_a_reply_counts_once_and_can_be_taken_back()
    {
        var reply = await community.ReplyAsync(Member.Enschede, await community.DiscussAsync(Member.Enschede));
        const string counts = "... on Reply { useful foundUseful }";

        await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => community.ChangeAsync(Member.Reader, "markUseful", reply, counts)));
        var marked = await community.ChangeAsync(Member.Utrecht, "markUseful", reply, counts);
        var unmarked = await community.ChangeAsync(Member.Utrecht, "unmarkUseful", reply, counts);

        Same("""{ "useful": 2, "foundUseful": true }""", marked.Data["markUseful"]!);
        Same("""{ "useful": 1, "foundUseful": false }""", unmarked.Data["unmarkUseful"]!);
    }

    private Task<Monitor.Testing.Answered> EditAsync(
        Member member, string id, int revision, string title, string? reason = null, string? key = null) =>
        community.AskAsync(
            member, Edit, new { input = new { id, revision, title, text = "Wij zoeken een werkwijze.", reason } }, key);

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
