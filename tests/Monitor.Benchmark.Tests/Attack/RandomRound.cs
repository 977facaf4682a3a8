using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// A round with random participation, in which each municipality answers each objective as somebody of the checked-in
/// round did: real patterns of answers, at random places.
/// </summary>
internal static class RandomRound
{
    public static ServedRound Of(int year, Random random)
    {
        var seeds = DemonstrationRound.Parse($"rounds/{year}-responses.json")["responses"]!.AsArray()
            .Select(r => r!["answers"]!.AsObject().ToLookup(a => ObjectiveOf(a.Key))).ToList();
        var objectives = seeds.SelectMany(s => s.Select(o => o.Key)).Distinct().Order(StringComparer.Ordinal).ToList();
        var share = 0.3 + (0.5 * random.NextDouble());
        var taking = DemonstrationRound.Groups.Keys.Order(StringComparer.Ordinal)
            .Where(_ => random.NextDouble() < share).ToList();
        return new ServedRound(year, new JsonObject
        {
            ["responses"] = new JsonArray([.. taking.Select(code => (JsonNode)new JsonObject
            {
                ["municipality"] = code,
                ["answers"] = Answers(seeds, objectives, random),
            })]),
        });
    }

    private static JsonObject Answers(
        List<ILookup<string, KeyValuePair<string, JsonNode?>>> seeds, List<string> objectives, Random random)
    {
        var answers = new JsonObject();
        foreach (var objective in objectives)
        {
            foreach (var (question, answer) in seeds[random.Next(seeds.Count)][objective])
            {
                answers[question] = answer!.DeepClone();
            }
        }

        return answers;
    }

    // child-abuse-4.policy; extra questions have no objective and stay together.
    private static string ObjectiveOf(string question) => question.Split('.')[0];
}
