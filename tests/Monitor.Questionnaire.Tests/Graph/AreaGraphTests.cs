using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Graph;

public sealed class AreaGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task A_municipality_answers_with_its_regions_and_its_centre_municipality()
    {
        var answered = await application.AskAsync("""
            { municipality(code: "GM0163") {
                code name inhabitants inhabitantsYear sizeClass existsSince endedOn centreMunicipality { name }
                regions { kind code } centreArea: regions(kind: CENTRE_AREA) { centreMunicipality { code } } } }
            """);

        Same("""
            { "municipality": {
                "code": "GM0163", "name": "Hellendoorn", "inhabitants": 35622, "inhabitantsYear": 2015,
                "sizeClass": "FROM_25K_TO_50K", "existsSince": "1970-01-01", "endedOn": null,
                "centreMunicipality": { "name": "Enschede" },
                "regions": [
                    { "kind": "VEILIG_THUIS", "code": "VT05" }, { "kind": "SAFETY_REGION", "code": "VR05" },
                    { "kind": "CENTRE_AREA", "code": "CA-GM0153" }, { "kind": "PROVINCE", "code": "PV23" },
                    { "kind": "COROP", "code": "CR12" }],
                "centreArea": [{ "centreMunicipality": { "code": "GM0153" } }] } }
            """, answered.Data);
    }

    [Fact]
    public async Task A_split_shows_on_both_sides()
    {
        var answered = await application.AskAsync("""
            { ended: municipality(code: "GM0055") {
                name sizeClass successors { date kind new { code } } predecessors { kind } regions { code } }
              receiving: municipality(code: "GM0080") { predecessors { kind old { name } note } } }
            """);

        Same("""
            { "ended": {
                "name": "Boarnsterhim", "sizeClass": "UNDER_25K", "predecessors": [], "regions": [],
                "successors": [
                    { "date": "2014-01-01", "kind": "SPLIT", "new": { "code": "GM0074" } },
                    { "date": "2014-01-01", "kind": "SPLIT", "new": { "code": "GM0080" } },
                    { "date": "2014-01-01", "kind": "SPLIT", "new": { "code": "GM1900" } },
                    { "date": "2014-01-01", "kind": "SPLIT", "new": { "code": "GM1921" } }] },
              "receiving": { "predecessors": [
                { "kind": "SPLIT", "old": { "name": "Boarnsterhim" },
                  "note": "part: Grou, Wergea, Wirdum and others" },
                { "kind": "MERGE", "old": { "name": "Leeuwarderadeel" }, "note": null },
                { "kind": "SPLIT", "old": { "name": "Littenseradiel" },
                  "note": "part: ten villages in the north-east" }] } }
            """, answered.Data);
    }

    [Fact]
    public async Task A_region_answers_with_its_municipalities_by_name()
    {
        var answered = await application.AskAsync("""
            { region(code: "CA-GM0402") { name kind centreMunicipality { name } municipalities { name } }
              regions(kind: PROVINCE) { name } }
            """);

        var names = answered.Data["region"]!["municipalities"]!.AsArray().Select(m => m!["name"]!.GetValue<string>());
        Assert.Contains("Hilversum", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal("Hilversum", answered.Data["region"]!["centreMunicipality"]!["name"]!.GetValue<string>());
        Assert.Equal(12, answered.Data["regions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Municipalities_page_and_search()
    {
        var first = await application.AskAsync("""
            { municipalities(first: 2, search: "berg") {
                totalCount nodes { name } edges { cursor node { code } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
            """);
        var page = first.Data["municipalities"]!;
        var second = await application.AskAsync(
            "query ($after: String) { municipalities(first: 50, search: \"berg\", after: $after) { nodes { name } "
            + "pageInfo { hasNextPage hasPreviousPage } } }",
            new { after = page["pageInfo"]!["endCursor"]!.GetValue<string>() });

        Assert.True(page["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.False(page["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>());
        Assert.Equal(
            page["totalCount"]!.GetValue<int>(), 2 + second.Data["municipalities"]!["nodes"]!.AsArray().Count);
        Same("""{ "hasNextPage": false, "hasPreviousPage": true }""", second.Data["municipalities"]!["pageInfo"]!);
    }

    [Fact]
    public async Task A_page_of_null_has_the_default_size()
    {
        var answered = await application.AskAsync("{ municipalities(first: null) { nodes { code } } }");

        Assert.Equal(50, answered.Data["municipalities"]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_page_of_less_than_nothing_is_refused_before_anything_is_asked()
    {
        var answered = await application.AskAsync("{ municipalities(first: -1) { totalCount } }");

        Assert.Equal(["BAD_USER_INPUT"], answered.Codes);
        Assert.False(answered.Body.AsObject().ContainsKey("data"));
    }

    [Theory]
    [InlineData("""{ questionnaire(id: "\u0000") { id } }""", "UNKNOWN_QUESTIONNAIRE")]
    [InlineData("""{ municipality(code: "GM9999") { name } }""", "UNKNOWN_MUNICIPALITY")]
    [InlineData("""{ municipality(code: "x' OR true --") { name } }""", "UNKNOWN_MUNICIPALITY")]
    [InlineData("""{ municipality(code: "\u0000") { name } }""", "UNKNOWN_MUNICIPALITY")]
    [InlineData("""{ region(code: "VT99") { name } }""", "UNKNOWN_REGION")]
    [InlineData("""{ region(code: "V\u0000") { name } }""", "UNKNOWN_REGION")]
    [InlineData("""{ municipalities(search: "a\u0000b") { totalCount } }""", "BAD_USER_INPUT")]
    [InlineData("""{ municipalities(region: "VT99") { totalCount } }""", "UNKNOWN_REGION")]
    [InlineData("""{ municipalities(first: 501) { totalCount } }""", "PAGE_SIZE")]
    [InlineData("""{ municipalities(after: "rommel") { totalCount } }""", "BAD_CURSOR")]
    [InlineData("""{ round(year: 1999) { status } }""", "UNKNOWN_ROUND")]
    [InlineData("""{ questionnaire(id: "none") { title } }""", "UNKNOWN_QUESTIONNAIRE")]
    public async Task What_does_not_exist_is_null_with_a_code_and_a_sentence(string query, string code)
    {
        var answered = await application.AskAsync(query);

        Assert.Equal([code], answered.Codes);
        Assert.Null(answered.Body["data"]!.AsObject().Single().Value);
        Assert.True(answered.Body["errors"]![0]!["message"]!.GetValue<string>().Length > 20);
    }

    [Fact]
    public async Task Entities_are_found_by_key_in_the_order_asked_and_null_when_unknown()
    {
        var answered = await application.AskAsync("""
            query ($keys: [_Any!]!) { _entities(representations: $keys) {
                ... on Municipality { name } ... on Region { kind } ... on Round { status }
                ... on Objective { number } } }
            """,
            new
            {
                keys = new object[]
                {
                    new { __typename = "Municipality", code = "GM0363" },
                    new { __typename = "Objective", id = "child-abuse-10" },
                    new { __typename = "Municipality", code = "GM9999" },
                    new { __typename = "Round", year = 2018 },
                    new { __typename = "Region", code = "VR13" },
                },
            });

        Same("""
            [{ "name": "Amsterdam" }, { "number": 10 }, null, { "status": "OPEN" }, { "kind": "SAFETY_REGION" }]
            """, answered.Data["_entities"]!);
    }

    [Fact]
    public async Task Public_answers_may_be_shared_and_say_to_which_groups_they_belong()
    {
        var areas = await application.AskAsync("""{ municipality(code: "GM0363") { name regions { name } } }""");
        var round = await application.AskAsync("{ round(year: 2017) { participation { responded } } }");

        Assert.Equal("public, max-age=3600", areas.CacheControl);
        Assert.Equal(["\"areas\""], areas.Response.Headers.GetValues("Cache-Groups"));
        Assert.Equal("public, max-age=60", round.CacheControl);
        Assert.Equal(["\"round-2017\""], round.Response.Headers.GetValues("Cache-Groups"));
    }

    [Fact]
    public async Task A_round_answers_with_questionnaire_and_participation()
    {
        var answered = await application.AskAsync("""
            { rounds { year } round(year: 2017) {
                status generated opensOn closesOn
                participation { invited responded bySizeClass { sizeClass municipalities responded } }
                questionnaire { id objectives { number theme questions {
                    id part kind options { id exclusive takesText } shownWhen { question option } } } } } }
            """);

        var round = answered.Data["round"]!;
        Same("""[{ "year": 2018 }, { "year": 2017 }, { "year": 2014 }]""", answered.Data["rounds"]!);
        Same("""
            { "invited": 388, "responded": 169, "bySizeClass": [
                { "sizeClass": "UNDER_25K", "municipalities": 170, "responded": 61 },
                { "sizeClass": "FROM_25K_TO_50K", "municipalities": 140, "responded": 66 },
                { "sizeClass": "FROM_50K_TO_100K", "municipalities": 47, "responded": 21 },
                { "sizeClass": "FROM_100K_TO_250K", "municipalities": 27, "responded": 18 },
                { "sizeClass": "OVER_250K", "municipalities": 4, "responded": 3 }] }
            """, round["participation"]!);
        Assert.Equal(10, round["questionnaire"]!["objectives"]!.AsArray().Count);
        Same("""
            { "id": "child-abuse-1.laid-down", "part": "ANCHORING", "kind": "SINGLE",
              "options": [{ "id": "yes", "exclusive": false, "takesText": false },
                          { "id": "no", "exclusive": false, "takesText": false }],
              "shownWhen": { "question": "child-abuse-1.policy", "option": "in-policy" } }
            """, round["questionnaire"]!["objectives"]![0]!["questions"]![1]!);
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
