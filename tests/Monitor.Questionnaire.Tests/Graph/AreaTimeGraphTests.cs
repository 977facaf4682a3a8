using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>Municipalities through time, on the areas that the system starts with.</summary>
public sealed class AreaTimeGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Theory]
    [InlineData(2013, 408)]
    [InlineData(2014, 403)]
    [InlineData(2015, 393)]
    [InlineData(2016, 390)]
    [InlineData(2017, 388)]
    [InlineData(2018, 380)]
    public async Task A_year_has_its_own_list(int year, int count)
    {
        var answered = await application.AskAsync(
            "query ($year: Int!) { municipalities(year: $year, first: 0) { totalCount } }", new { year });

        Assert.Equal(count, answered.Data["municipalities"]!["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_rename_in_mid_year_shows_from_its_day_on()
    {
        var answered = await application.AskAsync("""
            { before: municipalities(on: "2015-06-30", search: "de f") {
                totalCount edges { node { code } inYear { year name listed } } }
              after: municipalities(on: "2015-07-01", search: "de f") {
                totalCount edges { node { code } inYear { year name listed sizeClass inhabitants { on } } } }
              all: municipalities(on: "2015-07-01", first: 0) { totalCount } }
            """);

        Same("""
            { "before": { "totalCount": 1, "edges": [
                { "node": { "code": "GM1921" },
                  "inYear": { "year": 2015, "name": "De Friese Meren", "listed": true } }] },
              "after": { "totalCount": 1, "edges": [
                { "node": { "code": "GM1940" },
                  "inYear": { "year": 2015, "name": "De Fryske Marren", "listed": false, "sizeClass": null,
                              "inhabitants": { "on": "2015-01-01" } } }] },
              "all": { "totalCount": 393 } }
            """, answered.Data);
    }

    [Fact]
    public async Task Counts_say_how_sure_they_are_and_classes_by_which_count_they_go()
    {
        var answered = await application.AskAsync("""
            { municipality(code: "GM0385") {
                inhabitantCounts { on inhabitants precision }
                years { year name sizeClass sizeClassBy { on inhabitants precision } inhabitants { inhabitants } }
                inYear(year: 2014) { year } }
              amsterdam: municipality(code: "GM0363") { inYear(year: 2017) {
                sizeClass sizeClassBy { on } inhabitants { inhabitants precision } } }
              ended: municipality(code: "GM0051") {
                name inYear(year: 2014) { year } inhabitantCounts { on inhabitants precision } } }
            """);

        // Edam-Volendam: Zeevang came in on 1-1-2016; 35,393 of 2015 is counted within the borders of 2017.
        Same("""
            { "municipality": {
                "inhabitantCounts": [
                    { "on": "2014-01-01", "inhabitants": 28920, "precision": "ROUNDED_TO_5" },
                    { "on": "2015-01-01", "inhabitants": 29087, "precision": "EXACT" }],
                "years": [
                    { "year": 2013, "name": "Edam-Volendam", "sizeClass": null, "sizeClassBy": null,
                      "inhabitants": null },
                    { "year": 2014, "name": "Edam-Volendam", "sizeClass": "FROM_25K_TO_50K",
                      "sizeClassBy": { "on": "2014-01-01", "inhabitants": 28920, "precision": "ROUNDED_TO_5" },
                      "inhabitants": { "inhabitants": 28920 } },
                    { "year": 2015, "name": "Edam-Volendam", "sizeClass": "FROM_25K_TO_50K",
                      "sizeClassBy": { "on": "2015-01-01", "inhabitants": 29087, "precision": "EXACT" },
                      "inhabitants": { "inhabitants": 29087 } },
                    { "year": 2016, "name": "Edam-Volendam", "sizeClass": null, "sizeClassBy": null,
                      "inhabitants": null },
                    { "year": 2017, "name": "Edam-Volendam", "sizeClass": "FROM_25K_TO_50K",
                      "sizeClassBy": { "on": "2015-01-01", "inhabitants": 35393,
                                       "precision": "SUM_OF_PREDECESSORS" },
                      "inhabitants": null },
                    { "year": 2018, "name": "Edam-Volendam", "sizeClass": null, "sizeClassBy": null,
                      "inhabitants": null }],
                "inYear": { "year": 2014 } },
              "amsterdam": { "inYear": {
                "sizeClass": "OVER_250K", "sizeClassBy": { "on": "2015-01-01" },
                "inhabitants": { "inhabitants": 844947, "precision": "EXACT" } } },
              "ended": { "name": "Skarsterlân", "inYear": null, "inhabitantCounts": [
                { "on": "2013-12-31", "inhabitants": 27501, "precision": "SECONDARY" }] } }
            """, answered.Data);
    }

    [Fact]
    public async Task Lineage_resolves_chains_splits_and_renames()
    {
        var answered = await application.AskAsync("""
            { marren: municipality(code: "GM1940") {
                lineage(year: 2013) { municipality { name } kind whole steps { date kind note } } }
              boarnsterhim: municipality(code: "GM0055") { lineage(year: 2017) { municipality { code } kind } }
              millingen: municipality(code: "GM0265") { lineage(year: 2017) { municipality { name } kind } }
              mid: municipality(code: "GM1940") { lineage(on: "2015-06-30") { municipality { code } kind } }
              later: municipality(code: "GM1949") { lineage(year: 2017) { municipality { name } kind } } }
            """);

        Same("""
            { "marren": { "lineage": [
                { "municipality": { "name": "Skarsterlân" }, "kind": "MERGE", "whole": true, "steps": [
                    { "date": "2014-01-01", "kind": "MERGE", "note": null },
                    { "date": "2015-07-01", "kind": "RENAME", "note": "new code" }] },
                { "municipality": { "name": "Boarnsterhim" }, "kind": "SPLIT", "whole": false, "steps": [
                    { "date": "2014-01-01", "kind": "SPLIT", "note": "part: Terherne and surroundings" },
                    { "date": "2015-07-01", "kind": "RENAME", "note": "new code" }] },
                { "municipality": { "name": "Lemsterland" }, "kind": "MERGE", "whole": true, "steps": [
                    { "date": "2014-01-01", "kind": "MERGE", "note": null },
                    { "date": "2015-07-01", "kind": "RENAME", "note": "new code" }] },
                { "municipality": { "name": "Gaasterlân-Sleat" }, "kind": "MERGE", "whole": true, "steps": [
                    { "date": "2014-01-01", "kind": "MERGE", "note": null },
                    { "date": "2015-07-01", "kind": "RENAME", "note": "new code" }] }] },
              "boarnsterhim": { "lineage": [
                { "municipality": { "code": "GM0074" }, "kind": "SPLIT" },
                { "municipality": { "code": "GM0080" }, "kind": "SPLIT" },
                { "municipality": { "code": "GM1900" }, "kind": "SPLIT" },
                { "municipality": { "code": "GM1940" }, "kind": "SPLIT" }] },
              "millingen": { "lineage": [{ "municipality": { "name": "Berg en Dal" }, "kind": "MERGE" }] },
              "mid": { "lineage": [{ "municipality": { "code": "GM1921" }, "kind": "RENAME" }] },
              "later": { "lineage": [
                { "municipality": { "name": "het Bildt" }, "kind": "MERGE" },
                { "municipality": { "name": "Franekeradeel" }, "kind": "MERGE" },
                { "municipality": { "name": "Littenseradiel" }, "kind": "SPLIT" },
                { "municipality": { "name": "Menameradiel" }, "kind": "MERGE" }] } }
            """, answered.Data);
    }

    [Fact]
    public async Task Memberships_say_their_year_and_what_is_doubted()
    {
        var answered = await application.AskAsync("""
            { elburg: municipality(code: "GM0230") { memberships(kind: CENTRE_AREA) {
                region { code } year confidence note } }
              ended: municipality(code: "GM0055") {
                memberships { region { name } year confidence note } regions { code } }
              began: municipality(code: "GM1949") { memberships { region { kind } year } }
              doubts: membershipDoubts { municipality { name } region { kind } year confidence note }
              thuis: membershipDoubts(kind: VEILIG_THUIS) { confidence } }
            """);

        Same("""
            [{ "region": { "code": "CA-GM0200" }, "year": 2017, "confidence": "LOW",
               "note": "Stedendriehoek/Noord-Veluwe; verify" }]
            """, answered.Data["elburg"]!["memberships"]!);
        Same("""
            { "memberships": [{ "region": { "name": "Fryslân" }, "year": 2013, "confidence": "HIGH", "note": null }],
              "regions": [] }
            """, answered.Data["ended"]!);
        Same("""[{ "region": { "kind": "PROVINCE" }, "year": 2018 }]""", answered.Data["began"]!["memberships"]!);
        var doubts = answered.Data["doubts"]!.AsArray();
        Assert.Equal(34, doubts.Count);
        Assert.Equal(
            Enumerable.Repeat("LOW", 13).Concat(Enumerable.Repeat("MEDIUM", 21)),
            doubts.Select(d => d!["confidence"]!.GetValue<string>()));
        Assert.Equal(32, doubts.Count(d => d!["note"] is not null));
        Assert.NotEmpty(answered.Data["thuis"]!.AsArray());
    }

    [Fact]
    public async Task Years_say_what_is_known_of_each()
    {
        var answered = await application.AskAsync("{ areaYears { year municipalities regionKinds importedAs } }");

        var years = answered.Data["areaYears"]!.AsArray();
        Assert.Equal([2013, 2014, 2015, 2016, 2017, 2018], years.Select(y => y!["year"]!.GetValue<int>()));
        Same("""
            { "year": 2017, "municipalities": 388,
              "regionKinds": ["VEILIG_THUIS", "SAFETY_REGION", "CENTRE_AREA", "PROVINCE", "COROP"],
              "importedAs": null }
            """, years[4]!);
        Same("""["PROVINCE"]""", years[0]!["regionKinds"]!);
    }

    [Fact]
    public async Task The_rule_is_there_for_all_to_read_with_what_it_comes_to()
    {
        var answered = await application.AskAsync("""
            { successionRule(from: 2013) { id description from to municipalities {
                municipality { code } existed weight { inhabitants }
                sources { municipality { name } kind date weight { on inhabitants precision } } } } }
            """);

        var rule = answered.Data["successionRule"]!;
        Assert.Equal("succession-1", rule["id"]!.GetValue<string>());
        Assert.Equal((2013, 2017), (rule["from"]!.GetValue<int>(), rule["to"]!.GetValue<int>()));
        Same("""
            { "municipality": { "code": "GM0484" }, "existed": true, "weight": { "inhabitants": 72178 },
              "sources": [
                { "municipality": { "name": "Boskoop" }, "kind": "MERGE", "date": "2014-01-01",
                  "weight": { "on": "2013-01-01", "inhabitants": 15195, "precision": "SECONDARY" } },
                { "municipality": { "name": "Rijnwoude" }, "kind": "MERGE", "date": "2014-01-01",
                  "weight": { "on": "2013-12-31", "inhabitants": 18484, "precision": "SECONDARY" } }] }
            """, rule["municipalities"]!.AsArray()
            .Single(m => m!["municipality"]!["code"]!.GetValue<string>() == "GM0484")!);
    }

    [Theory]
    [InlineData("{ municipalities(year: 2012) { totalCount } }", "UNKNOWN_YEAR")]
    [InlineData("{ municipalities(year: -5) { totalCount } }", "UNKNOWN_YEAR")]
    [InlineData("""{ municipalities(on: "2019-01-01") { totalCount } }""", "UNKNOWN_YEAR")]
    [InlineData("""{ municipalities(year: 2015, on: "2015-01-01") { totalCount } }""", "BAD_USER_INPUT")]
    [InlineData("""{ municipalities(year: 2014, region: "VT05") { totalCount } }""", "UNKNOWN_YEAR")]
    [InlineData("""{ municipality(code: "GM0153") { lineage(year: 1999) { kind } } }""", "UNKNOWN_YEAR")]
    [InlineData("""{ municipality(code: "GM0153") { lineage { kind } } }""", "BAD_USER_INPUT")]
    [InlineData("""{ municipality(code: "GM0153") { inYear(year: 1999) { name } } }""", "UNKNOWN_YEAR")]
    [InlineData("{ regions(kind: VEILIG_THUIS, year: 2014) { code } }", "UNKNOWN_YEAR")]
    [InlineData("{ membershipDoubts(kind: COROP, year: 2014) { note } }", "UNKNOWN_YEAR")]
    [InlineData("{ successionRule(from: 2012) { id } }", "UNKNOWN_YEAR")]
    [InlineData("{ successionRule(from: -1) { id } }", "UNKNOWN_YEAR")]
    [InlineData("{ successionRule(to: 10000) { id } }", "UNKNOWN_YEAR")]
    public async Task What_is_not_known_is_refused_by_name(string query, string code)
    {
        var answered = await application.AskAsync(query);

        Assert.Equal([code], answered.Codes);
    }

    [Fact]
    public async Task A_refused_year_is_answered_with_the_years_there_are()
    {
        var answered = await application.AskAsync("{ municipalities(year: 2012) { totalCount } }");

        Assert.Contains(
            "2013, 2014, 2015, 2016, 2017, 2018",
            answered.Body["errors"]![0]!["message"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_names_its_members_of_another_year_where_they_are_known()
    {
        var answered = await application.AskAsync("""
            { region(code: "PV21") { then: municipalities(year: 2013) { name } now: municipalities { name } }
              municipalities(year: 2013, region: "PV21", search: "SKARSTERLAN") { nodes { name } }
              regions(kind: PROVINCE, year: 2014) { code } }
            """);

        Assert.Equal(27, answered.Data["region"]!["then"]!.AsArray().Count);
        Assert.Equal(24, answered.Data["region"]!["now"]!.AsArray().Count);
        Same("""[{ "name": "Skarsterlân" }]""", answered.Data["municipalities"]!["nodes"]!);
        Assert.Equal(12, answered.Data["regions"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_ended_municipality_still_reads_what_it_answered_and_its_successor_does_not()
    {
        const string Query = """
            { municipality(code: "GM0265") { name endedOn response(round: 2014) { status generated } } }
            """;

        var own = await application.AskAsync(Query, municipality: "GM0265");      // Millingen aan de Rijn
        var heir = await application.AskAsync(Query, municipality: "GM1945");     // Berg en Dal

        Same("""
            { "name": "Millingen aan de Rijn", "endedOn": "2015-01-01",
              "response": { "status": "SUBMITTED", "generated": true } }
            """, own.Data["municipality"]!);
        Assert.Equal(["NOT_YOURS"], heir.Codes);
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
