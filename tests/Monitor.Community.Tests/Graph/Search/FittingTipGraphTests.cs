using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Graph.Search;

public sealed class FittingTipGraphTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Ask = """
        query ($keys: [_Any!]!, $first: Int) { _entities(representations: $keys) {
            ... on Objective { fittingTips(first: $first) { fit tip { title } } }
            ... on Suggestion { fittingTips(first: $first) { fit tip { title } } } } }
        """;

    [Fact]
    public async Task Objectives_and_suggestions_lead_to_tips_of_the_readers_size_first()
    {
        // Utrecht and Amsterdam have more than 250,000 inhabitants, Almelo has 72,291.
        await AddAsync("Van Amsterdam", "GM0363", useful: 0, day: 1);
        await AddAsync("Van Almelo, nuttig", "GM0141", useful: 7, day: 1);
        await AddAsync("Van Almelo, nieuw", "GM0141", useful: 0, day: 3);
        await AddAsync("Verborgen", "GM0363", useful: 9, day: 3);
        await application.WriteAsync("UPDATE topics SET hidden_at = now() WHERE title = 'Verborgen'");

        var asked = await application.AskAsync(Ask, new { keys = Keys() }, "GM0344");

        foreach (var entity in asked.Data["_entities"]!.AsArray())
        {
            Assert.Equal(
                ["SAME_SIZE Van Amsterdam", "USEFUL Van Almelo, nuttig", "NEW Van Almelo, nieuw"],
                Tips(entity!).Take(3));
        }

        var small = await application.AskAsync(Ask, new { keys = Keys() }, "GM0141");
        Assert.Equal(
            ["SAME_SIZE Van Almelo, nuttig", "SAME_SIZE Van Almelo, nieuw", "NEW Van Amsterdam"],
            Tips(small.Data["_entities"]![0]!).Take(3));
        Assert.Contains("no-store", asked.CacheControl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(21, "PAGE_SIZE")]
    [InlineData(-1, "BAD_USER_INPUT")]
    public async Task A_page_has_its_limit(int first, string code) =>
        Assert.Equal([code], (await application.AskAsync(Ask, new { keys = Keys(), first })).Codes.Distinct());

    [Fact]
    public async Task Without_a_token_there_are_none() =>
        Assert.Equal(
            ["UNAUTHENTICATED"],
            (await application.AskAsync(Ask, new { keys = Keys() }, municipality: null)).Codes.Distinct());

    private static object[] Keys() =>
    [
        new { __typename = "Objective", id = "domestic-violence-6" },
        new { __typename = "Suggestion", id = "s1", objective = new { id = "domestic-violence-6" } },
    ];

    private static IEnumerable<string> Tips(JsonNode entity) =>
        entity["fittingTips"]!.AsArray().Select(tip => $"{tip!["fit"]} {tip["tip"]!["title"]}");

    private Task AddAsync(string title, string municipality, int useful, int day) => application.WriteAsync("""
        INSERT INTO topics (id, kind, category_id, objective_id, title, text, author, municipality_code, size_class,
                            shown_as, posted_at, active_at, useful_count)
        SELECT
            gen_random_uuid(), 'TIP', 'objective-domestic-violence-6', 'domestic-violence-6', $1, 'Tekst van een tip.',
               gen_random_uuid(), $2, size_class, 'MUNICIPALITY', at, at, $3
        FROM municipalities, (SELECT timestamptz '2018-05-01' + $4 * interval '1 day' AS at) d WHERE code = $2
        """, title, municipality, useful, day);
}
