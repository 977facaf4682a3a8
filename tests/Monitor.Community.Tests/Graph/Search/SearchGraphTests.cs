using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Graph.Search;

public sealed class SearchGraphTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Ask = """
        query ($query: String!, $filter: SearchFilter, $first: Int, $after: String) {
          search(query: $query, filter: $filter, first: $first, after: $after) {
            nodes { kind title titleHtml excerptHtml postedAt objective { id } topic { title } reply { text } }
            edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            onlyCommonWords didYouMean } }
        """;

    [Theory]
    [InlineData("kraambed kraamzorg")]
    [InlineData("KRAAMBED")]
    [InlineData("kráambed")]
    [InlineData("kraambedden")]
    [InlineData("kraamb")]
    [InlineData("\"tot kraambed\"")]
    [InlineData("kraambed -folder")]
    public async Task A_tip_is_found_by_its_words_in_any_form(string query) =>
        Assert.Contains("Spreek met de verloskundigen af wie wanneer belt", Titles(await FindAsync(query)));

    [Theory]
    [InlineData("kraambed folder")]
    [InlineData("\"kraambed controle\"")]
    [InlineData("kraambed -zwangerschap")]
    [InlineData("raambed")]
    public async Task What_has_not_all_the_words_as_asked_is_not_found(string query) =>
        Assert.Empty(Titles(await FindAsync(query)));

    [Fact]
    public async Task What_is_found_is_marked_in_the_title_and_in_a_part_of_the_text()
    {
        var found = Assert.Single(Nodes(await FindAsync("oefenmiddag gesprekken acteur")));

        Assert.Equal("Oefen het moeilijke gesprek", found["title"]!.GetValue<string>());
        Assert.Equal("Oefen het moeilijke <mark>gesprek</mark>", found["titleHtml"]!.GetValue<string>());
        Assert.Contains(
            "een <mark>acteur</mark> en", found["excerptHtml"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("child-abuse-4", found["objective"]!["id"]!.GetValue<string>());
        Assert.Equal("TIP", found["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_of_members_is_escaped_and_its_markup_left_out()
    {
        await AddAsync("Xylofoon <img src=x onerror=alert(1)>", "**Xylofoon** & <script>alert(1)</script> `x` \u2014 "
            + "[lees](https://example.nl/geheimpad)");

        var found = Assert.Single(Nodes(await FindAsync("xylofoon")));

        Assert.Equal(
            "<mark>Xylofoon</mark> &lt;img src=x onerror=alert(1)&gt;", found["titleHtml"]!.GetValue<string>());
        Assert.Equal(
            "<mark>Xylofoon</mark> &amp; &lt;script&gt;alert(1)&lt;/script&gt; x \u2014 lees",
            found["excerptHtml"]!.GetValue<string>());
        Assert.Empty(Nodes(await FindAsync("geheimpad")));
    }

    [Fact]
    public async Task The_title_counts_before_the_text_then_what_is_newer_and_more_useful()
    {
        await AddAsync("Over iets anders", "Fagot en nog iets.", at: "2018-06-01");
        await AddAsync("Fagot spelen", "Hoe dat gaat, een oud stuk.", at: "2010-01-01");
        var useful = await AddAsync("Nuttig stuk", "Met fagot erin.", at: "2017-01-01");
        await AddAsync("Fagot en hobo", "Nieuw stuk.", at: "2018-01-01");
        await application.WriteAsync($"UPDATE topics SET useful_count = 9 WHERE id = '{useful}'");

        Assert.Equal(
            ["Fagot en hobo", "Fagot spelen", "Nuttig stuk", "Over iets anders"], Titles(await FindAsync("fagot")));
    }

    [Fact]
    public async Task Objectives_are_found_by_the_words_of_their_questionnaire_and_come_first_by_title()
    {
        var found = Nodes(await FindAsync("meldcode"));

        Assert.Equal("OBJECTIVE", found[0]["kind"]!.GetValue<string>());
        Assert.Equal("Training in signaleren en de meldcode", found[0]["title"]!.GetValue<string>());
        Assert.Null(found[0]["postedAt"]);
        Assert.Null(found[0]["topic"]);
        Assert.Contains(found, node => node["kind"]!.GetValue<string>() == "TIP");
    }

    [Fact]
    public async Task Where_two_have_the_same_title_the_place_tells_them_apart()
    {
        var found = (await application.AskAsync(
            """{ search(query: "meldcode", filter: { kinds: [OBJECTIVE, TIP] }) { nodes { kind title place } } }"""))
            .Data["search"]!["nodes"]!.AsArray();

        // The objective is on both themes.
        Assert.Equal(
            ["Huiselijk geweld", "Kindermishandeling"],
            found.Where(node => node!["title"]!.GetValue<string>() == "Training in signaleren en de meldcode")
                .Select(node => node!["place"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Contains("Training in signaleren en de meldcode", found
            .Where(node => node!["kind"]!.GetValue<string>() == "TIP")
            .Select(node => node!["place"]!.GetValue<string>()));
        Assert.Distinct(found.Select(node => $"{node!["title"]} {node["place"]}"));
    }

    [Fact]
    public async Task A_discussion_and_a_reply_in_it_are_told_apart_and_the_reply_is_led_to()
    {
        var topic = await AddAsync("Een citer", "Wie speelt citer?", kind: "DISCUSSION", category: "general-talk");
        var reply = await ReplyAsync(topic, "Wij hebben er een: de citer van zolder.");
        const string ask = """
            { search(query: "citer") { nodes { kind title place excerptHtml topic { id } reply { id } } } }
            """;

        var found = (await application.AskAsync(ask)).Data["search"]!["nodes"]!.AsArray();
        var talk = await application.ReadAsync<string>("SELECT title FROM categories WHERE id = 'general-talk'");

        Assert.Equal(["Een citer", "Een citer"], found.Select(node => node!["title"]!.GetValue<string>()));
        Assert.Equal(["DISCUSSION", "REPLY"], found.Select(node => node!["kind"]!.GetValue<string>()));
        Assert.Equal([talk, $"Reactie in {talk}"], found.Select(node => node!["place"]!.GetValue<string>()));
        Assert.Equal([null, $"{reply}"], found.Select(node => node!["reply"]?["id"]!.GetValue<string>()));
        Assert.Equal(
            ["Wie speelt <mark>citer</mark>?", "Wij hebben er een: de <mark>citer</mark> van zolder."],
            found.Select(node => node!["excerptHtml"]!.GetValue<string>()));
        var topics = (await application.AskAsync(
            """{ search(query: "citer", filter: { kinds: [TIP, DISCUSSION, QUESTION, NEWS] }) { nodes { kind } } }"""))
            .Data["search"]!["nodes"]!.AsArray();
        Assert.Single(topics);
    }

    [Fact]
    public async Task Filters_narrow_by_kind_objective_category_and_age()
    {
        await AddAsync("Klarinet een", "Tekst van lang geleden.", at: "2016-01-01");
        await AddAsync("Klarinet twee", "Tekst van pas.", at: "2018-05-01", objective: "child-abuse-3");
        await AddAsync("Klarinet drie", "Een vraag.", at: "2018-05-02", kind: "QUESTION");

        Assert.Equal(
            ["Klarinet drie"], Titles(await FindAsync("klarinet", new { kinds = new[] { "QUESTION", "NEWS" } })));
        Assert.Equal(
            ["Klarinet twee"], Titles(await FindAsync("klarinet", new { objective = "child-abuse-3" })));
        Assert.Equal(
            ["Klarinet twee"], Titles(await FindAsync("klarinet", new { category = "objective-child-abuse-3" })));
        Assert.Equal(
            ["Klarinet drie", "Klarinet twee"],
            Titles(await FindAsync("klarinet", new { since = "2017-01-01T00:00:00Z" })));
        Assert.Empty(Titles(await FindAsync("klarinet", new { kinds = Array.Empty<string>() })));
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_while_others_come_in()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddAsync($"Triangel {i}", "Tekst van een tip.", at: $"2017-01-0{i + 1}");
        }

        var first = await FindAsync("triangel", first: 2);
        await AddAsync("Triangel nieuw", "Tekst van een tip.", at: "2018-01-01");
        var second = await FindAsync("triangel", first: 2, after: Cursor(first));
        var third = await FindAsync("triangel", first: 2, after: Cursor(second));

        Assert.Equal(["Triangel 4", "Triangel 3"], Titles(first));
        Assert.Equal(["Triangel 2", "Triangel 1"], Titles(second));
        Assert.Equal(["Triangel 0"], Titles(third));
        Assert.True(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.False(third["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.True(third["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>());
        Assert.Empty(Titles(await FindAsync("triangel", first: 0)));
    }

    [Fact]
    public async Task Replies_are_found_under_the_title_of_their_topic()
    {
        var topic = await AddAsync("Slagwerk", "Tekst van een gesprek.", kind: "DISCUSSION");
        await ReplyAsync(topic, "Wij namen de marimba erbij.");

        var found = Assert.Single(Nodes(await FindAsync("marimba's")));

        Assert.Equal("REPLY", found["kind"]!.GetValue<string>());
        Assert.Equal("Slagwerk", found["title"]!.GetValue<string>());
        Assert.Equal("Wij namen de <mark>marimba</mark> erbij.", found["excerptHtml"]!.GetValue<string>());
        Assert.Equal("Slagwerk", found["topic"]!["title"]!.GetValue<string>());
        Assert.Equal("Wij namen de marimba erbij.", found["reply"]!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("hidden_at = now()")]
    [InlineData("deleted_at = now(), deleted_as = 'AUTHOR'")]
    [InlineData("publish_at = now() + interval '1 day'")]
    public async Task What_is_not_out_is_not_found_by_anyone_and_comes_back_with_its_replies(string change)
    {
        var word = "contrabas" + Guid.NewGuid().ToString("N")[..8];
        var topic = await AddAsync($"Een {word}", "Tekst van een gesprek.");
        await ReplyAsync(topic, $"Ook een {word}.");
        Assert.Equal(2, Nodes(await FindAsync(word)).Count);

        await application.WriteAsync($"UPDATE topics SET {change} WHERE id = '{topic}'");

        foreach (var role in new[] { "officer", "moderator", "editor", "administrator" })
        {
            Assert.Empty(Nodes(await FindAsync(word, role: role)));
        }

        Assert.Equal(0, await application.ReadAsync<long>(
            $"SELECT count(*) FROM search_documents WHERE topic_id = '{topic}'"));

        await application.WriteAsync(
            $"""
            UPDATE topics SET hidden_at = NULL, deleted_at = NULL, deleted_as = NULL, publish_at = NULL
            WHERE id = '{topic}'
            """);

        Assert.Equal(2, Nodes(await FindAsync(word)).Count);
    }

    [Fact]
    public async Task A_hidden_or_edited_reply_is_found_as_it_is_now()
    {
        var topic = await AddAsync("Koper", "Tekst van een gesprek.");
        var reply = await ReplyAsync(topic, "Eerst een bugel.");

        await application.WriteAsync($"UPDATE replies SET text = 'Nu een cornet.' WHERE id = '{reply}'");
        Assert.Empty(Nodes(await FindAsync("bugel")));
        Assert.Single(Nodes(await FindAsync("cornet")));

        await application.WriteAsync($"UPDATE replies SET hidden_at = now() WHERE id = '{reply}'");
        Assert.Empty(Nodes(await FindAsync("cornet")));
    }

    // The views decide, even where the index were wrong.
    [Fact]
    public async Task What_the_index_has_by_mistake_is_not_shown()
    {
        var topic = await AddAsync("Een panfluit", "Tekst van een gesprek.");
        await application.WriteAsOwnerAsync("ALTER TABLE topics DISABLE TRIGGER keep_search");
        try
        {
            await application.WriteAsync($"UPDATE topics SET hidden_at = now() WHERE id = '{topic}'");
            var page = await FindAsync("panfluit");

            Assert.Empty(Nodes(page));
            Assert.False(page["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        }
        finally
        {
            await application.WriteAsOwnerAsync("ALTER TABLE topics ENABLE TRIGGER keep_search");
        }
    }

    [Fact]
    public async Task What_is_of_a_region_is_found_by_its_members_and_moderators_only()
    {
        var region = await application.ReadAsync<string>("""
            SELECT region FROM memberships_of_regions WHERE municipality = 'GM0153' AND kind = 'CENTRE_AREA'
            """);
        await application.WriteAsync($"""
            INSERT INTO categories (id, kind, title, region_code, is_open)
            VALUES ('alleen-regio', 'REGION', 'Regio', '{region}', false)
            """);
        var topic = await AddAsync("Een regionale doedelzak", "Tekst van een gesprek.", category: "alleen-regio");
        await ReplyAsync(topic, "Die doedelzak kennen wij.");

        Assert.Equal(2, Nodes(await FindAsync("doedelzak", municipality: "GM0153")).Count);
        Assert.Equal(2, Nodes(await FindAsync("doedelzak", role: "moderator", municipality: "GM0363")).Count);
        Assert.Empty(Nodes(await FindAsync("doedelzak", municipality: "GM0363")));
        Assert.Empty(Nodes(await FindAsync(
            "doedelzak", new { category = "alleen-regio" }, municipality: "GM0363")));
        var page = await FindAsync("doedelzak", first: 1, municipality: "GM0363");
        Assert.False(page["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.Null(page["didYouMean"]);
    }

    [Fact]
    public async Task An_author_is_not_found_by_municipality_or_contact()
    {
        await AddAsync("Een anonieme fluit", "Tekst van een gesprek.", municipality: "GM0034", contact: "Almeerse Jet");

        Assert.Single(Nodes(await FindAsync("anonieme fluit")));
        Assert.Empty(Nodes(await FindAsync("fluit Almere")));
        Assert.Empty(Nodes(await FindAsync("fluit GM0034")));
        Assert.Empty(Nodes(await FindAsync("Almeerse")));
    }

    [Fact]
    public async Task A_word_that_is_nowhere_leads_to_one_that_objectives_have()
    {
        var found = await FindAsync("meldkode");

        Assert.Empty(Nodes(found));
        Assert.Equal("meldcode", found["didYouMean"]!.GetValue<string>());
        Assert.False(found["onlyCommonWords"]!.GetValue<bool>());
        Assert.Null((await FindAsync("qqqqqqqq"))["didYouMean"]);
    }

    [Fact]
    public async Task Words_that_stand_in_every_text_find_nothing_and_it_says_so()
    {
        var found = await FindAsync("de het -een");

        Assert.Empty(Nodes(found));
        Assert.True(found["onlyCommonWords"]!.GetValue<bool>());
        Assert.True((await FindAsync("\u2026 ?!"))["onlyCommonWords"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("a & | ! <-> :* ( ) \\ ' \" '' \"\" or and not")]
    [InlineData("')::tsquery; DROP TABLE topics; --")]
    [InlineData("'\\''")]
    [InlineData("!!!!!!!!")]
    [InlineData("((((((((")]
    [InlineData("----- -- -a -\"\"")]
    [InlineData("%s {0} $1 {{x}}")]
    [InlineData("\ud83d\ude00 \u0660\u0661 \u200b\u202e")]
    [InlineData("a:b:c:* x:A y:*ABCD")]
    [InlineData("OR OR OR")]
    [InlineData("https://example.nl/?a=b&c='d'")]
    public async Task Hostile_queries_are_answered(string query) =>
        Assert.Empty((await application.AskAsync(Ask, new { query })).Codes);

    [Theory]
    [InlineData("", "QUERY_LENGTH")]
    [InlineData(" ", "QUERY_LENGTH")]
    [InlineData("a\0b", "NOT_PLAIN_TEXT")]
    public async Task What_cannot_be_looked_for_has_a_code(string query, string code) =>
        Assert.Equal([code], (await application.AskAsync(Ask, new { query })).Codes);

    [Fact]
    public async Task Ten_thousand_words_are_refused() =>
        Assert.Equal(
            ["QUERY_LENGTH"],
            (await application.AskAsync(Ask, new { query = string.Concat(Enumerable.Repeat("zorg ", 10_000)) })).Codes);

    [Theory]
    [InlineData("search(query: \"x\", first: 101) { nodes { title } }", "PAGE_SIZE")]
    [InlineData("search(query: \"x\", first: -1) { nodes { title } }", "BAD_USER_INPUT")]
    [InlineData("search(query: \"x\", after: \"rommel\") { nodes { title } }", "BAD_CURSOR")]
    [InlineData("search(query: \"x\", after: \"f_gAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\") { nodes { title } }", "BAD_CURSOR")]
    public async Task Arguments_have_their_limits(string field, string code) =>
        Assert.Equal([code], (await application.AskAsync($"{{ {field} }}")).Codes);

    [Fact]
    public async Task Without_a_token_nothing_is_found() =>
        Assert.Equal(
            ["UNAUTHENTICATED"],
            (await application.AskAsync(Ask, new { query = "meldcode" }, municipality: null)).Codes);

    private async Task<JsonNode> FindAsync(
        string query,
        object? filter = null,
        int? first = null,
        string? after = null,
        string municipality = "GM0153",
        string role = "officer")
    {
        var answered = await application.AskAsync(Ask, new { query, filter, first, after }, municipality, role);
        return answered.Data["search"]!;
    }

    private async Task<Guid> AddAsync(
        string title,
        string text,
        string at = "2018-01-01",
        string kind = "TIP",
        string objective = "child-abuse-2",
        string? category = null,
        string? municipality = null,
        string? contact = null)
    {
        var id = Guid.NewGuid();
        await application.WriteAsync("""
            INSERT INTO topics (id, kind, category_id, objective_id, title, text, contact, author, municipality_code,
                                shown_as, posted_at, active_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, gen_random_uuid(), $8, 'ANONYMOUS', $9::timestamptz, $9::timestamptz)
            """,
            id, kind, category ?? "objective-" + objective, category is null ? objective : DBNull.Value, title, text,
            (object?)contact ?? DBNull.Value, (object?)municipality ?? DBNull.Value, at);
        return id;
    }

    private async Task<Guid> ReplyAsync(Guid topic, string text)
    {
        var id = Guid.NewGuid();
        await application.WriteAsync("""
            INSERT INTO replies (id, topic_id, text, author, shown_as, posted_at)
            VALUES ($1, $2, $3, gen_random_uuid(), 'ANONYMOUS', '2018-01-01')
            """, id, topic, text);
        return id;
    }

    private static List<JsonNode> Nodes(JsonNode found) => [.. found["nodes"]!.AsArray().Select(node => node!)];

    private static List<string> Titles(JsonNode found) => [.. Nodes(found).Select(n => n["title"]!.GetValue<string>())];

    private static string Cursor(JsonNode found) => found["pageInfo"]!["endCursor"]!.GetValue<string>();
}
