using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Seeding;

/// <summary>Lists of CBS that are held against what is there, and change nothing.</summary>
public sealed class AreaImportCheckTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task A_dry_run_tells_who_began_ended_was_renamed_and_moved_and_changes_nothing()
    {
        var checkedOnly = await application.ImportedAsync(
            2019, AreaImports.Of2019(), AreaImports.Successions, dryRun: true);

        Same("""
            { "year": 2019, "edition": null, "importedBy": null, "comparedWith": 2018, "isCorrection": false,
              "municipalities": 378, "regionKinds": ["SAFETY_REGION", "PROVINCE", "COROP"], "faults": [],
              "changes": [
                { "kind": "ENDED", "code": "GM0009", "name": "Ten Boer", "was": "GM0009", "became": "GM0014" },
                { "kind": "ENDED", "code": "GM0017", "name": "Haren", "was": "GM0017", "became": "GM0014" },
                { "kind": "RENAMED", "code": "GM0518", "name": "Den Haag", "was": "'s-Gravenhage",
                  "became": "Den Haag" },
                { "kind": "REGION_CHANGED", "code": "GM0545", "name": "Leerdam", "was": "PV28", "became": "PV26" },
                { "kind": "SUCCESSION_ADDED", "code": "GM0009", "name": "Ten Boer", "was": null,
                  "became": "2019-01-01 MERGE GM0014" },
                { "kind": "SUCCESSION_ADDED", "code": "GM0017", "name": "Haren", "was": null,
                  "became": "2019-01-01 MERGE GM0014" }] }
            """, checkedOnly);
        var after = await application.AskAsync("{ municipalities(year: 2019) { totalCount } }");
        Assert.Equal(["UNKNOWN_YEAR"], after.Codes);
        Assert.Equal(0, await application.Database.ReadAsync<long>("SELECT count(*) FROM area_imports"));
    }

    [Fact]
    public async Task A_broken_file_is_told_fault_by_fault_and_changes_nothing()
    {
        var file = AreaImports.Of2019()
            .With("GM0014", row => row with { Written = "GM14" })
            .With("GM0363", row => row with { Name = "" })
            .With("GM0518", row => row with { Province = "28", Inhabitants = "een half miljoen" });
        var text = file + "\"400\";\"GM9999\"\r\n";

        var dryRun = await application.ImportTextAsync(
            2019, text, "date,old_code\n2019-01-01,GM0009\n", dryRun: true);
        var refused = await application.ImportTextAsync(2019, text, AreaImports.Successions, dryRun: false);

        Same($$"""
            [{ "file": "MUNICIPALITIES", "line": {{file.LineOf("GM0014")}}, "code": "BAD_CODE" },
             { "file": "MUNICIPALITIES", "line": {{file.LineOf("GM0363")}}, "code": "NO_NAME" },
             { "file": "MUNICIPALITIES", "line": {{file.LineOf("GM0518")}}, "code": "BAD_REGION" },
             { "file": "MUNICIPALITIES", "line": {{file.LineOf("GM0518")}}, "code": "BAD_NUMBER" },
             { "file": "MUNICIPALITIES", "line": 380, "code": "ROW_LENGTH" },
             { "file": "SUCCESSIONS", "line": 1, "code": "NO_COLUMN" }]
            """, dryRun.Data["importAreas"]!["faults"]!);
        Same("[]", dryRun.Data["importAreas"]!["changes"]!);
        Assert.Equal(["IMPORT_REFUSED"], refused.Codes);
        Assert.Equal(5, refused.Body["errors"]![0]!["extensions"]!["faults"]!.AsArray().Count);
        Assert.Equal(0, await application.Database.ReadAsync<long>(
            "SELECT count(*) FROM municipality_lists WHERE year = 2019"));
    }

    [Fact]
    public async Task Whoever_came_or_went_needs_a_step_that_fits()
    {
        var file = AreaImports.Of2019().With("GM9001", row => row with { Name = "Nieuwstad", Inhabitants = "1000" });
        const string steps = """
            date;old_code;new_code;kind
            2019-01-01;GM0009;GM0014;SPLIT
            2018-01-01;GM0017;GM0014;MERGE
            2019-01-01;GM9998;GM9999;RENAME
            2019-02-30;GM0010;GM0014;MERGE
            """;

        var unexplained = await application.ImportedAsync(2019, file, successions: null, dryRun: true);
        var unfit = await application.ImportedAsync(2019, file, steps.Replace("2019-02-30;GM0010;GM0014;MERGE", "",
            StringComparison.Ordinal).TrimEnd(), dryRun: true);
        var unread = await application.ImportedAsync(2019, file, steps, dryRun: true);

        Same($$"""
            [{ "file": "MUNICIPALITIES", "line": null, "code": "NO_SUCCESSOR" },
             { "file": "MUNICIPALITIES", "line": null, "code": "NO_SUCCESSOR" },
             { "file": "MUNICIPALITIES", "line": {{file.LineOf("GM9001")}}, "code": "NO_PREDECESSOR" }]
            """, unexplained["faults"]!);
        Assert.Equal(
            ["2 NOT_A_SPLIT", "3 DATE_OUTSIDE", "4 UNKNOWN_MUNICIPALITY", "4 UNKNOWN_MUNICIPALITY"],
            unfit["faults"]!.AsArray().Where(f => f!["file"]!.GetValue<string>() == "SUCCESSIONS")
                .Select(f => $"{f!["line"]} {f["code"]}"));
        Same("""[{ "file": "SUCCESSIONS", "line": 5, "code": "BAD_DATE" }]""", unread["faults"]!);
    }

    [Theory]
    [InlineData("officer", "FORBIDDEN")]
    [InlineData("researcher", "FORBIDDEN")]
    public async Task Only_the_institute_brings_lists_in(string role, string code)
    {
        var answered = await application.AskAsync(
            AreaImports.Import,
            new { year = 2019, file = "x", successions = (string?)null, dryRun = true },
            "GM0153",
            role);
        var record = await application.AskAsync("{ areaImports { edition } }", municipality: "GM0153", role: role);
        var anyone = await application.AskAsync("{ areaImports { edition } }");

        Assert.Equal([code], answered.Codes);
        Assert.Equal([code], record.Codes);
        Assert.Equal(["UNAUTHENTICATED"], anyone.Codes);
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
