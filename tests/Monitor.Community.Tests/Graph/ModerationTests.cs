using System.Text.Json.Nodes;
using Monitor.Hosting;
using Monitor.Testing;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Reports, the queue, and what moderators do, with what others see of it.</summary>
public sealed class ModerationTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string Report = """
        mutation ($id: ID!, $remark: String) {
          reportContribution(id: $id, reason: PERSONAL_DATA, remark: $remark) { id }
        }
        """;

    private const string Queue = """
        { moderationQueue(first: 100) {
            totalCount nodes { contribution { id } reports { reason remark by municipality { code } } } } }
        """;

    private const string Decide = """
        mutation ($id: ID!, $hide: Boolean!) {
          decideReports(id: $id, hide: $hide, reason: "Er staat een naam in") { id state }
        }
        """;

    [Fact]
    public async Task A_report_waits_in_the_queue_once_with_its_reason_and_who_made_it()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var reply = await community.ReplyAsync(Member.Utrecht, topic, "Over mevrouw Jansen");

        await community.AskAsync(Member.Zwolle, Report, new { id = reply, remark = "Een naam" });
        await community.AskAsync(Member.Zwolle, Report, new { id = reply, remark = "Nog eens" });

        var waiting = await WaitingAsync(reply);
        var report = Assert.Single(waiting!["reports"]!.AsArray())!;
        Assert.Equal("PERSONAL_DATA", Text(report["reason"]));
        Assert.Equal("Een naam", Text(report["remark"]));
        Assert.Equal(Member.Zwolle.Municipality, Text(report["municipality"]!["code"]));
    }

    [Fact]
    public async Task Only_moderators_read_the_queue_and_the_log()
    {
        foreach (var member in new[] { Member.Enschede, Member.Reader })
        {
            Assert.Equal(["FORBIDDEN"], (await community.AskAsync(member, Queue)).Codes);
            Assert.Equal(
                ["FORBIDDEN"], (await community.AskAsync(member, "{ moderationLog { nodes { id } } }")).Codes);
        }
    }

    [Fact]
    public async Task Ones_own_is_not_reported_and_what_one_may_not_see_is_not_there()
    {
        var topic = await community.DiscussAsync(Member.Enschede);

        Assert.Equal(
            ["OWN_CONTRIBUTION"], (await community.AskAsync(Member.Enschede, Report, new { id = topic })).Codes);
        await HideAsync(topic);
        Assert.Equal(["NOT_FOUND"], (await community.AskAsync(Member.Utrecht, Report, new { id = topic })).Codes);
    }

    [Fact]
    public async Task Reports_of_three_municipalities_hide_until_a_moderator_keeps_it()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.AskAsync(Member.Utrecht, Report, new { id = topic });
        await community.AskAsync(new Member("coordinator", Member.Utrecht.Municipality!), Report, new { id = topic });
        await community.AskAsync(Member.Zwolle, Report, new { id = topic });
        Assert.Empty((await community.SeeAsync(Member.Reader, topic, "id")).Codes);   // two municipalities

        await community.AskAsync(new Member("officer", "GM0014"), Report, new { id = topic });

        Assert.Equal(["NOT_FOUND"], (await community.SeeAsync(Member.Zwolle, topic, "id")).Codes);
        var kept = await community.AskAsync(Member.Moderator, Decide, new { id = topic, hide = false });
        Assert.Equal("OUT", Text(kept.Data["decideReports"]!["state"]));
        Assert.Empty((await community.SeeAsync(Member.Zwolle, topic, "id")).Codes);
        Assert.Null(await WaitingAsync(topic));
        Assert.Equal(["KEEP", "HIDE_BY_REPORTS"], await KindsAsync(Member.Enschede, topic));
    }

    [Fact]
    public async Task What_reports_hide_is_on_record_as_nobodys_act()
    {
        var named = await community.DiscussAsync(Member.Enschede, shownAs: "MUNICIPALITY");
        var anonymous = await community.DiscussAsync(Member.Enschede, shownAs: "ANONYMOUS");
        foreach (var topic in new[] { named, anonymous })
        {
            await community.AskAsync(Member.Utrecht, Report, new { id = topic });
            await community.AskAsync(Member.Zwolle, Report, new { id = topic });
            await community.AskAsync(new Member("officer", "GM0014"), Report, new { id = topic });
        }

        // The last who reported is told to nobody but moderators; nor does the municipality of who is anonymous.
        Assert.Equal([1], await ActsAsync(named, "municipalities = '{GM0153}'"));
        Assert.Equal([1], await ActsAsync(anonymous, "municipalities = '{}'"));
        var log = (await community.AskAsync(
            Member.Moderator, "{ moderationLog(first: 2) { nodes { kind contribution moderator reason } } }"))
            .Data["moderationLog"]!["nodes"]!.AsArray();
        Assert.Equal([anonymous, named], log.Select(act => Text(act!["contribution"])));
        Assert.All(log, act => Assert.Equal("HIDE_BY_REPORTS", Text(act!["kind"])));
        Assert.All(log, act => Assert.Null(act!["moderator"]));
    }

    [Fact]
    public async Task What_moderators_and_editors_do_with_anothers_words_stands_in_the_log_with_the_reason()
    {
        var question = await community.DiscussAsync(Member.Enschede, question: true);
        await community.AskAsync(
            Member.Moderator,
            "mutation ($input: EditTopicInput!) { editTopic(input: $input) { id } }",
            new
            {
                input = new
                {
                    id = question, revision = 1, title = "Zonder naam", text = "Wij zoeken dit.", reason = "Een naam",
                },
            });
        await community.AskAsync(
            Member.Moderator, "mutation ($id: ID!) { markAnswered(question: $id) { id } }", new { id = question });
        await community.AskAsync(
            Member.Moderator, "mutation ($id: ID!) { unmarkAnswered(question: $id) { id } }", new { id = question });
        await community.AskAsync(
            Member.Moderator, "mutation ($id: ID!) { unmarkAnswered(question: $id) { id } }", new { id = question });
        await community.ChangeAsync(Member.Moderator, "deleteContribution", question, reason: "Dubbel");
        await community.ChangeAsync(Member.Moderator, "restoreContribution", question, reason: "Toch niet");
        await community.ChangeAsync(Member.Moderator, "restoreContribution", question, reason: "Nog eens");

        Assert.Equal(
            ["RESTORE", "DELETE", "REOPEN", "ANSWER", "EDIT"], await KindsAsync(Member.Enschede, question));
        Assert.Equal([5], await ActsAsync(question, "true", actor: Member.Moderator));
        Assert.Equal(
            ["EDITED", "ANSWERED", "REOPENED", "DELETED", "RESTORED"], await community.ChangesAsync(question));

        var news = await community.AskAsync(
            Member.Institute with { Role = "editor" },
            "mutation ($input: PostNewsInput!) { postNews(input: $input) { id } }",
            new { input = new { title = "Nieuws van ons", text = "De ronde begint." } });
        var item = Text(news.Data["postNews"]!["id"]);
        Assert.Empty((await community.ChangeAsync(
            Member.Moderator, "deleteContribution", item, reason: "Te vroeg")).Codes);
        Assert.Equal(["DELETE"], await KindsAsync(Member.Moderator, item));
    }

    [Fact]
    public async Task Who_has_a_discussion_open_hears_of_each_change_and_nothing_else()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var reply = await community.ReplyAsync(Member.Utrecht, topic);
        await community.AskAsync(
            Member.Utrecht,
            "mutation ($input: EditReplyInput!) { editReply(input: $input) { id } }",
            new { input = new { id = reply, revision = 1, text = "Beter gezegd." } });
        await community.ChangeAsync(Member.Utrecht, "deleteContribution", reply);
        await community.ChangeAsync(Member.Utrecht, "deleteContribution", reply);   // is so already
        await community.ChangeAsync(Member.Utrecht, "restoreContribution", reply);
        foreach (var act in new[] { "lockTopic", "unlockTopic", "hideContribution", "showContribution" })
        {
            await community.AskAsync(Member.Moderator, Act(act), new { id = topic });
            await community.AskAsync(Member.Moderator, Act(act), new { id = topic });
        }

        Assert.Equal(
            ["EDITED", "DELETED", "RESTORED", "LOCKED", "UNLOCKED", "HIDDEN", "SHOWN"],
            await community.ChangesAsync(topic));
        Assert.Equal(
            """["contribution", "kind", "topic"]""",
            await community.ReadAsServiceAsync<string>($"""
                SELECT DISTINCT (SELECT jsonb_agg(k ORDER BY k) FROM jsonb_object_keys(data::jsonb) k)::text
                FROM outbox WHERE topic = 'contribution.changed' AND data ->> 'topic' = '{topic}'
                """));
    }

    [Fact]
    public async Task What_is_hidden_is_gone_for_others_and_its_author_reads_why()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.AskAsync(Member.Zwolle, Report, new { id = topic });

        await community.AskAsync(Member.Moderator, Decide, new { id = topic, hide = true });

        Assert.Equal(["NOT_FOUND"], (await community.SeeAsync(Member.Utrecht, topic, "id")).Codes);
        var own = (await community.SeeAsync(Member.Enschede, topic, "state moderation { kind reason moderator }"))
            .Data["communityTopic"]!;
        Assert.Equal("HIDDEN", Text(own["state"]));
        Assert.Equal("HIDE", Text(own["moderation"]![0]!["kind"]));
        Assert.Equal("Er staat een naam in", Text(own["moderation"]![0]!["reason"]));
        Assert.Null(own["moderation"]![0]!["moderator"]);
        Assert.Equal(
            ["NO_OPEN_REPORTS"],
            (await community.AskAsync(Member.Moderator, Decide, new { id = topic, hide = true })).Codes);
    }

    [Fact]
    public async Task A_locked_topic_takes_no_replies_but_a_moderators()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.AskAsync(Member.Moderator, Act("lockTopic"), new { id = topic });

        Assert.Equal(["TOPIC_LOCKED"], (await community.TryReplyAsync(Member.Utrecht, topic, "Nog iets")).Codes);
        Assert.Empty(
            (await community.TryReplyAsync(Member.Moderator, topic, "Gesloten: zie het andere bericht")).Codes);
        await community.AskAsync(Member.Moderator, Act("unlockTopic"), new { id = topic });
        Assert.Empty((await community.TryReplyAsync(Member.Utrecht, topic, "Dank")).Codes);
    }

    [Fact]
    public async Task Moving_pinning_and_what_is_so_already_are_told_as_they_were()
    {
        const string move = """
            mutation ($id: ID!, $to: ID!) { moveTopic(id: $id, category: $to, reason: "Past hier") { category { id } } }
            """;
        const string pin = """
            mutation ($id: ID!, $until: DateTime!) {
              pinTopic(id: $id, until: $until, reason: "Voor allen") { pinnedUntil }
            }
            """;
        var topic = await community.DiscussAsync(Member.Enschede);

        var moved = await community.AskAsync(Member.Moderator, move, new { id = topic, to = "general-monitor" });
        await community.AskAsync(Member.Moderator, move, new { id = topic, to = "general-monitor" });
        var nowhere = await community.AskAsync(Member.Moderator, move, new { id = topic, to = "nergens" });
        var past = await community.AskAsync(Member.Moderator, pin, new { id = topic, until = "2017-01-01T00:00:00Z" });
        await community.AskAsync(Member.Moderator, pin, new { id = topic, until = "2099-01-01T00:00:00Z" });

        Assert.Equal("general-monitor", Text(moved.Data["moveTopic"]!["category"]!["id"]));
        Assert.Equal(["UNKNOWN_CATEGORY"], nowhere.Codes);
        Assert.Equal(["BAD_USER_INPUT"], past.Codes);
        Assert.Equal(["PIN", "MOVE"], await KindsAsync(Member.Moderator, topic));
    }

    [Fact]
    public async Task Nobody_but_a_moderator_moderates_and_a_reason_is_needed()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        foreach (var act in new[] { "hideContribution", "showContribution", "lockTopic", "unlockTopic", "unpinTopic" })
        {
            var asked = await community.AskAsync(Member.Enschede, Act(act), new { id = topic });
            var silent = await community.AskAsync(Member.Moderator, Act(act, reason: " "), new { id = topic });

            Assert.Equal(["FORBIDDEN"], asked.Codes);
            Assert.Equal(["REASON_NEEDED"], silent.Codes);
        }

        Assert.Empty(await KindsAsync(Member.Moderator, topic));
    }

    [Fact]
    public async Task Who_reported_is_hidden_from_the_author_by_the_database_too()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.AskAsync(Member.Zwolle, Report, new { id = topic });
        var count = $"SELECT count(*) FROM reports WHERE contribution_id = '{topic}'";

        Assert.Equal([0], await community.NumbersAsync(count, ActingOf(Member.Enschede)));
        Assert.Equal([1], await community.NumbersAsync(count, ActingOf(Member.Zwolle)));
        Assert.Equal([1], await community.NumbersAsync(count, ActingAs.Service));
    }

    private static ActingAs ActingOf(Member member) => ActingAs.Member(member.Id, member.Municipality);

    private static string Act(string name, string reason = "Afgerond") =>
        $"mutation ($id: ID!) {{ {name}(id: $id, reason: \"{reason}\") {{ id }} }}";

    private Task<Answered> HideAsync(string id) =>
        community.AskAsync(Member.Moderator, Act("hideContribution"), new { id });

    private Task<IReadOnlyList<long>> ActsAsync(string topic, string where, Member? actor = null) =>
        community.NumbersAsync(
            $"""
            SELECT count(*) FROM acts WHERE of = 'topic:{Guid.Parse(topic):N}' AND kind = 'CONTRIBUTION_MODERATED'
              AND {where} AND {(actor is null
                ? "actor IS NULL AND actor_municipality IS NULL AND actor_roles = '{}' AND trace IS NULL"
                : $"actor = '{actor.Id:N}'")}
            """,
            ActingAs.Service);

    private async Task<JsonNode?> WaitingAsync(string id) =>
        (await community.AskAsync(Member.Moderator, Queue)).Data["moderationQueue"]!["nodes"]!.AsArray()
        .SingleOrDefault(node => Text(node!["contribution"]!["id"]) == id);

    private async Task<string[]> KindsAsync(Member reader, string topic) =>
    [
        .. (await community.SeeAsync(reader, topic, "moderation { kind }")).Data["communityTopic"]!["moderation"]!
            .AsArray().Select(act => Text(act!["kind"])!),
    ];
}
