using Monitor.Community.Storage;
using Npgsql;
using Member = Monitor.Community.Tests.Graph.Member;

namespace Monitor.Community.Tests.Storage;

/// <summary>
/// What the database itself shows and takes, whatever a query forgets: every question here asks the tables without the
/// rule of the first wall.
/// </summary>
public sealed class WallTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private static readonly Member Author = Member.Enschede;
    private static readonly Member Neighbour = new("officer", "GM0141");   // Almelo: the same Veilig Thuis region, VT05
    private static readonly Member Elsewhere = Member.Utrecht;

    /// <summary>Who sees a topic in each state: author, neighbour, elsewhere, editor, moderator.</summary>
    public static TheoryData<string, string, bool[]> States => new()
    {
        { "general-talk", "edited_at = NULL", [true, true, true, true, true] },
        { "region-vt05", "edited_at = NULL", [true, true, false, false, true] },
        { "general-talk", "hidden_at = now()", [true, false, false, false, true] },
        { "general-talk", "deleted_at = now(), deleted_as = 'AUTHOR'", [true, false, false, false, true] },
        { "general-talk", "publish_at = '2030-01-01'", [true, false, false, false, false] },
        { "general-talk", "publish_at = '2030-01-01', kind = 'NEWS'", [true, false, false, true, false] },
        { "region-vt05", "hidden_at = now()", [true, false, false, false, true] },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Tables_and_views_show_a_topic_and_its_replies_to_the_same_readers(
        string category, string state, bool[] sees)
    {
        var id = await PostAsync(category);
        var reply = await ReplyAsync(id, Author);
        await community.WriteAsync($"UPDATE topics SET {state} WHERE id = '{id}'");

        var readers = new[] { Author, Neighbour, Elsewhere, Member.Editor, Member.Moderator };
        foreach (var (reader, expected) in readers.Zip(sees))
        {
            var count = expected ? 1 : 0;
            Assert.Equal(count, await CountAsync(reader, $"FROM topics WHERE id = '{id}'"));
            Assert.Equal(count, await CountAsync(reader, $"FROM readable_topics WHERE id = '{id}'"));
            Assert.Equal(count, await CountAsync(reader, $"FROM replies WHERE id = '{reply}'"));
            Assert.Equal(count, await CountAsync(reader, $"FROM readable_replies WHERE id = '{reply}'"));
        }
    }

    [Fact]
    public async Task A_hidden_reply_is_seen_by_its_author_and_moderators_not_by_the_topics_author()
    {
        var id = await PostAsync("general-talk");
        var reply = await ReplyAsync(id, Elsewhere);
        await community.WriteAsync($"UPDATE replies SET hidden_at = now() WHERE id = '{reply}'");

        Assert.Equal(0, await CountAsync(Author, $"FROM replies WHERE id = '{reply}'"));
        Assert.Equal(1, await CountAsync(Elsewhere, $"FROM replies WHERE id = '{reply}'"));
        Assert.Equal(1, await CountAsync(Member.Moderator, $"FROM replies WHERE id = '{reply}'"));
    }

    [Fact]
    public async Task Who_does_not_say_who_they_are_sees_nothing()
    {
        await PostAsync("general-talk");

        Assert.Equal(0, await community.ReadAsync<long>("SELECT count(*) FROM topics"));
        Assert.Equal(0, await community.ReadAsync<long>("SELECT count(*) FROM readable_topics"));
        Assert.Equal(0, await community.ReadAsync<long>("SELECT count(*) FROM replies"));
        Assert.Equal(0, await community.ReadAsync<long>("SELECT count(*) FROM drafts"));
        Assert.Equal(0, await community.ReadAsync<long>("SELECT count(*) FROM useful_marks"));
    }

    [Fact]
    public async Task Nobody_changes_anothers_topic_or_writes_in_anothers_name()
    {
        var id = await PostAsync("general-talk");

        Assert.Equal(0, await ChangeAsync(Elsewhere, $"UPDATE topics SET title = 'Van mij' WHERE id = '{id}'"));
        Assert.Equal(1, await ChangeAsync(Author, $"UPDATE topics SET title = 'Van mij' WHERE id = '{id}'"));
        var forged = await Assert.ThrowsAsync<PostgresException>(() => ChangeAsync(Elsewhere, $"""
            INSERT INTO replies (id, topic_id, text, author, shown_as, posted_at)
            VALUES (gen_random_uuid(), '{id}', 'Namens een ander', '{Author.Id}', 'MEMBER', now())
            """));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, forged.SqlState);
    }

    [Fact]
    public async Task Nobody_posts_in_a_category_that_they_may_not_read()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => PostAsync("region-vt05", Elsewhere));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Drafts_and_marks_are_ones_own_for_moderators_too()
    {
        var id = await PostAsync("general-talk");
        await ChangeAsync(Author, $$"""
            INSERT INTO drafts (id, member, kind, content, saved_at)
            VALUES (gen_random_uuid(), '{{Author.Id}}', 'TIP', '{}', now())
            """);
        await ChangeAsync(Author, $"INSERT INTO useful_marks VALUES ('{id}', '{Author.Id}', now())");

        Assert.Equal(1, await CountAsync(Author, "FROM drafts"));
        Assert.Equal(0, await CountAsync(Member.Moderator, "FROM drafts"));
        Assert.Equal(1, await CountAsync(Author, $"FROM useful_marks WHERE contribution_id = '{id}'"));
        Assert.Equal(0, await CountAsync(Member.Moderator, $"FROM useful_marks WHERE contribution_id = '{id}'"));
    }

    [Theory]
    [InlineData("MEMBER", true)]
    [InlineData("ANONYMOUS", false)]
    public async Task Earlier_revisions_of_an_anonymous_topic_are_its_authors_and_moderators(
        string shownAs, bool isOpen)
    {
        var id = await PostAsync("general-talk");
        await community.WriteAsync($$"""
            INSERT INTO revisions (contribution_id, revision, topic_id, content, written_at, written_as, written_by)
            VALUES ('{{id}}', 1, '{{id}}', '{"text": "Eerder"}', now(), 'AUTHOR', '{{Author.Id}}')
            """);
        await community.WriteAsync($"UPDATE topics SET shown_as = '{shownAs}' WHERE id = '{id}'");

        var from = $"FROM revisions WHERE contribution_id = '{id}'";
        Assert.Equal(isOpen ? 1 : 0, await CountAsync(Elsewhere, from));
        Assert.Equal(1, await CountAsync(Author, from));
        Assert.Equal(1, await CountAsync(Member.Moderator, from));
    }

    [Fact]
    public async Task Counts_are_those_of_a_scan_after_every_kind_of_change()
    {
        var id = await PostAsync("general-monitor");
        var other = await PostAsync("general-monitor");
        var reply = await ReplyAsync(id, Elsewhere);
        await ChangeAsync(Elsewhere, $"INSERT INTO useful_marks VALUES ('{id}', '{Elsewhere.Id}', now())");
        await ChangeAsync(Elsewhere, $"INSERT INTO useful_marks VALUES ('{reply}', '{Elsewhere.Id}', now())");
        string[] changes =
        [
            $"UPDATE topics SET category_id = 'general-talk' WHERE id = '{id}'",
            $"UPDATE topics SET hidden_at = now() WHERE id = '{other}'",
            $"UPDATE topics SET kind = 'QUESTION', answered_at = now() WHERE id = '{id}'",
            $"UPDATE topics SET objective_id = 'child-abuse-1' WHERE id = '{id}'",
            $"UPDATE topics SET hidden_at = NULL WHERE id = '{other}'",
            $"UPDATE topics SET publish_at = now() WHERE id = '{other}'",
            $"UPDATE topics SET publish_at = NULL WHERE id = '{other}'",
            $"UPDATE replies SET hidden_at = now() WHERE id = '{reply}'",
            $"UPDATE replies SET hidden_at = NULL WHERE id = '{reply}'",
            $"DELETE FROM useful_marks WHERE contribution_id = '{reply}' AND member = '{Elsewhere.Id}'",
        ];
        foreach (var change in changes)
        {
            await community.WriteAsync(change);
            Assert.Equal(0, await community.ReadAsServiceAsync<long>("""
                SELECT count(*) FROM (
                    SELECT category_id, kind, objective_id, is_answered, topics FROM topic_counts WHERE topics <> 0
                    EXCEPT
                    SELECT category_id, kind, coalesce(objective_id, ''), answered_at IS NOT NULL, count(*) FROM topics
                    WHERE publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL GROUP BY 1, 2, 3, 4) d
                """));
            Assert.Equal(0, await community.ReadAsServiceAsync<long>("""
                SELECT count(*) FROM topics t
                WHERE reply_count <> (SELECT count(*) FROM replies r
                                      WHERE r.topic_id = t.id AND hidden_at IS NULL AND deleted_at IS NULL)
                   OR useful_count <> (SELECT count(*) FROM useful_marks m WHERE m.contribution_id = t.id)
                """));
        }
    }

    private async Task<Guid> PostAsync(string category, Member? member = null)
    {
        var id = Guid.NewGuid();
        var author = member ?? Author;
        await ChangeAsync(author, $"""
            INSERT INTO topics (id, kind, category_id, title, text, author, municipality_code, shown_as, posted_at,
                                active_at)
            VALUES ('{id}', 'DISCUSSION', '{category}', 'Een titel', 'Een tekst', '{author.Id}',
                    '{author.Municipality}', 'MEMBER', now(), now())
            """);
        return id;
    }

    private async Task<Guid> ReplyAsync(Guid topic, Member member)
    {
        var id = Guid.NewGuid();
        await ChangeAsync(member, $"""
            INSERT INTO replies (id, topic_id, text, author, municipality_code, shown_as, posted_at)
            VALUES ('{id}', '{topic}', 'Een antwoord', '{member.Id}', '{member.Municipality}', 'MEMBER', now())
            """);
        return id;
    }

    private async Task<long> CountAsync(Member member, string from) =>
        (await ReaderOf(member).ReadAsync(
            community.Database,
            new NpgsqlBatchCommand($"SELECT count(*) {from}"),
            row => row.GetInt64(0),
            CancellationToken.None))[0];

    private async Task<int> ChangeAsync(Member member, string sql)
    {
        await using var connection = await community.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ReaderOf(member).ActAsync(transaction, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        var changed = await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return changed;
    }

    private static Reader ReaderOf(Member member) => new(
        member.Id, member.Municipality, Moderates: member.Role == "moderator", Edits: member.Role == "editor");
}
