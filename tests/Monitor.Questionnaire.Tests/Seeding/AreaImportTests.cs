using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Seeding;

/// <summary>Lists of CBS that are brought in. Each test has a database of its own.</summary>
public sealed class AreaImportTests : IAsyncLifetime
{
    private readonly QuestionnaireApplication application = new();

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task A_list_is_there_once_imported_with_its_steps_its_event_and_a_record()
    {
        var imported = await application.ImportedAsync(2019, AreaImports.Of2019(), AreaImports.Successions);
        var edition = imported["edition"]!.GetValue<string>();

        Assert.StartsWith("2019-cbs-1-", edition, StringComparison.Ordinal);
        Assert.Equal("institute-1", imported["importedBy"]!.GetValue<string>());
        var areas = await application.AskAsync("""
            { municipalities(year: 2019, search: "haag") { totalCount edges { inYear { name sizeClass } } }
              all: municipalities(year: 2019, first: 0) { totalCount }
              tenBoer: municipality(code: "GM0009") { endedOn lineage(year: 2019) { municipality { name } kind } }
              current: municipality(code: "GM0518") { name inhabitantsYear inYear(year: 2018) { name } }
              leerdam: municipality(code: "GM0545") { memberships(kind: PROVINCE) { region { code } year } }
              areaYears { year importedAs } }
            """);
        Same("""
            { "totalCount": 1, "edges": [{ "inYear": { "name": "Den Haag", "sizeClass": "UNDER_25K" } }] }
            """, areas.Data["municipalities"]!);
        Assert.Equal(378, areas.Data["all"]!["totalCount"]!.GetValue<int>());
        Same("""
            { "endedOn": "2019-01-01", "lineage": [{ "municipality": { "name": "Groningen" }, "kind": "MERGE" }] }
            """, areas.Data["tenBoer"]!);
        Same("""
            { "name": "Den Haag", "inhabitantsYear": 2015, "inYear": { "name": "'s-Gravenhage" } }
            """, areas.Data["current"]!);
        Same(
            """{ "region": { "code": "PV26" }, "year": 2019 }""",
            areas.Data["leerdam"]!["memberships"]!.AsArray()[^1]!);
        Same($$"""{ "year": 2019, "importedAs": "{{edition}}" }""", areas.Data["areaYears"]!.AsArray()[^1]!);
        Assert.Equal(
            1,
            await application.Database.ReadAsync<long>(
                $"SELECT count(*) FROM outbox WHERE topic = 'areas.published' AND data ->> 'edition' = '{edition}'"));
        var record = await application.AskInstituteAsync("{ areaImports { edition year changes { kind } } }");
        Assert.Equal(6, Assert.Single(record.Data["areaImports"]!.AsArray())!["changes"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_there_already_changes_nothing_and_a_correction_is_kept_on_record()
    {
        await application.ImportedAsync(2019, AreaImports.Of2019(), AreaImports.Successions);
        var again = await application.ImportedAsync(2019, AreaImports.Of2019(), AreaImports.Successions);
        Same("[]", again["changes"]!);
        Assert.Null(again["edition"]);

        var right = AreaImports.Of2019().With("GM0518", row => row with { Name = "'s-Gravenhage" });
        var corrected = await application.ImportedAsync(2019, right, successions: null);

        Assert.True(corrected["isCorrection"]!.GetValue<bool>());
        Same("""
            [{ "kind": "RENAMED", "code": "GM0518", "name": "'s-Gravenhage", "was": "Den Haag",
               "became": "'s-Gravenhage" }]
            """, corrected["changes"]!);
        Assert.Equal(2, await application.Database.ReadAsync<long>("SELECT count(*) FROM area_imports"));
        var now = await application.AskAsync("""{ municipality(code: "GM0518") { name } }""");
        Assert.Equal("'s-Gravenhage", now.Data["municipality"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Seeds_that_are_loaded_anew_leave_an_imported_list_alone()
    {
        await application.ImportedAsync(2019, AreaImports.Of2019(), AreaImports.Successions);
        await application.Database.ReadAsync<int>("UPDATE area_editions SET edition = 'earlier'; SELECT 1");

        await application.Database.SeedAsync(Seeds.Folder);

        var answered = await application.AskAsync("""
            { municipalities(year: 2019, first: 0) { totalCount } areaYears { municipalities }
              municipality(code: "GM0009") { endedOn successors { new { code } } } }
            """);
        Assert.Equal(378, answered.Data["municipalities"]!["totalCount"]!.GetValue<int>());
        Same("""{ "endedOn": "2019-01-01", "successors": [{ "new": { "code": "GM0014" } }] }""",
            answered.Data["municipality"]!);
        Assert.Equal(
            [408, 403, 393, 390, 388, 380, 378],
            answered.Data["areaYears"]!.AsArray().Select(y => y!["municipalities"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_list_that_the_seeds_brought_is_corrected_by_the_one_of_CBS()
    {
        var file = CbsFile.Of2018();
        var corrected = await application.ImportedAsync(2018, file, successions: null);

        Assert.True(corrected["isCorrection"]!.GetValue<bool>());
        Assert.Equal(
            Enumerable.Repeat("INHABITANTS_CHANGED", 380),
            corrected["changes"]!.AsArray().Select(c => c!["kind"]!.GetValue<string>()));
        var answered = await application.AskAsync("""
            { municipality(code: "GM1949") { memberships { region { code } year }
                inYear(year: 2018) { inhabitants { precision } } }
              municipalities(year: 2018, region: "CR04", first: 0) { totalCount }
              areaYears { regionKinds } }
            """);
        Same("""
            [{ "region": { "code": "VR02" }, "year": 2018 }, { "region": { "code": "PV21" }, "year": 2018 },
             { "region": { "code": "CR04" }, "year": 2018 }]
            """, answered.Data["municipality"]!["memberships"]!);
        Same("""["SAFETY_REGION", "PROVINCE", "COROP"]""", answered.Data["areaYears"]![5]!["regionKinds"]!);
    }

    [Fact]
    public async Task A_repeated_request_brings_a_list_in_once()
    {
        var variables = new
        {
            year = 2019, file = AreaImports.Of2019().ToString(), successions = AreaImports.Successions, dryRun = false,
        };

        Task<Testing.Answered> AskAsync() =>
            application.AskAsync(AreaImports.Import, variables, "GM0000", "institute", "key-1", "institute-1");
        var first = await AskAsync();
        var again = await AskAsync();

        Assert.Equal(
            first.Data["importAreas"]!["edition"]!.GetValue<string>(),
            again.Data["importAreas"]!["edition"]!.GetValue<string>());
        Assert.Equal(1, await application.Database.ReadAsync<long>("SELECT count(*) FROM area_imports"));
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
