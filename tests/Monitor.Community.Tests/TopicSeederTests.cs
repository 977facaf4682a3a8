using System.Text.Json.Nodes;
using Monitor.Community.Domain;
using Monitor.Testing;

namespace Monitor.Community.Tests;

/// <summary>seeds/community/topics.json: what the community starts with.</summary>
public sealed class TopicSeederTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private static readonly JsonArray Topics = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Seeds, "community", "topics.json")))!["topics"]!.AsArray();

    [Fact]
    public async Task Seeding_again_adds_nothing_and_all_is_marked_as_demonstration()
    {
        const string count = """
            SELECT (SELECT count(*) FROM topics WHERE is_demonstration) * 10000
                 + (SELECT count(*) FROM replies WHERE is_demonstration) * 100 + (SELECT count(*) FROM useful_marks)
            """;
        var before = await application.ReadAsServiceAsync<long>(count);

        await application.SeedAsync();

        Assert.Equal(before, await application.ReadAsServiceAsync<long>(count));
        Assert.Equal(0, await application.ReadAsServiceAsync<long>("""
            SELECT (SELECT count(*) FROM topics WHERE NOT is_demonstration)
                 + (SELECT count(*) FROM replies WHERE NOT is_demonstration)
            """));
        Assert.Equal(20 + 19, before / 10_000);   // tips.json and topics.json
        Assert.Equal(17, before / 100 % 100);
    }

    [Fact]
    public void Every_text_passes_the_checks_of_what_members_post() =>
        Assert.All(Topics, topic =>
        {
            var content = TopicContent.Of(
                Enum.Parse<TopicKind>(Text(topic!, "kind")!, ignoreCase: true),
                new TopicWords(
                    Text(topic!, "title"), Text(topic!, "text"), Text(topic!, "did"), Text(topic!, "brought"),
                    Text(topic!, "costs"),
                    Links: [.. Items(topic!, "links").Select(l => new Link(Text(l, "title")!, Text(l, "url")!))],
                    Objective: Text(topic!, "objective")));

            Assert.Equal(Text(topic!, "title"), content.Title);
            Assert.Equal(Text(topic!, "text"), content.Text);
            Assert.All(Items(topic!, "replies"), reply => Assert.InRange(Text(reply, "text")!.Length, 10, 2_000));
        });

    [Fact]
    public void News_is_the_institutes_and_names_its_sources() =>
        Assert.All(Topics.Where(topic => Text(topic!, "kind") == "NEWS"), topic =>
        {
            Assert.Equal("editor", Text(topic!, "author"));
            Assert.NotEmpty(Items(topic!, "links"));
        });

    [Fact]
    public async Task Questions_are_answered_and_search_finds_what_is_seeded()
    {
        Assert.Equal(2, await application.ReadAsServiceAsync<long>(
            "SELECT count(*) FROM topics WHERE kind = 'QUESTION' AND answer_id IS NOT NULL"));
        var found = await application.AskAsync(
            "{ search(query: \"afvalkalender\") { nodes { title topic { demonstration author { label } } } } }");
        var first = found.Data["search"]!["nodes"]![0]!;
        Assert.Equal("Zet het nummer op de afvalkalender", first["title"]!.GetValue<string>());
        Assert.True(first["topic"]!["demonstration"]!.GetValue<bool>());
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) =>
        node[name]?.AsArray().Select(item => item!) ?? [];
}
