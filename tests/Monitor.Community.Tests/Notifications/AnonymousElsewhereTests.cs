using System.Text;
using Monitor.Community.Clock;
using Monitor.Community.Tests.Graph;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Notifications;

/// <summary>
/// Beside the contribution itself: all else that an officer of another municipality is told, mailed or may list after
/// an anonymous author did everything that one can do.
/// </summary>
public sealed class AnonymousElsewhereTests(NotificationApplication community) : IClassFixture<NotificationApplication>
{
    private static readonly Member Almelo = new("officer", "GM0141");
    private static readonly Member Writer = new("officer", "GM0080");   // Leeuwarden, of which the seeds tell nothing

    // What any member may ask, about whatever there is.
    private const string Everything = """
        query ($topic: ID!) {
          notifications(first: 100) { nodes { kind text topic { title author { label name member } } contribution {
            id author { label name isOwn member municipality { code } } } } }
          follows(first: 100) { nodes { target topic { author { label name } } } }
          mutes(first: 100) { nodes { target contribution { author { label name member municipality { code } } } } }
          tips(first: 100) { edges { cursor } nodes { id author { label name municipality { code } } links { url } } }
          communityTopics(order: ACTIVE, first: 100) { totalCount edges { cursor } nodes {
            id contact author { label name } municipality { code } edit { as reason } revisions { text reason } } }
          search(query: "vuurtoren") { edges { cursor } nodes { title place excerptHtml topic { author { label } }
            reply { author { label name municipality { code } } } } }
          communityTopic(id: $topic) { title html didHtml isFollowed isMuted moderation { kind reason moderator }
            answer { id author { label } } replies { nodes { html author { label name member } moderation { id } } } }
          categories { id topicCount }
          _entities(representations: [{ __typename: "Objective", id: "child-abuse-1" }]) { ... on Objective {
            fittingTips(first: 20) { fit tip { id author { label name municipality { code } } } }
            tips(first: 100) { totalCount nodes { author { label name } municipality { code } } } } }
        }
        """;

    [Fact]
    public async Task Nothing_else_that_another_is_told_names_an_anonymous_author()
    {
        await community.ChangeAsync(Almelo, "followObjective(objective: \"child-abuse-1\") { id }");
        await community.ChangeAsync(Almelo, "setNotificationSettings(input: { digest: DAILY }) { digest }");
        var tip = await TipAsync();
        await community.ChangeAsync(Almelo, $"followTopic(topic: \"{tip}\") {{ id }}");
        var reply = await community.ReplyAsync(
            Writer, tip, $"De vuurtoren: zie @auteur:{tip}.", shownAs: "ANONYMOUS");
        var named = await community.ReplyAsync(Writer, tip, "Onder naam.");
        await community.AskAsync(
            Writer,
            "mutation ($input: EditReplyInput!) { editReply(input: $input) { id } }",
            new { input = new { id = named, revision = 1, text = "Toch anoniem, vuurtoren.", shownAs = "ANONYMOUS" } });
        await community.TellAsync();
        await community.ChangeAsync(Almelo, $"muteAuthor(contribution: \"{reply}\") {{ id }}");
        await community.AskAsync(
            Almelo,
            "mutation ($input: PostReplyInput!) { postReply(input: $input) { id } }",
            new { input = new { topic = tip, text = $"Dank @auteur:{tip} en @auteur:{named}.", shownAs = "MEMBER" } });
        await community.ChangeAsync(Writer, $"markUseful(id: \"{reply}\") {{ id }}");
        foreach (var act in new[] { "hideContribution", "showContribution" })
        {
            await community.ChangeAsync(
                Member.Moderator, $"{act}(id: \"{reply}\", reason: \"Even kijken\") {{ id }}");
        }

        await community.TellAsync();
        await community.WriteAsync("UPDATE members SET since = now() - interval '60 days'");
        await community.Service<DigestClock>().QueueDueAsync(CancellationToken.None);

        var told = new StringBuilder();
        foreach (var reader in new[] { Almelo, Member.Utrecht, Member.Reader, Member.Institute })
        {
            var asked = await community.AskAsync(reader, Everything, new { topic = tip });
            Assert.Empty(asked.Codes);
            told.Append(asked.Body.ToJsonString());
        }

        Assert.Contains("vuurtoren", told.ToString(), StringComparison.Ordinal);
        told.Append(await community.ReadAsServiceAsync<string>(
            $"SELECT string_agg(subject || body, '') FROM mails WHERE account = '{Almelo.Id}'"));
        told.Append(await community.ReadAsServiceAsync<string>(
            "SELECT string_agg(data::text, '') FROM outbox WHERE topic LIKE 'contribution.%'"));
        told.Append(await community.ReadAsServiceAsync<string>(
            $"SELECT string_agg(acts::text, '') FROM acts WHERE of LIKE '%{Guid.Parse(reply):N}'"));
        var name = await community.ReadAsServiceAsync<string>(
            $"SELECT name FROM members WHERE id = '{Writer.Id}'");
        foreach (var mark in new[]
        {
            "GM0080", "Leeuwarden", name, $"{Writer.Id:N}", $"{Writer.Id}", "Onder naam",
        })
        {
            Assert.DoesNotContain(mark, told.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<string> TipAsync()
    {
        var posted = await community.AskAsync(
            Writer,
            "mutation ($input: PostTipInput!) { postTip(input: $input) { id } }",
            new
            {
                input = new
                {
                    objective = "child-abuse-1", title = "Bel vanaf de vuurtoren", text = "Een vast moment helpt.",
                    did = "Met de vuurtoren **één lijst** gemaakt.", shownAs = "ANONYMOUS",
                },
            });
        return Text(posted.Data["postTip"]!["id"]);
    }
}
