using Monitor.Community.Storage;
using Monitor.Community.Tests.Graph;
using Monitor.Hosting;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Notifications;

/// <summary>Who is told of what, once, and of nothing that they may not read.</summary>
public sealed class NotificationTests(NotificationApplication community) : IClassFixture<NotificationApplication>
{
    [Fact]
    public async Task Who_posts_is_told_of_replies_by_others_and_not_of_their_own()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Wie belt terug?");
        await community.ReplyAsync(Member.Enschede, topic);
        var reply = await community.ReplyAsync(Member.Utrecht, topic);

        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Enschede, topic));
        Assert.Empty(await community.KindsAsync(Member.Utrecht, topic));
        var told = (await community.ListAsync(Member.Enschede, topic))[0];
        Assert.Equal(reply, Text(told["contribution"]!["id"]));
        Assert.Equal("Een nieuwe reactie op \"Wie belt terug?\".", Text(told["text"]));

        await community.ReplyAsync(Member.Enschede, topic);   // who replied follows too
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Utrecht, topic));
    }

    [Fact]
    public async Task Following_and_muting_say_who_is_told()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        Assert.Empty(await community.ChangeAsync(Member.Reader, $"followTopic(topic: \"{topic}\") {{ isFollowed }}"));
        await community.ReplyAsync(Member.Utrecht, topic);
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Reader, topic));

        await community.ChangeAsync(Member.Reader, $"muteTopic(topic: \"{topic}\") {{ isMuted }}");
        await community.ReplyAsync(Member.Utrecht, topic, "Ook voor @gemeente:GM0193 van nut.");
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Reader, topic));
        var seen = (await community.SeeAsync(Member.Reader, topic, "isFollowed isMuted")).Data["communityTopic"]!;
        Assert.True(seen["isFollowed"]!.GetValue<bool>() && seen["isMuted"]!.GetValue<bool>());

        await community.ChangeAsync(Member.Reader, $"unmuteTopic(topic: \"{topic}\") {{ id }}");
        await community.ChangeAsync(Member.Reader, $"unfollowTopic(topic: \"{topic}\") {{ id }}");
        await community.ReplyAsync(Member.Utrecht, topic);
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Reader, topic));
    }

    [Fact]
    public async Task A_mention_calls_the_members_of_a_municipality_and_who_wrote_in_the_same_topic()
    {
        var elsewhere = await community.DiscussAsync(Member.Institute with { Role = "moderator" }, "Elders");
        var topic = await community.DiscussAsync(Member.Enschede);
        var anonymous = await community.ReplyAsync(Member.Utrecht, topic, shownAs: "ANONYMOUS");
        await community.TellAsync();
        await community.ReplyAsync(
            Member.Enschede, topic, $"Zie @gemeente:GM0193, @auteur:{anonymous} en @auteur:{elsewhere}.");

        Assert.Equal(["MENTION"], await community.KindsAsync(Member.Utrecht, topic));   // and not REPLY too
        Assert.Equal(["MENTION"], await community.KindsAsync(Member.Zwolle, topic));
        Assert.Equal(["MENTION"], await community.KindsAsync(Member.Reader, topic));
        Assert.Empty(await community.KindsAsync(Member.Moderator, topic));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_is_said_in_a_region_that_is_not_theirs()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Onder ons", category: "region-vt05");
        var reply = await community.ReplyAsync(Member.Enschede, topic, "Ook @gemeente:GM0344 en @gemeente:GM0141.");
        await community.TellAsync();

        // Almelo (GM0141) is of the region, Utrecht is not.
        var told = $"""
            SELECT count(*) FROM notifications n JOIN members m ON m.id = n.member
            WHERE n.contribution_id = '{reply}' AND m.municipality_code =
            """;
        Assert.NotEqual(0, await community.ReadAsServiceAsync<long>(told + "'GM0141'"));
        Assert.Equal(0, await community.ReadAsServiceAsync<long>(told + "'GM0344'"));
        Assert.Equal(
            ["NOT_FOUND"],
            await community.ChangeAsync(Member.Utrecht, $"followTopic(topic: \"{topic}\") {{ id }}"));
    }

    [Fact]
    public async Task The_rule_of_who_is_told_is_the_rule_of_who_reads()
    {
        var differing = await community.ReadAsServiceAsync<long>("""
            SELECT count(*) FROM members m CROSS JOIN categories c
            WHERE reads_category(c.id, m.municipality_code, 'moderator' = ANY (m.roles)) IS DISTINCT FROM (
                c.is_open OR 'moderator' = ANY (m.roles) OR EXISTS (
                    SELECT FROM memberships_of_regions r
                    WHERE r.municipality = m.municipality_code AND r.region = c.region_code))
            """);
        Assert.Equal(0, differing);
    }

    [Fact]
    public async Task An_answer_is_told_to_who_gave_it_and_who_follows()
    {
        var question = await community.DiscussAsync(Member.Enschede, question: true);
        await community.ChangeAsync(Member.Reader, $"followTopic(topic: \"{question}\") {{ id }}");
        var answer = await community.ReplyAsync(Member.Utrecht, question);
        await community.ChangeAsync(
            Member.Enschede, $"markAnswered(question: \"{question}\", answer: \"{answer}\") {{ id }}");

        Assert.Equal(["ANSWER"], await community.KindsAsync(Member.Utrecht, question));
        Assert.Equal(["ANSWER", "REPLY"], (await community.KindsAsync(Member.Reader, question)).Order());
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Enschede, question));
    }

    [Fact]
    public async Task A_muted_author_falls_silent_as_they_are_shown_and_no_further()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var named = await community.ReplyAsync(Member.Utrecht, topic);
        var anonymous = await community.ReplyAsync(Member.Utrecht, topic, shownAs: "ANONYMOUS");
        Assert.Equal(2, (await community.KindsAsync(Member.Enschede, topic)).Count);

        // Muted where anonymous: other anonymous replies here fall silent, whoever wrote; those by name do not.
        await community.ChangeAsync(Member.Enschede, $"muteAuthor(contribution: \"{anonymous}\") {{ id }}");
        await community.ReplyAsync(Member.Zwolle, topic, shownAs: "ANONYMOUS");
        Assert.Equal(2, (await community.KindsAsync(Member.Enschede, topic)).Count);
        await community.ReplyAsync(Member.Utrecht, topic);
        Assert.Equal(3, (await community.KindsAsync(Member.Enschede, topic)).Count);

        // Muted by name: what the same person writes anonymously is told, or it would be known as theirs.
        await community.ChangeAsync(Member.Enschede, $"unmuteAuthor(contribution: \"{anonymous}\") {{ id }}");
        await community.ChangeAsync(Member.Enschede, $"muteAuthor(contribution: \"{named}\") {{ id }}");
        await community.ReplyAsync(Member.Utrecht, topic);
        Assert.Equal(3, (await community.KindsAsync(Member.Enschede, topic)).Count);
        await community.ReplyAsync(Member.Utrecht, topic, shownAs: "ANONYMOUS");
        Assert.Equal(4, (await community.KindsAsync(Member.Enschede, topic)).Count);
        await community.ReplyAsync(Member.Zwolle, topic);
        Assert.Equal(5, (await community.KindsAsync(Member.Enschede, topic)).Count);
        await community.ChangeAsync(Member.Enschede, $"unmuteAuthor(contribution: \"{named}\") {{ id }}");
    }

    [Fact]
    public async Task News_is_told_to_everyone_who_did_not_turn_it_off()
    {
        await community.ChangeAsync(
            Member.Utrecht, "setNotificationSettings(input: { news: false }) { news digest newTips }");
        var posted = await community.AskAsync(
            Member.Editor,
            "mutation ($input: PostNewsInput!) { postNews(input: $input) { id } }",
            new { input = new { title = "Nieuwe meting", text = "De meting begint in maart." } });
        Assert.Empty(posted.Codes);
        var news = Text(posted.Data["postNews"]!["id"]);

        Assert.Equal(["NEWS"], await community.KindsAsync(Member.Enschede, news));
        Assert.Empty(await community.KindsAsync(Member.Utrecht, news));
        Assert.Empty(await community.KindsAsync(Member.Editor, news));
        Assert.Equal(
            await community.ReadAsServiceAsync<long>("SELECT count(*) - 2 FROM members WHERE status = 'ACTIVE'"),
            await community.ReadAsServiceAsync<long>(
                $"SELECT count(*) FROM notifications WHERE contribution_id = '{news}'"));
    }

    [Fact]
    public async Task A_member_sees_and_marks_their_own_only()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.ReplyAsync(Member.Utrecht, topic);
        await community.ReplyAsync(Member.Utrecht, topic);
        await community.TellAsync();
        var id = Text((await community.ListAsync(Member.Enschede, topic))[0]["id"]);
        var before = await UnreadAsync(Member.Enschede);

        Assert.Equal(
            ["NOT_FOUND"], await community.ChangeAsync(Member.Utrecht, $"markNotificationRead(id: \"{id}\") {{ id }}"));
        Assert.Equal(
            ["NOT_FOUND"],
            (await community.AskAsync(
                Member.Utrecht, $"{{ notifications(member: \"{Member.Enschede.Id:N}\") {{ unreadCount }} }}")).Codes);
        Assert.Equal(
            ["NOT_A_MEMBER"], (await community.AskAsync(Member.Account, "{ notifications { unreadCount } }")).Codes);
        var wall = $"SELECT count(*) FROM notifications WHERE member = '{Member.Enschede.Id}'";
        Assert.Equal([0], await community.NumbersAsync(wall, ActingAs.Member(Member.Utrecht.Id, "GM0344")));
        Assert.NotEqual([0], await community.NumbersAsync(wall, ActingAs.Member(Member.Enschede.Id, "GM0153")));

        Assert.Empty(await community.ChangeAsync(Member.Enschede, $"markNotificationRead(id: \"{id}\") {{ isRead }}"));
        Assert.Empty(await community.ChangeAsync(Member.Enschede, $"markNotificationRead(id: \"{id}\") {{ isRead }}"));
        Assert.Equal(before - 1, await UnreadAsync(Member.Enschede));
        Assert.Empty(await community.ChangeAsync(
            Member.Enschede, "markAllNotificationsRead(before: \"2100-01-01T00:00:00Z\")"));
        Assert.Equal(0, await UnreadAsync(Member.Enschede));
    }

    [Fact]
    public async Task What_is_hidden_is_told_of_no_more_and_names_nothing()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Straks weg");
        await community.ReplyAsync(Member.Utrecht, topic);
        await community.ChangeAsync(Member.Enschede, $"followTopic(topic: \"{topic}\") {{ id }}");
        await community.ReplyAsync(Member.Enschede, topic);
        await community.TellAsync();
        await community.ReplyAsync(Member.Enschede, topic);
        await community.WriteAsync($"UPDATE topics SET hidden_at = now() WHERE id = '{topic}'");
        await community.TellAsync();

        var seen = (await community.AskAsync(Member.Utrecht, "{ notifications { nodes { text topic { id } } } }"))
            .Data["notifications"]!["nodes"]!.AsArray();
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(
            $"SELECT count(*) FROM notifications WHERE topic_id = '{topic}' AND member = '{Member.Utrecht.Id}'"));
        Assert.DoesNotContain("Straks weg", seen.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(seen, n => Text(n!["text"]) == "Dit bericht is niet meer te lezen.");
    }

    [Fact]
    public async Task An_author_is_told_when_a_moderator_hides_what_they_wrote()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        Assert.Empty(await community.ChangeAsync(
            Member.Moderator, $"hideContribution(id: \"{topic}\", reason: \"Een kind is te herkennen.\") {{ id }}"));

        Assert.Equal(["MODERATED"], await community.KindsAsync(Member.Enschede, topic));
        Assert.Empty(await community.KindsAsync(Member.Moderator, topic));
    }

    [Fact]
    public async Task An_author_is_told_when_reports_hide_what_they_wrote_and_when_it_is_seen_again()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Even weg");
        foreach (var member in new[] { Member.Utrecht, Member.Zwolle, new Member("officer", "GM0014") })
        {
            await community.ChangeAsync(member, $"reportContribution(id: \"{topic}\", reason: OFF_TOPIC) {{ id }}");
        }

        Assert.Equal(["HIDDEN_BY_REPORTS"], await community.KindsAsync(Member.Enschede, topic));
        Assert.Equal(
            "Uw bijdrage aan \"Even weg\" is na meldingen verborgen, tot een moderator ernaar heeft gekeken.",
            Text((await community.ListAsync(Member.Enschede, topic))[0]["text"]));
        await community.ChangeAsync(
            Member.Moderator, $"decideReports(id: \"{topic}\", hide: false, reason: \"Het mag\") {{ id }}");
        Assert.Equal(["SHOWN_AGAIN", "HIDDEN_BY_REPORTS"], await community.KindsAsync(Member.Enschede, topic));
        Assert.Equal(0, await community.ReadAsServiceAsync<long>($"""
            SELECT count(*) FROM notifications WHERE contribution_id = '{topic}' AND member <> '{Member.Enschede.Id}'
            """));
    }

    [Fact]
    public async Task An_author_is_told_of_each_act_also_of_what_is_deleted_or_moved_out_of_their_sight()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var reply = await community.ReplyAsync(Member.Utrecht, topic);
        await community.ChangeAsync(
            Member.Moderator, $"lockTopic(id: \"{topic}\", reason: \"Beantwoord\") {{ id }}");
        Assert.Equal(["MODERATED"], (await community.KindsAsync(Member.Enschede, topic)).Take(1));
        await community.ChangeAsync(Member.Enschede, "markAllNotificationsRead(before: \"2100-01-01T00:00:00Z\")");
        await community.ChangeAsync(
            Member.Moderator, $"deleteContribution(id: \"{reply}\", reason: \"Dubbel\") {{ id }}");
        await community.ChangeAsync(
            Member.Moderator, $"moveTopic(id: \"{topic}\", category: \"region-vt05\", reason: \"Daar\") {{ id }}");
        await community.TellAsync();

        Assert.False((await community.ListAsync(Member.Enschede, topic))
            .Single(n => Text(n["kind"]) == "MODERATED")["isRead"]!.GetValue<bool>());
        var utrecht = (await community.AskAsync(
            Member.Utrecht, "{ notifications(first: 1) { nodes { kind text topic { id } } } }"))
            .Data["notifications"]!["nodes"]![0]!;
        Assert.Equal("MODERATED", Text(utrecht["kind"]));
        Assert.Null(utrecht["topic"]);
        Assert.Equal(
            "Een moderator heeft ingegrepen bij een bijdrage van u die u niet meer kunt lezen.", Text(utrecht["text"]));
    }

    [Fact]
    public async Task Each_is_told_once_with_an_event_that_names_them_alone_however_many_tell()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.TellAsync();
        await community.ReplyAsync(Member.Utrecht, topic);
        var events = $"""
            SELECT count(*) FROM outbox WHERE topic = 'notification.added'
            AND data::text = '{"{"}"member":"{Member.Enschede.Id:N}"{"}"}'
            """;
        var before = await community.ReadAsServiceAsync<long>(events);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => community.TellAsync()));

        Assert.Equal(1, done.Sum());
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Enschede, topic));
        Assert.Equal(before + 1, await community.ReadAsServiceAsync<long>(events));
        Assert.Equal(0, await community.ReadAsServiceAsync<long>(
            $"SELECT count(*) FROM notification_jobs WHERE topic_id = '{topic}'"));
    }

    [Fact]
    public async Task What_a_killed_process_held_is_told_by_the_next()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        await community.TellAsync();
        await community.ReplyAsync(Member.Utrecht, topic);
        var queue = community.Service<NotificationJobs>();
        Assert.NotNull(await queue.ClaimAsync(TimeSpan.FromHours(1), CancellationToken.None));   // and no more of it

        Assert.Equal(0, await community.TellAsync());
        await community.WriteAsync("UPDATE notification_jobs SET next_attempt_at = now()");
        Assert.Equal(["REPLY"], await community.KindsAsync(Member.Enschede, topic));
    }

    private async Task<int> UnreadAsync(Member member) =>
        (await community.AskAsync(member, "{ notifications(first: 0) { unreadCount } }"))
        .Data["notifications"]!["unreadCount"]!.GetValue<int>();
}
