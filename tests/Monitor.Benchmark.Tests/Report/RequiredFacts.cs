using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>What the gateway brings of questionnaire for a report, made of the seeds.</summary>
internal static class RequiredFacts
{
    private static readonly string[] Classes =
        ["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "FROM_100K_TO_250K", "OVER_250K"];

    /// <summary>The round as a representation of YearlyReport holds it.</summary>
    public static JsonObject OfRound(int year)
    {
        var invited = Lines($"areas/municipalities-{(year == 2014 ? 2013 : year)}.csv").Select(CodeOf).ToList();
        var classes = Lines("areas/municipalities-2017.csv").ToDictionary(
            CodeOf, line => Classes.FirstOrDefault(c => line.Contains($",{c},", StringComparison.Ordinal)));
        var responded = (year == 2014 ? DemonstrationRound.Of2014 : DemonstrationRound.Of2017).Responses
            .Select(r => r.Municipality).ToHashSet();

        JsonObject Counts(IEnumerable<string> codes) => new()
        {
            ["municipalities"] = codes.Count(), ["responded"] = codes.Count(responded.Contains),
        };
        JsonObject OfClass(string sizeClass)
        {
            var counts = Counts(invited.Where(c => classes.GetValueOrDefault(c) == sizeClass));
            counts["sizeClass"] = sizeClass;
            return counts;
        }

        return new JsonObject
        {
            ["__typename"] = "Round",
            ["year"] = year,
            ["opensOn"] = $"{year}-10-02",
            ["closesOn"] = $"{year}-10-31",
            ["participation"] = new JsonObject
            {
                ["invited"] = invited.Count,
                ["responded"] = responded.Count,
                ["bySizeClass"] = new JsonArray([.. Classes.Select(OfClass)]),
                ["withoutSizeClass"] = Counts(invited.Where(c => !classes.ContainsKey(c))),
            },
            ["questionnaire"] = Questionnaire(DemonstrationRound.Parse($"questionnaires/child-abuse-{year}.json")),
        };
    }

    private static JsonObject Questionnaire(JsonNode document) => new()
    {
        ["title"] = document["title"]!.DeepClone(),
        ["source"] = document["source"]?.DeepClone(),
        ["licence"] = document["licence"]?.DeepClone(),
        ["objectives"] = new JsonArray(
        [
            .. document["objectives"]!.AsArray().Select(o => new JsonObject
            {
                ["id"] = o!["id"]!.DeepClone(),
                ["number"] = o["number"]!.DeepClone(),
                ["title"] = o["title"]!.DeepClone(),
                ["definition"] = o["definition"]!.DeepClone(),
                ["rationale"] = o["rationale"]?.DeepClone(),
                ["source"] = o["source"]?.DeepClone(),
            }),
        ]),
    };

    private static IEnumerable<string> Lines(string path) =>
        DemonstrationRound.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);

    private static string CodeOf(string line) => line.Split(',')[0];
}
