using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>The round of 2017 released, with none, one, four and five respondents in four of the regions.</summary>
public sealed class FewApplication : BenchmarkApplication
{
    private static readonly int[] few = [0, 1, 4, 5];

    /// <summary>Codes of the four regions, by how many answered.</summary>
    public IReadOnlyList<string> Regions { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var file = DemonstrationRound.Parse("rounds/2017-responses.json");
        var byRegion = file["responses"]!.AsArray().Select(r => r!["municipality"]!.GetValue<string>())
            .GroupBy(m => DemonstrationRound.Groups.TryGetValue(m, out var g) ? g.VeiligThuis : "")
            .Where(g => g.Key.Length > 0 && g.Count() >= few[^1])
            .OrderBy(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(few.Length).ToList();
        Regions = [.. byRegion.Select(g => g.Key)];
        var left = byRegion.Zip(few).SelectMany(g => g.First.Skip(g.Second)).ToHashSet();
        var round = new ServedRound(DemonstrationRound.Year, new JsonObject
        {
            ["responses"] = new JsonArray(
            [
                .. file["responses"]!.AsArray().Where(r => !left.Contains(r!["municipality"]!.GetValue<string>()))
                    .Select(r => r!.DeepClone()),
            ]),
        });
        round.Serve(Sidecar);
        await Parallel.ForEachAsync(round.Responses, async (response, _) =>
            await DeliverScoresAsync(response.ResponseId, response.Municipality));
        await DeliverRoundClosedAsync(round.Year);
        await UntilAsync($"SELECT count(*) FROM releases WHERE round = {round.Year}", 1);
    }
}
