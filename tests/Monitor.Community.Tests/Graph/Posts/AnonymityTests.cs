using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>What others get to know of an anonymous author: nothing, by no way.</summary>
public sealed class AnonymityTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string Everything = """
        id kind title text html state revision postedAt editedAt edit { at as reason } publishAt
        municipality { code } replyCount lastReplyAt useful foundUseful demonstration
        author { label name isAnonymous isOwn member municipality { code } }
        revisions { number text writtenAs }
        replies { edges { cursor node { id text html state parentId revisions { number text }
          author { label name isAnonymous isOwn member municipality { code } } } } }
        """;

    [Fact]
    public async Task Nothing_that_another_member_reads_names_the_author()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Enschede, topic, "Ik vraag het anders.", shownAs: "ANONYMOUS");
        await EditAsync(Member.Enschede, reply, "Ik vraag het nog anders.");
        var name = await community.ReadAsServiceAsync<string>(
            $"SELECT name FROM members WHERE id = '{Member.Enschede.Id}'");

        foreach (var reader in new[] { Member.Utrecht, Member.Reader, Member.Editor, Member.Institute })
        {
            var seen = (await community.SeeAsync(reader, topic, Everything)).Data.ToJsonString();

            Assert.DoesNotContain("GM0153", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Enschede", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(name, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(Member.Enschede.Id.ToString("N"), seen, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Member.Enschede.Id.ToString(), seen, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"isOwn\":true", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Ik vraag het anders.", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_label_is_that_of_every_municipality_of_its_size()
    {
        // Enschede and Zwolle have 100,000 to 250,000 inhabitants; the four largest are told with them.
        var labels = new List<string>();
        foreach (var author in new[] { Member.Enschede, Member.Zwolle, Member.Utrecht })
        {
            var topic = await community.DiscussAsync(author, "Wie herkent dit?", "ANONYMOUS");
            labels.Add(
                Text((await community.SeeAsync(Member.Reader, topic)).Data["communityTopic"]!["author"]!["label"]));
        }

        Assert.Equal(["een gemeente, 100.000 inwoners of meer"], labels.Distinct());
    }

    [Fact]
    public async Task A_moderator_sees_who_it_is_and_each_look_is_on_record_without_the_municipality()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var acts = $"SELECT count(*) FROM acts WHERE kind = 'PERSON_READ' AND of = 'topic:{topic.Replace("-", "")}'";

        var asOthers = await community.SeeAsync(Member.Moderator, topic, "author { label }");
        Assert.Equal(0, await community.ReadAsServiceAsync<long>(acts));
        var asked = await community.SeeAsync(Member.Moderator, topic);

        Assert.Equal(
            "een gemeente, 100.000 inwoners of meer", Text(asOthers.Data["communityTopic"]!["author"]!["label"]));
        Assert.Equal(
            Member.Enschede.Id.ToString("N"), Text(asked.Data["communityTopic"]!["author"]!["member"]));
        Assert.Equal(1, await community.ReadAsServiceAsync<long>(acts + " AND municipalities = '{}'"));
    }

    [Fact]
    public async Task The_author_sees_that_it_is_their_own_and_what_it_said_before()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Enschede, topic, "Eerst dit.", shownAs: "ANONYMOUS");
        await EditAsync(Member.Enschede, reply, "Nu dit.");

        var seen = await community.AskAsync(
            Member.Enschede,
            "query ($id: ID!) { communityReply(id: $id) { author { isOwn } revisions { text } } }",
            new { id = reply });

        Assert.True(seen.Data["communityReply"]!["author"]!["isOwn"]!.GetValue<bool>());
        Assert.Equal("Eerst dit.", Text(seen.Data["communityReply"]!["revisions"]![0]!["text"]));
    }

    [Theory]
    [InlineData("In Enschede doen wij dit al.", null, "ANONYMITY_GIVEN_AWAY")]
    [InlineData("Vraag het @gemeente:GM0153 maar.", null, "ANONYMITY_GIVEN_AWAY")]
    [InlineData("In Almelo doen ze dit al.", "Bel mij: 06", "ANONYMITY_GIVEN_AWAY")]
    [InlineData("In Almelo doen ze dit al.", null, null)]
    public async Task A_tip_that_gives_its_author_away_is_refused(string text, string? contact, string? code)
    {
        var posted = await community.AskAsync(
            Member.Enschede,
            "mutation ($input: PostTipInput!) { postTip(input: $input) { id } }",
            new { input = new { objective = "child-abuse-1", title = "Een tip", text, contact } });

        Assert.Equal(code is null ? [] : [code], posted.Codes);
    }

    [Fact]
    public async Task A_regions_category_that_is_opened_tells_no_size_of_those_who_write_there()
    {
        // In Twente only Enschede has 100,000 inhabitants or more.
        var topic = await community.DiscussAsync(
            Member.Enschede, "Onder ons", "ANONYMOUS", category: "region-vt05");
        var reply = await community.ReplyAsync(Member.Enschede, topic, shownAs: "ANONYMOUS");
        var moved = await community.DiscussAsync(
            Member.Enschede, "Ook onder ons", "ANONYMOUS", category: "region-vt05");
        Assert.Equal("een gemeente", await LabelAsync(new Member("officer", "GM0141"), topic));

        await MoveAsync(moved, "general-talk");
        await OpenAsync("region-vt05", isOpen: true);
        try
        {
            Assert.Equal("een gemeente", await LabelAsync(Member.Reader, topic));
            Assert.Equal("een gemeente", await LabelAsync(Member.Reader, moved));
            var seen = await community.AskAsync(
                Member.Reader, "query ($id: ID!) { communityReply(id: $id) { author { label } } }", new { id = reply });
            Assert.Equal("een gemeente", Text(seen.Data["communityReply"]!["author"]!["label"]));

            // Anyone may write there now, and is thought of as one of the region's all the same.
            var later = await community.ReplyAsync(Member.Enschede, topic, "Nu voor allen.", shownAs: "ANONYMOUS");
            seen = await community.AskAsync(
                Member.Reader, "query ($id: ID!) { communityReply(id: $id) { author { label } } }", new { id = later });
            Assert.Equal("een gemeente", Text(seen.Data["communityReply"]!["author"]!["label"]));
        }
        finally
        {
            await OpenAsync("region-vt05", isOpen: false);
        }
    }

    [Fact]
    public async Task What_is_moved_to_a_region_tells_no_size_there()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Voor allen", "ANONYMOUS");
        Assert.Equal("een gemeente, 100.000 inwoners of meer", await LabelAsync(Member.Reader, topic));

        await MoveAsync(topic, "region-vt05");

        Assert.Equal("een gemeente", await LabelAsync(new Member("officer", "GM0141"), topic));
    }

    [Fact]
    public async Task The_reason_of_an_edit_and_the_address_of_a_link_are_looked_at_as_the_text_is()
    {
        var domain = await community.ReadAsServiceAsync<string>(
            "SELECT domain FROM email_domains WHERE municipality_code = 'GM0153' LIMIT 1");
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Enschede, topic, shownAs: "ANONYMOUS");

        var reason = await community.AskAsync(
            Member.Enschede,
            "mutation ($input: EditReplyInput!) { editReply(input: $input) { id } }",
            new { input = new { id = reply, revision = 1, text = "Zo doen wij.", reason = "Zo is het in Enschede" } });
        var link = await community.AskAsync(
            Member.Enschede,
            "mutation ($input: PostDiscussionInput!) { postDiscussion(input: $input) { id } }",
            new
            {
                input = new
                {
                    title = "Een lijst", text = "Hier staat de lijst.", shownAs = "ANONYMOUS",
                    links = new[] { new { title = "De lijst", url = $"https://www.{domain}/lijst.pdf" } },
                },
            });

        Assert.Equal(["ANONYMITY_GIVEN_AWAY"], reason.Codes);
        Assert.Equal(["ANONYMITY_GIVEN_AWAY"], link.Codes);
    }

    [Fact]
    public async Task Who_becomes_anonymous_takes_back_what_was_said_by_name()
    {
        var topic = await community.DiscussAsync(Member.Enschede);
        var reply = await community.ReplyAsync(Member.Enschede, topic, "Bel mij maar.");
        await EditAsync(Member.Enschede, reply, "Zoek ons maar op.", shownAs: "ANONYMOUS");

        var seen = await community.AskAsync(
            Member.Utrecht,
            "query ($id: ID!) { communityReply(id: $id) { author { name label } revisions { text } } }",
            new { id = reply });

        Assert.Null(seen.Data["communityReply"]!["revisions"]);
        Assert.Null(seen.Data["communityReply"]!["author"]!["name"]);
    }

    [Fact]
    public async Task The_institutes_people_are_shown_as_the_institute_and_never_anonymous()
    {
        var topic = await community.DiscussAsync(Member.Enschede);

        var anonymous = await community.TryReplyAsync(Member.Editor, topic, shownAs: "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Editor, topic, shownAs: "MUNICIPALITY");
        var seen = await community.AskAsync(
            Member.Utrecht, "query ($id: ID!) { communityReply(id: $id) { author { label } } }", new { id = reply });

        Assert.Equal(["ANONYMITY_NOT_OFFERED"], anonymous.Codes);
        Assert.Equal("het instituut", Text(seen.Data["communityReply"]!["author"]!["label"]));
    }

    [Fact]
    public async Task Everyone_is_told_before_they_post()
    {
        var told = await community.AskAsync(Member.Enschede, "{ postingRules { rules anonymousLabel postsPerHour } }");

        var rules = told.Data["postingRules"]!;
        Assert.Contains(rules["rules"]!.AsArray(), r => Text(r).Contains("moderatoren", StringComparison.Ordinal));
        Assert.Equal("een gemeente, 100.000 inwoners of meer", Text(rules["anonymousLabel"]));
        Assert.Equal(30, rules["postsPerHour"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_mention_of_an_anonymous_author_is_their_label()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Wie herkent dit?", "ANONYMOUS");
        var reply = await community.ReplyAsync(Member.Utrecht, topic, $"Dank @auteur:{topic} voor dit.");

        var seen = await community.AskAsync(
            Member.Reader, "query ($id: ID!) { communityReply(id: $id) { html } }", new { id = reply });

        var html = Text(seen.Data["communityReply"]!["html"]);
        Assert.Contains("een gemeente, 100.000 inwoners of meer", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Enschede", html, StringComparison.Ordinal);
    }

    private async Task<string> LabelAsync(Member reader, string topic) =>
        Text((await community.SeeAsync(reader, topic)).Data["communityTopic"]!["author"]!["label"]);

    private async Task MoveAsync(string topic, string category)
    {
        var moved = await community.AskAsync(
            Member.Moderator,
            "mutation ($id: ID!, $to: ID!) { moveTopic(id: $id, category: $to, reason: \"Past hier\") { id } }",
            new { id = topic, to = category });
        Assert.Empty(moved.Codes);
    }

    private async Task OpenAsync(string category, bool isOpen)
    {
        var revision = await community.ReadAsync<int>($"SELECT revision FROM categories WHERE id = '{category}'");
        var changed = await community.AskAsync(
            Member.Institute,
            "mutation ($input: ChangeCategoryInput!) { changeCategory(input: $input) { isOpen } }",
            new { input = new { id = category, revision, isOpen } });
        Assert.Empty(changed.Codes);
    }

    private async Task EditAsync(Member member, string reply, string text, string? shownAs = null)
    {
        var edited = await community.AskAsync(
            member,
            "mutation ($input: EditReplyInput!) { editReply(input: $input) { id } }",
            new { input = new { id = reply, revision = 1, text, shownAs } });
        Assert.Empty(edited.Codes);
    }
}
