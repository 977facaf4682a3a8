using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Every count of a round that anybody can ask for: of the tables, which files hold as the graph does
/// (ExportAgreementTests), and of the measures that upper halves use.
/// </summary>
internal static class PublicCounts
{
    private static readonly (string Option, string Question, string Answer)[] coverage =
        [("in-policy", "policy", "in-policy"), ("intended", "policy", "intended"), ("laid-down", "laid-down", "yes")];

    /// <summary>Counts that are told, by question and option.</summary>
    public static async Task<ILookup<CountedOption, PublicCount>> ReadAsync(
        BenchmarkApplication application, ServedRound round)
    {
        using var answer = await application.ExportAsync($"/exports/frequencies/{round.Year}.json");
        var form = DemonstrationRound.Parse($"questionnaires/{round.QuestionnaireId}.json");
        var extra = (form["extraQuestions"]?.AsArray() ?? []).ToDictionary(q => Text(q, "code")!, q => Text(q, "id")!);
        var counts = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray()
            .Where(r => r!["value"] is not null && Text(r, "statistic") == "COUNT")
            .Select(r => (
                Of: Read(r!, extra),
                Told: new PublicCount(GroupOf(r!), r!["value"]!.GetValue<int>(), IsHalf: false)))
            .Where(c => c.Of is not null).ToList();
        return counts.Concat(await HalvesAsync(application, round)).ToLookup(c => c.Of!, c => c.Told);
    }

    /// <summary>Whether a response ticks an option.</summary>
    public static bool Ticks(DemonstrationResponse response, CountedOption option) => option.Objective == Policies
        ? response.Answers.Count(a => a.Key.EndsWith(".policy", StringComparison.Ordinal)
            && HasOption(a.Value, "in-policy")) == int.Parse(option.Option, null)
        : HasOption(response.Answers[option.Question], option.Option);

    /// <summary>Whether it counts among those of whom an option is counted.</summary>
    public static bool Counts(DemonstrationResponse response, CountedOption option) =>
        option.Objective == Policies || response.Answers.Any(a => option.Objective.Length == 0
            ? a.Key == option.Question : a.Key.StartsWith(option.Objective + ".", StringComparison.Ordinal));

    /// <summary>Stands for how many objectives each has in its policy.</summary>
    public const string Policies = "*";

    private static bool HasOption(JsonNode? answer, string option) => answer is JsonArray options
        ? options.Any(o => o!.GetValue<string>() == option) : answer?.ToString() == option;

    private static CountedOption? Read(JsonNode row, Dictionary<string, string> extra)
    {
        var (objective, option) = (Text(row, "objective") ?? "", Text(row, "option")!);
        return Text(row, "table") switch
        {
            "FREQUENCIES" when Text(row, "question") is { } question => new(objective, question, option),
            "POLICY_COVERAGE" => coverage.Where(c => c.Option == option)
                .Select(c => new CountedOption(objective, $"{objective}.{c.Question}", c.Answer)).Single(),
            "POLICY_NUMBERS" => new(Policies, Policies, option),
            "EXTRA_QUESTIONS" or "MARKS" => new("", extra[Text(row, "question")!], option),
            _ => null, // own measures and documents over all objectives: sums of what is attacked by itself
        };
    }

    private static async Task<IEnumerable<(CountedOption? Of, PublicCount Told)>> HalvesAsync(
        BenchmarkApplication application, ServedRound round)
    {
        var found = new List<(CountedOption?, PublicCount)>();
        foreach (var one in round.Responses.Where(r => DemonstrationRound.Groups.ContainsKey(r.Municipality))
            .DistinctBy(r => DemonstrationRound.Groups[r.Municipality].SizeClass))
        {
            var (_, use) = await application.GetAsync(
                $"/internal/measure-use?round={round.Year}&municipality={one.Municipality}");
            var group = new AttackedGroup(DemonstrationRound.Groups[one.Municipality].SizeClass, null);
            found.AddRange(use!["objectives"]!.AsArray().Where(o => o!["measures"] is not null)
                .SelectMany(o => o!["measures"]!.AsArray().Select(m => (
                    (CountedOption?)new CountedOption(
                        Text(o, "objective")!, Text(m!, "question")!, Text(m!, "option")!),
                    new PublicCount(group, m!["count"]!.GetValue<int>(), IsHalf: true)
                    {
                        HalfOf = o["of"]!.GetValue<int>(),
                    }))));
        }

        return found;
    }

    private static AttackedGroup GroupOf(JsonNode row) => Text(row, "group_kind") switch
    {
        "SIZE_CLASS" => new(Text(row, "group_code"), null),
        "VEILIG_THUIS" => new(null, Text(row, "group_code")),
        "SIZE_CLASS_IN_VEILIG_THUIS" => new(
            Text(row, "group_size_class"), Text(row, "group_code")!.Split('+')[0]),
        _ => new(null, null),
    };

    private static string? Text(JsonNode? row, string name) => row![name]?.GetValue<string>();
}

/// <summary>An option of a question; of an extra question or a mark without an objective.</summary>
internal sealed record CountedOption(string Objective, string Question, string Option);

/// <summary>
/// How many of a group tick it: exact for the country, else rounded to 5; or how many of the class's upper half do.
/// </summary>
internal sealed record PublicCount(AttackedGroup Group, int Value, bool IsHalf)
{
    /// <summary>Size of the half, rounded down to 5.</summary>
    public int HalfOf { get; init; }
}
