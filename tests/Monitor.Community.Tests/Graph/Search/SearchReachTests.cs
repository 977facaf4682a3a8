using System.Text.Json.Nodes;
using Monitor.Community.Storage;

namespace Monitor.Community.Tests.Graph.Search;

/// <summary>With more texts than are looked through for a word that many have.</summary>
public sealed class SearchReachTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Ask =
        "query ($query: String!, $first: Int, $after: String) { search(query: $query, first: $first, after: $after) { "
        + "nodes { title } pageInfo { hasNextPage endCursor } } }";

    [Fact]
    public async Task Of_a_word_that_many_texts_have_the_newest_and_every_title_are_found_and_of_others_all()
    {
        // one row for all of them
        await application.WriteAsOwnerAsync("ALTER TABLE topics DISABLE TRIGGER count_topics");

        // 5,500 texts, one an hour: "harp" in every fifth, "luit" in the 20 oldest, both in no title but one old one.
        for (var from = 0; from < 5_500; from += 500)
        {
            await application.WriteAsync("""
                INSERT INTO topics (id, kind, category_id, title, text, author, shown_as, posted_at, active_at)
                SELECT gen_random_uuid(), 'DISCUSSION', 'objective-child-abuse-1',
                       CASE n WHEN 5 THEN 'Een oude harp' ELSE 'Nummer ' || n END,
                       CASE WHEN n % 5 = 0 THEN 'Met een harp erbij.' ELSE 'Zonder iets erbij.' END
                           || CASE WHEN n < 20 THEN ' En een luit.' ELSE '' END,
                       gen_random_uuid(), 'ANONYMOUS', at, at
                FROM generate_series($1, $1 + 499) n,
                     LATERAL (SELECT timestamptz '2019-01-01' + n * interval '1 hour' AS at) t
                """, from);
        }

        await application.WriteAsync("UPDATE topics SET posted_at = '2018-12-01' WHERE title = 'Een oude harp'");

        await FindsAsync();

        // The same, whether the index of the newest still holds what is looked through, or no longer does.
        var window = application.Service<SearchWindow>();
        Assert.Equal(0, await window.AgeAsync(SearchWindow.Kept, CancellationToken.None));
        Assert.InRange(await window.AgeAsync(5_200, CancellationToken.None), 250, 400);
        await FindsAsync();

        var page = await FindAsync("harp", 100, null);
        Assert.InRange(await window.AgeAsync(1_000, CancellationToken.None), 4_100, 4_300);
        Assert.Equal("Nummer 5000", Titles(await FindAsync("harp", 1, CursorOf(page)))[0]);
    }

    private async Task FindsAsync()
    {
        var first = await FindAsync("harp", 100, null);
        Assert.Equal("Een oude harp", Titles(first)[0]);
        Assert.Equal(["Nummer 5495", "Nummer 5490"], Titles(first)[1..3]);

        var all = Titles(first);
        for (var page = first; page["pageInfo"]!["hasNextPage"]!.GetValue<bool>();)
        {
            page = await FindAsync("harp", 100, CursorOf(page));
            all.AddRange(Titles(page));
        }

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.InRange(all.Count, 1_000, 1_099);   // of 5,000 and up to a week more, not of 5,500
        Assert.Equal(20, Titles(await FindAsync("luit", 100, null)).Count);
        Assert.Equal(4, Titles(await FindAsync("luit harp", 100, null)).Count);
        Assert.Equal(4, Titles(await FindAsync("luit har", 100, null)).Count);
    }

    private async Task<JsonNode> FindAsync(string query, int first, string? after) =>
        (await application.AskAsync(Ask, new { query, first, after })).Data["search"]!;

    private static string CursorOf(JsonNode page) => page["pageInfo"]!["endCursor"]!.GetValue<string>();

    private static List<string> Titles(JsonNode found) =>
        [.. found["nodes"]!.AsArray().Select(node => node!["title"]!.GetValue<string>())];
}
