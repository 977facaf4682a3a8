using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Graph;

public sealed class TipGraphTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Post = """
        mutation ($input: PostTipInput!) { postTip(input: $input) {
            id objective { id } title text municipality { code } useful foundUseful demonstration } }
        """;

    private const string Mark = "mutation ($id: ID!) { markTipUseful(id: $id) { useful foundUseful } }";

    [Fact]
    public async Task The_seeds_are_marked_as_demonstration_and_seeding_again_adds_nothing()
    {
        await application.SeedAsync();

        Assert.Equal(
            20 + 19,   // tips.json and topics.json
            await application.ReadAsServiceAsync<long>("SELECT count(*) FROM topics WHERE is_demonstration"));
        var tips = await TipsAsync("child-abuse-5", first: 10);
        Assert.Equal(2, tips["nodes"]!.AsArray().Count);
        Assert.All(tips["nodes"]!.AsArray(), t => Assert.True(t!["demonstration"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_posted_tip_comes_first_and_an_event_tells_of_it()
    {
        var posted = await PostAsync("child-abuse-1", "Bel voor de geboorte", anonymous: false);
        var first = await TipsAsync("child-abuse-1", first: 1);

        Same("""
            { "objective": { "id": "child-abuse-1" }, "title": "Bel voor de geboorte",
              "text": "Een vast moment helpt.", "municipality": { "code": "GM0153" }, "useful": 0,
              "foundUseful": false, "demonstration": false }
            """, Without(posted, "id"));
        Assert.Equal("Bel voor de geboorte", first["nodes"]![0]!["title"]!.GetValue<string>());
        Assert.Equal(1, await application.ReadAsync<long>(
            "SELECT count(*) FROM outbox WHERE topic = 'contribution.posted' "
            + $"AND data ->> 'contribution' = '{Id(posted)}' AND data ->> 'objective' = 'child-abuse-1'"));
    }

    [Fact]
    public async Task A_tip_shows_no_municipality_unless_its_poster_says_so()
    {
        var posted = await application.AskAsync(Post, new
        {
            input = new { objective = "child-abuse-3", title = "Zonder naam", text = "Een vast moment helpt." },
        });

        Assert.Null(posted.Data["postTip"]!["municipality"]);
    }

    [Fact]
    public async Task Pages_hold_when_a_tip_comes_in_between_them()
    {
        var earlier = new List<string>();
        for (var n = 1; n <= 4; n++)
        {
            earlier.Add(Id(await PostAsync("child-abuse-2", $"Tip nummer {n}")));
        }

        earlier.Reverse();
        var first = await TipsAsync("child-abuse-2", first: 2);
        await PostAsync("child-abuse-2", "Komt ertussen");
        var second = await TipsAsync("child-abuse-2", first: 2, after: Cursor(first));
        var third = await TipsAsync("child-abuse-2", first: 3, after: Cursor(second));

        Assert.Equal(earlier[..2], Ids(first));
        Assert.Equal(earlier[2..], Ids(second));
        Assert.True(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.True(second["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>());
        Assert.Equal(3, Ids(third).Count);   // the three seeded ones
        Assert.False(third["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_mark_counts_once_per_person()
    {
        var id = Id(await PostAsync("child-abuse-4", "Deel de cijfers"));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => application.AskAsync(Mark, new { id })));
        var other = await application.AskAsync(Mark, new { id }, municipality: "GM0363", role: "reader");
        var seen = await TipsAsync("child-abuse-4", first: 1, municipality: "GM0344");

        Same("""{ "useful": 2, "foundUseful": true }""", other.Data["markTipUseful"]!);
        Assert.Equal(2, seen["nodes"]![0]!["useful"]!.GetValue<int>());
        Assert.False(seen["nodes"]![0]!["foundUseful"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_repeated_post_with_the_same_key_posts_once()
    {
        var variables = new { input = Input("child-abuse-6", "Eenmaal is genoeg") };

        var first = await application.AskAsync(Post, variables, key: "post-1");
        var again = await application.AskAsync(Post, variables, key: "post-1");
        var other = await application.AskAsync(
            Post, new { input = Input("child-abuse-6", "Een andere") }, key: "post-1");

        Same(first.Data.ToJsonString(), again.Data);
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], other.Codes);
        Assert.Equal(1, await application.ReadAsServiceAsync<long>(
            "SELECT count(*) FROM topics WHERE title IN ('Eenmaal is genoeg', 'Een andere')"));
    }

    [Fact]
    public async Task Entities_carry_the_tips_of_their_objectives_in_the_order_asked()
    {
        var answered = await application.AskAsync("""
            query ($keys: [_Any!]!) { _entities(representations: $keys) {
                ... on Objective { id tips(first: 1) { nodes { objective { id } } } }
                ... on Suggestion { id tips(first: 1) { nodes { objective { id } } } } } }
            """,
            new
            {
                keys = new object[]
                {
                    new { __typename = "Suggestion", id = "s1", objective = new { id = "child-abuse-8" } },
                    new { __typename = "Objective", id = "child-abuse-7" },
                    new { __typename = "Suggestion", id = "s2", objective = new { id = "child-abuse-7" } },
                    new { __typename = "Objective", id = "unknown" },
                    new { __typename = "Objective", id = "\0" },
                },
            });

        Same("""
            [{ "id": "s1", "tips": { "nodes": [{ "objective": { "id": "child-abuse-8" } }] } },
             { "id": "child-abuse-7", "tips": { "nodes": [{ "objective": { "id": "child-abuse-7" } }] } },
             { "id": "s2", "tips": { "nodes": [{ "objective": { "id": "child-abuse-7" } }] } },
             { "id": "unknown", "tips": { "nodes": [] } },
             { "id": "\u0000", "tips": { "nodes": [] } }]
            """, answered.Data["_entities"]!);
    }

    [Fact]
    public async Task Without_a_token_there_are_no_tips()
    {
        const string entities = """
            { _entities(representations: [{ __typename: "Objective", id: "child-abuse-1" }]) {
                ... on Objective { id tips { nodes { title } } } } }
            """;

        var read = await application.AskAsync("{ tips { nodes { title } } }", municipality: null);
        var entity = await application.AskAsync(entities, municipality: null);
        var posted = await application.AskAsync(
            Post, new { input = Input("child-abuse-1", "Zonder token") }, municipality: null);
        var marked = await application.AskAsync(Mark, new { id = Guid.NewGuid() }, municipality: null);

        Assert.All(new[] { read, entity, posted, marked }, a => Assert.Equal(["UNAUTHENTICATED"], a.Codes));
        Same("""[{ "id": "child-abuse-1", "tips": null }]""", entity.Body["data"]!["_entities"]!);
    }

    [Theory]
    [InlineData("UNKNOWN_OBJECTIVE", "child-abuse-99", "Een goede titel", "Een vast moment helpt.")]
    [InlineData("TITLE_LENGTH", "child-abuse-9", "Kop", "Een vast moment helpt.")]
    [InlineData("TEXT_LENGTH", "child-abuse-9", "Een goede titel", "Te kort")]
    [InlineData("NOT_PLAIN_TEXT", "child-abuse-9", "Een goede titel", "Met een \0 teken erin")]
    public async Task A_tip_that_does_not_fit_is_refused_and_not_kept(
        string code, string objective, string title, string text)
    {
        const string count = "SELECT count(*) FROM topics WHERE objective_id = 'child-abuse-9'";
        var before = await application.ReadAsServiceAsync<long>(count);

        var answered = await application.AskAsync(Post, new { input = new { objective, title, text } });

        Assert.Equal([code], answered.Codes);
        Assert.Equal(before, await application.ReadAsServiceAsync<long>(count));
    }

    [Theory]
    [InlineData("{ tips(objective: \"child-abuse-99\") { nodes { id } } }", "UNKNOWN_OBJECTIVE")]
    [InlineData("{ tips(objective: \"\\u0000\") { nodes { id } } }", "UNKNOWN_OBJECTIVE")]
    [InlineData("{ tips(first: 101) { nodes { id } } }", "PAGE_SIZE")]
    [InlineData("{ tips(first: -1) { nodes { id } } }", "BAD_USER_INPUT")]
    [InlineData("{ tips(after: \"rommel\") { nodes { id } } }", "BAD_CURSOR")]
    [InlineData("{ tips(after: \"\") { nodes { id } } }", "BAD_CURSOR")]
    [InlineData("mutation { markTipUseful(id: \"rommel\") { id } }", "NOT_FOUND")]
    [InlineData("mutation { markTipUseful(id: \"6b0a2a7e-0000-4000-8000-000000000000\") { id } }", "NOT_FOUND")]
    public async Task What_does_not_exist_has_a_code(string query, string code) =>
        Assert.Equal([code], (await application.AskAsync(query)).Codes);

    [Theory]
    [InlineData("reader")]
    [InlineData("researcher")]
    public async Task Readers_do_not_post(string role)
    {
        var answered = await application.AskAsync(
            Post, new { input = Input("child-abuse-9", "Alleen lezen") }, role: role);

        Assert.Equal(["FORBIDDEN"], answered.Codes);
    }

    private async Task<JsonNode> PostAsync(string objective, string title, bool anonymous = true)
    {
        var posted = await application.AskAsync(Post, new { input = Input(objective, title, anonymous) });
        return posted.Data["postTip"]!;
    }

    private async Task<JsonNode> TipsAsync(
        string objective, int first, string? after = null, string municipality = "GM0153")
    {
        var answered = await application.AskAsync("""
            query ($objective: ID, $first: Int, $after: String) {
              tips(objective: $objective, first: $first, after: $after) {
                nodes { id title useful foundUseful demonstration }
                edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }
            """, new { objective, first, after }, municipality);
        return answered.Data["tips"]!;
    }

    private static object Input(string objective, string title, bool anonymous = true) =>
        new { objective, title, text = "Een vast moment helpt.", anonymous };

    private static string Id(JsonNode tip) => tip["id"]!.GetValue<string>();

    private static List<string> Ids(JsonNode page) => [.. page["nodes"]!.AsArray().Select(t => Id(t!))];

    private static string Cursor(JsonNode page) => page["pageInfo"]!["endCursor"]!.GetValue<string>();

    private static JsonNode Without(JsonNode node, string field)
    {
        var copy = node.DeepClone();
        copy.AsObject().Remove(field);
        return copy;
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
