using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// The service with a random round of which an error was found: some withdrew, or were given other points on two
/// objectives, and a second edition says so. Both are readable.
/// </summary>
internal sealed class CorrectedApplication(int seed) : BenchmarkApplication
{
    public const int Year = DemonstrationRound.Year;

    private readonly Random random = new(seed);

    /// <summary>What the first edition is made of.</summary>
    public IReadOnlyList<DemonstrationResponse> Before { get; private set; } = [];

    /// <summary>What the second edition is made of.</summary>
    public IReadOnlyList<DemonstrationResponse> After { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var round = RandomRound.Of(Year, random);
        Before = round.Responses;
        round.Serve(Sidecar);
        await Parallel.ForEachAsync(Before, async (response, _) =>
            await DeliverScoresAsync(response.ResponseId, response.Municipality));
        await DeliverRoundClosedAsync(Year);
        await UntilAsync($"SELECT count(*) FROM releases WHERE round = {Year}", 1);
        After = Before;
        if (seed % 2 == 0)
        {
            await WithdrawAsync(random.Next(20, 60));
        }

        if (seed % 2 != 0 || seed % 3 != 0)
        {
            await ScoreAgainAsync(random.Next(20, 80));
        }

        await IssueAsync();
    }

    private async Task WithdrawAsync(int count)
    {
        var withdrawn = After.OrderBy(_ => random.Next()).Take(count).ToHashSet();
        After = [.. After.Where(r => !withdrawn.Contains(r))];
        foreach (var response in withdrawn)
        {
            await DeliverAsync("response.withdrawn", "questionnaire", new
            {
                responseId = response.ResponseId, revision = 1, round = Year, municipality = response.Municipality,
            });
        }
    }

    // Points that somebody else has.
    private async Task ScoreAgainAsync(int count)
    {
        var objectives = ObjectivesOf(After[0]).Select(o => $"{o!["objective"]}")
            .OrderBy(_ => random.Next()).Take(2).ToList();
        var donors = objectives.ToDictionary(
            o => o, o => After.SelectMany(ObjectivesOf).Where(s => $"{s!["objective"]}" == o).ToList());
        var chosen = After.OrderBy(_ => random.Next()).Take(count).ToHashSet();
        After = [.. After.Select(r => chosen.Contains(r) ? r with { Scores = Again(r, donors) } : r)];
        foreach (var response in After.Where(r => !Before.Contains(r)))
        {
            Sidecar.Answer("scoring", $"/internal/scores/{response.ResponseId}/1", response.Scores);
            await DeliverScoresAsync(response.ResponseId, response.Municipality);
        }
    }

    private string Again(DemonstrationResponse response, Dictionary<string, List<JsonNode?>> donors)
    {
        var scores = JsonNode.Parse(response.Scores)!;
        foreach (var score in scores["objectives"]!.AsArray())
        {
            if (donors.TryGetValue($"{score!["objective"]}", out var others))
            {
                var other = others[random.Next(others.Count)]!;
                foreach (var name in (string[])["anchoring", "content", "reach", "total", "band"])
                {
                    score[name] = other[name]!.DeepClone();
                }
            }
        }

        return scores.ToJsonString();
    }

    private static JsonArray ObjectivesOf(DemonstrationResponse response) =>
        JsonNode.Parse(response.Scores)!["objectives"]!.AsArray();

    private async Task IssueAsync()
    {
        const string Arguments = "round: 2017, text: \"Een fout in de scores is hersteld.\", recalculate: true, "
            + "withoutWithdrawn: true";
        var looked = await AskAsAsync(
            "institute", null, $"mutation {{ issueErratum({Arguments}, dryRun: true) {{ digest }} }}");
        var digest = looked.Data!["issueErratum"]!["digest"];
        var issued = await AskAsAsync(
            "institute", null, $"mutation {{ issueErratum({Arguments}, digest: \"{digest}\") {{ edition }} }}");
        Assert.Equal("2017-2", $"{issued.Data!["issueErratum"]!["edition"]}");
    }
}
