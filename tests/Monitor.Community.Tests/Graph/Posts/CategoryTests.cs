using System.Text.Json.Nodes;
using static Monitor.Community.Tests.Graph.Community;

namespace Monitor.Community.Tests.Graph;

/// <summary>Categories: what stands in them, who reads them, how they are kept.</summary>
public sealed class CategoryTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private static readonly Member Almelo = new("officer", "GM0141");   // in VT05 with Enschede

    [Fact]
    public async Task There_is_one_for_each_theme_objective_and_Veilig_Thuis_region_and_a_few_general_ones()
    {
        var all = await CategoriesAsync(Member.Institute, "id kind title");

        Assert.Equal(2, all.Count(c => Text(c!["kind"]) == "THEME"));
        Assert.Equal(19, all.Count(c => Text(c!["kind"]) == "OBJECTIVE"));
        Assert.Equal(26, all.Count(c => Text(c!["id"]).Length == "region-vt05".Length && Text(c["kind"]) == "REGION"));
        Assert.Equal(3, all.Count(c => Text(c!["kind"]) == "GENERAL"));
        Assert.Equal(
            "Screening tijdens de zwangerschap",
            Text(all.Single(c => Text(c!["id"]) == "objective-child-abuse-1")!["title"]));
    }

    [Fact]
    public async Task Of_closed_regions_one_sees_ones_own()
    {
        var regions = (await CategoriesAsync(Member.Enschede, "id kind isOpen"))
            .Where(c => Text(c!["kind"]) == "REGION").Select(c => Text(c!["id"])).ToList();

        Assert.Contains("region-vt05", regions);
        Assert.All(regions, id => Assert.StartsWith("region-vt05", id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_said_in_a_region_stays_there()
    {
        var topic = await community.DiscussAsync(Member.Enschede, "Onder ons", category: "region-vt05");
        var reply = await community.ReplyAsync(Almelo, topic);

        Assert.Empty((await community.SeeAsync(Almelo, topic)).Codes);
        Assert.Empty((await community.SeeAsync(Member.Moderator, topic)).Codes);
        foreach (var other in new[] { Member.Utrecht, Member.Zwolle, Member.Editor, Member.Institute })
        {
            Assert.Equal(["NOT_FOUND"], (await community.SeeAsync(other, topic)).Codes);
            Assert.Equal(
                ["NOT_FOUND"],
                (await community.AskAsync(
                    other, "query ($id: ID!) { communityReply(id: $id) { id } }", new { id = reply })).Codes);
            var list = (await community.AskAsync(
                other,
                "{ communityTopics(filter: { category: \"region-vt05\" }) { totalCount nodes { id } } }"))
                .Data["communityTopics"]!;
            Assert.Empty(list["nodes"]!.AsArray());
            Assert.Equal(0, list["totalCount"]!.GetValue<int>());
            var entity = await community.AskAsync(
                other,
                "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on CommunityTopic { title } } }",
                new { keys = new[] { new { __typename = "CommunityTopic", id = topic } } });
            Assert.Null(entity.Body["data"]!["_entities"]![0]);
        }

        var elsewhere = await community.AskAsync(
            Member.Utrecht,
            "mutation ($input: PostDiscussionInput!) { postDiscussion(input: $input) { id } }",
            new
            {
                input = new
                {
                    category = "region-vt05", title = "Ook hier", text = "Mag dit ook hier?", shownAs = "MEMBER",
                },
            });
        Assert.Equal(["UNKNOWN_CATEGORY"], elsewhere.Codes);
        Assert.Equal(["NOT_FOUND"], (await community.TryReplyAsync(Member.Utrecht, topic)).Codes);
    }

    [Fact]
    public async Task Counts_are_those_of_what_is_out()
    {
        var before = await CountAsync("general-news");
        await community.WriteAsync($"""
            INSERT INTO topics (id, kind, category_id, title, text, author, shown_as, posted_at, active_at, hidden_at)
            SELECT gen_random_uuid(), 'NEWS', 'general-news', 'Titel', 'Tekst', '{Member.Editor.Id}', 'MUNICIPALITY',
                   now(), now(), h FROM (VALUES (NULL::timestamptz), (NULL), (now())) AS v (h)
            """);

        Assert.Equal(before + 2, await CountAsync("general-news"));
        var listed = await community.AskAsync(Member.Reader, "{ news { totalCount } }");
        Assert.Equal(before + 2, listed.Data["news"]!["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_institute_and_moderators_keep_them()
    {
        const string create =
            "mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { id revision } }";
        const string change = """
            mutation ($input: ChangeCategoryInput!) { changeCategory(input: $input) { title isOpen isClosed revision } }
            """;
        var input = new { title = "Werkgroep Twente", region = "VT05", isOpen = true };

        Assert.Equal(["FORBIDDEN"], (await community.AskAsync(Member.Editor, create, new { input })).Codes);
        var created = (await community.AskAsync(Member.Institute, create, new { input })).Data["createCategory"]!;
        var id = Text(created["id"]);
        var topic = await community.DiscussAsync(Member.Utrecht, category: id);
        var closed = await community.AskAsync(
            Member.Moderator, change, new { input = new { id, revision = 1, isOpen = false, isClosed = true } });
        var stale = await community.AskAsync(
            Member.Institute, change, new { input = new { id, revision = 1, title = "Anders" } });

        Assert.Equal("Werkgroep Twente", Text(closed.Data["changeCategory"]!["title"]));
        Assert.Equal(["CONFLICT"], stale.Codes);
        Assert.Equal(["NOT_FOUND"], (await community.SeeAsync(Member.Zwolle, topic)).Codes);
        Assert.Empty((await community.SeeAsync(Almelo, topic)).Codes);
        var late = await community.AskAsync(
            Almelo,
            "mutation ($input: PostDiscussionInput!) { postDiscussion(input: $input) { id } }",
            new { input = new { category = id, title = "Te laat", text = "Mag dit nog?", shownAs = "MEMBER" } });
        Assert.Equal(["CATEGORY_CLOSED"], late.Codes);
    }

    [Theory]
    [InlineData("{ title: \"Dicht\", isOpen: false }", "REGION_NEEDED")]
    [InlineData("{ title: \"Nergens\", region: \"VT99\" }", "UNKNOWN_REGION")]
    [InlineData("{ title: \"X\" }", "TITLE_LENGTH")]
    public async Task A_category_that_cannot_be_is_refused(string input, string code) =>
        Assert.Equal(
            [code],
            (await community.AskAsync(
                Member.Institute, $"mutation {{ createCategory(input: {input}) {{ id }} }}")).Codes);

    private async Task<int> CountAsync(string id) =>
        (await CategoriesAsync(Member.Reader, "id topicCount"))
        .Single(c => Text(c!["id"]) == id)!["topicCount"]!.GetValue<int>();

    private async Task<JsonArray> CategoriesAsync(Member member, string selection) =>
        (await community.AskAsync(member, $"{{ categories {{ {selection} }} }}")).Data["categories"]!.AsArray();
}
