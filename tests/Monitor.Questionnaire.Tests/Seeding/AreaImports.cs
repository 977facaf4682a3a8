using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Seeding;

/// <summary>
/// The list of 2019 as far as it matters here: Ten Boer and Haren went into Groningen, Leerdam into the province of
/// Utrecht, and 's-Gravenhage is written otherwise.
/// </summary>
internal static class AreaImports
{
    public const string Import = """
        mutation ($year: Int!, $file: String!, $successions: String, $dryRun: Boolean!) {
          importAreas(year: $year, file: $file, successions: $successions, dryRun: $dryRun) {
            year edition importedBy comparedWith isCorrection municipalities regionKinds
            faults { file line code } changes { kind code name was became } } }
        """;

    public const string Successions = """
        date,old_code,old_name,new_code,new_name,kind,note
        2019-01-01,GM0009,Ten Boer,GM0014,Groningen,MERGE,
        2019-01-01,GM0017,Haren,GM0014,Groningen,MERGE,
        """;

    public static CbsFile Of2019() => CbsFile.Of2018()
        .Without("GM0009", "GM0017")
        .With("GM0518", row => row with { Name = "Den Haag" })
        .With("GM0545", row => row with { Province = "PV26" });

    /// <summary>The answer of an import that is not refused.</summary>
    public static async Task<JsonNode> ImportedAsync(
        this QuestionnaireApplication application, int year, CbsFile file, string? successions, bool dryRun = false)
    {
        var answered = await application.ImportTextAsync(year, file.ToString(), successions, dryRun);
        return answered.Data["importAreas"]!;
    }

    public static Task<Answered> ImportTextAsync(
        this QuestionnaireApplication application, int year, string file, string? successions, bool dryRun) =>
        application.AskInstituteAsync(Import, new { year, file, successions, dryRun });

    public static Task<Answered> AskInstituteAsync(
        this QuestionnaireApplication application, string query, object? variables = null) =>
        application.AskAsync(query, variables, "GM0000", "institute", subject: "institute-1");
}
