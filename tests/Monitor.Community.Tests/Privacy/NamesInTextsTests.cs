using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Privacy;

/// <summary>What others wrote of someone who is erased: by name, and by a call that names nobody.</summary>
public sealed class NamesInTextsTests : ErasureWorld
{
    private const string Name = "Quirijn van der Zomer-Dijk";
    private const string Email = "quirijn@zomerdijk.example";

    private const string Queue = """
        { moderationQueue { totalCount nodes {
            contribution { ... on CommunityTopic { id title } ... on Reply { id } }
            reports { reason remark by municipality { code } } } } }
        """;

    [Fact]
    public async Task Moderators_are_asked_to_look_at_each_text_that_names_them()
    {
        Start();
        var (member, other) = await TwoAsync();
        await TopicAsync(other, "Begin", $"Vraag het {Name.Replace(' ', '\n')}; die weet het.");
        await TopicAsync(other, "Midden", "Quirijn weet het, en van der Zomer-Dijkstra ook.");
        await TopicAsync(other, "Eind", "Niemand.", contact: $"({Email.ToUpperInvariant()})");
        await TopicAsync(member, "Eigen", $"Groet, {Name}");

        await EraseAsync(member);

        var queue = (await AskAsync(other, Queue, "moderator")).Data["moderationQueue"]!;
        Assert.Equal(["Begin", "Eigen", "Eind"], Titles(queue));
        Assert.All(queue["nodes"]!.AsArray(), node =>
        {
            var report = Assert.Single(node!["reports"]!.AsArray())!;
            Assert.Equal("PERSONAL_DATA", report["reason"]!.GetValue<string>());
            Assert.Null(report["by"]);
            Assert.Null(report["municipality"]);
            Assert.DoesNotContain("Quirijn", report["remark"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_moderator_takes_the_name_out_and_nothing_keeps_what_stood_there()
    {
        Start();
        var (member, other) = await TwoAsync();
        var topic = await TopicAsync(other, "Tip", $"Vraag het {Name}.");
        await RevisionAsync(topic, other, 1, "Een eerdere tekst.");
        var reply = await ReplyAsync(topic, other, $"{Name} belde terug.");
        await EraseAsync(member);

        Assert.Empty(await EditAsync("editTopic", topic, """title: "Rondvragen", """));
        Assert.Empty(await EditAsync("editReply", reply, ""));

        Assert.Equal(0, await NamingAsync());
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM revisions"));
    }

    [Fact]
    public async Task Any_other_edit_keeps_what_stood_there()
    {
        Start();
        var (_, other) = await TwoAsync();
        var topic = await TopicAsync(other, "Tip", "Zo stond het er.");

        Assert.Empty(await EditAsync("editTopic", topic, """title: "Rondvragen", """));

        Assert.Equal(1, await CountAsync("SELECT count(*) FROM revisions WHERE content->>'text' = 'Zo stond het er.'"));
    }

    [Fact]
    public async Task What_a_text_said_before_goes_where_it_named_them()
    {
        Start();
        var (member, other) = await TwoAsync();
        var topic = await TopicAsync(other, "Tip", "Niemand.");
        await RevisionAsync(topic, other, 1, $"Vraag het {Name}.");
        await RevisionAsync(topic, other, 2, "Vraag het rond.");

        await EraseAsync(member);

        Assert.Equal(0, await NamingAsync());
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM revisions"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM reports"));
    }

    [Fact]
    public async Task A_name_of_one_word_is_looked_for_nowhere_as_it_may_be_anyones()
    {
        Start();
        var (_, other) = await TwoAsync();
        var member = await AddMemberAsync("Utrecht", "x@utrecht.example", "derde");
        await TopicAsync(other, "Tip", "In Utrecht gaat het zo.");

        await EraseAsync(member);

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM reports"));
    }

    [Fact]
    public async Task Being_called_by_what_one_wrote_leads_nowhere_afterwards()
    {
        Start();
        var (member, other) = await TwoAsync();
        var theirs = await TopicAsync(member, "Hun tip", "Wij bellen.");
        var reply = await ReplyAsync(theirs, other, $"Dank, @auteur:{theirs}");
        await ExecuteAsync(
            """
            INSERT INTO notifications (id, member, kind, contribution_id, topic_id, at)
            VALUES (gen_random_uuid(), $1, 'MENTION', $2, $3, now())
            """,
            member, reply, theirs);

        await EraseAsync(member);
        await ExecuteAsync(
            """
            INSERT INTO notification_jobs (id, kind, contribution_id, topic_id, by_member, added_at, next_attempt_at)
            VALUES (gen_random_uuid(), 'POSTED', $1, $2, $3, now(), now())
            """,
            reply, theirs, other);   // told again: nobody hears of it
        await UntilAsync("SELECT count(*) FROM notification_jobs", 0);

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM notifications"));
        var author = (await AskAsync(
            other, $"{{ communityTopic(id: \"{theirs}\") {{ author {{ label name member }} }} }}", "officer"))
            .Data["communityTopic"]!["author"]!;
        Assert.Equal("oud-lid", author["label"]!.GetValue<string>());
        Assert.Null(author["name"]);
    }

    private static List<string> Titles(JsonNode queue) =>
    [
        .. queue["nodes"]!.AsArray().Select(node => node!["contribution"]!["title"]!.GetValue<string>())
            .Order(StringComparer.Ordinal),
    ];

    private async Task<IReadOnlyList<string>> EditAsync(string mutation, Guid id, string title) => (await AskAsync(
        Guid.NewGuid(),
        $$"""
        mutation { {{mutation}}(input: { id: "{{id}}", revision: {{(title == "" ? 1 : 3)}}, {{title}}
          text: "Vraag het rond.", reason: "Naam weggehaald" }) { revision } }
        """,
        "moderator")).Codes;

    private async Task<(Guid Member, Guid Other)> TwoAsync() =>
        (await AddMemberAsync(Name, Email, "eerste"),
            await AddMemberAsync("Ander Mens", "ander@mens.example", "tweede"));

    private async Task EraseAsync(Guid member)
    {
        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);
    }

    /// <summary>How many texts, of now and of before, hold the name.</summary>
    private Task<long> NamingAsync() => CountAsync("""
        SELECT (SELECT count(*) FROM topics WHERE text LIKE '%Zomer-Dijk%')
             + (SELECT count(*) FROM replies WHERE text LIKE '%Zomer-Dijk%')
             + (SELECT count(*) FROM revisions WHERE content::text LIKE '%Zomer-Dijk%')
        """);

    private async Task<Guid> TopicAsync(Guid author, string title, string text, string? contact = null)
    {
        await PostAsync(author, text, contact);
        await ExecuteAsync("UPDATE topics SET title = $2, revision = 3 WHERE text = $1", text, title);
        return await IdAsync("topics", text);
    }

    private async Task<Guid> ReplyAsync(Guid topic, Guid author, string text)
    {
        await ExecuteAsync(
            """
            INSERT INTO replies (id, topic_id, text, author, shown_as, posted_at)
            VALUES (gen_random_uuid(), $1, $3, $2, 'MEMBER', now())
            """,
            topic, author, text);
        return await IdAsync("replies", text);
    }

    private Task RevisionAsync(Guid topic, Guid author, int revision, string text) => ExecuteAsync(
        $"""
        INSERT INTO revisions (contribution_id, revision, topic_id, content, written_at, written_as, written_by)
        VALUES ($1, {revision}, $1, jsonb_build_object('title', 'Tip', 'text', $3), now(), 'AUTHOR', $2)
        """,
        topic, author, text);
}
