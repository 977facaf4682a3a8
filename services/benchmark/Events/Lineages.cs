using System.Globalization;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Benchmark.Events;

/// <summary>Fetches from questionnaire who held whose area on the lists of the rounds, and keeps it.</summary>
public sealed class Lineages(DaprClient dapr, LineageStore store)
{
    private const string App = "questionnaire";

    /// <summary>As kept; fetched when nothing is, or one of these rounds is not in it.</summary>
    /// <exception cref="DaprException">It had to be fetched, and questionnaire did not answer.</exception>
    public async Task<Lineage> CurrentAsync(IEnumerable<int> rounds, CancellationToken cancellationToken) =>
        await store.FindAsync(cancellationToken) is { } kept && rounds.All(kept.Rounds.ContainsKey)
            ? kept
            : await RefreshAsync(cancellationToken);

    private async Task<Lineage> RefreshAsync(CancellationToken cancellationToken)
    {
        var rounds = await dapr.GetAsync<IReadOnlyList<RoundForm>>(App, "/internal/rounds", cancellationToken);
        var rule = SuccessionRule.Id;
        var lists = new Dictionary<int, IReadOnlyList<Successor>>();
        foreach (var year in rounds.Select(r => r.AreasYear).Where(year => year > 0).Distinct())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/internal/lineage?from={year}");
            var form = await dapr.GetAsync<LineageForm>(App, path, cancellationToken);
            rule = form.Rule;
            lists[year] = [.. form.Municipalities.Select(m => m.ToSuccessor())];
        }

        var lineage = new Lineage(rule, rounds.ToDictionary(r => r.Year, r => r.AreasYear), lists);
        await store.ReplaceAsync(lineage, cancellationToken);
        return lineage;
    }

    private sealed record RoundForm(int Year, int AreasYear);

    private sealed record LineageForm(string Rule, IReadOnlyList<MunicipalityForm> Municipalities);

    private sealed record MunicipalityForm(string Code, bool Existed, int? Weight, IReadOnlyList<SourceForm> Sources)
    {
        public Successor ToSuccessor() => new(
            Code,
            Existed,
            Weight,
            [.. Sources.Select(s => new Predecessor(s.Code, EnumText.Parse<SuccessionKind>(s.Kind), s.Weight))]);
    }

    private sealed record SourceForm(string Code, string Kind, int? Weight);
}
