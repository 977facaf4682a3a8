using System.Security.Cryptography;
using System.Text;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>Puts together what there is to ask: of the code, of the releases and of the figures.</summary>
public sealed class DataCatalogue(ReleaseContents contents, FigureLibrary library, FigureFreshnessStore freshness)
{
    private static readonly IReadOnlyList<StatisticView> statistics = [.. Statistics.Known.Select(ViewOf)];

    private static readonly IReadOnlyList<CombinationView> combinations =
        [.. Statistics.Combinations.Select(c => new CombinationView(c.Name, c.Components.Parts, c.Components.Maximum))];

    private static readonly IReadOnlyList<TableView> tables =
    [
        new("FREQUENCIES", "Antwoorden per doelstelling"), new("POLICY_COVERAGE", "Opgenomen in beleid"),
        new("POLICY_NUMBERS", "Hoeveel doelstellingen in beleid"), new("DOCUMENTS", "Waarin vastgelegd"),
        new("EXTRA_QUESTIONS", "Extra vragen"), new("MARKS", "Rapportcijfers"),
    ];

    public async Task<CatalogueView> ReadAsync(CancellationToken cancellationToken)
    {
        var fresh = await freshness.ReadAsync(cancellationToken);
        var book = await library.OpenAsync(cancellationToken);
        var releases = await contents.ListAsync(cancellationToken);
        var rounds = new List<RoundView>();
        foreach (var editions in releases.GroupBy(r => r.Round))
        {
            var newest = editions.Last();
            var objectives = await contents.ObjectivesAsync(newest.Id, cancellationToken);
            rounds.Add(new RoundView(
                newest.Round, newest.Id, newest.MadeAt, [.. editions.Select(e => e.Id)], newest.RuleSet,
                newest.Generated, [.. objectives.Select(o => new ObjectiveReference(o))]));
        }

        var groups = releases is [.., var last] ? await contents.GroupsAsync(last.Id, cancellationToken) : [];
        return new CatalogueView(
            VersionOf(releases, book.Version),
            statistics,
            combinations,
            [.. ReleaseGroups.Kinds.Select(kind => KindOf(kind, groups))],
            rounds,
            tables,
            [.. book.Catalogue.Indicators.Select(i => new IndicatorView(i, book))],
            new FreshnessView(
                releases.Count == 0 ? null : releases.Max(r => r.MadeAt),
                fresh.ChangedAt,
                book.Version,
                book.Catalogue.Indicators.Min(i => i.NextUpdate)));
    }

    private static string VersionOf(IReadOnlyList<ReleaseSummary> releases, long figures)
    {
        var text = string.Join('\n', releases.Select(r => r.Id).Append($"{figures}").Append(ExportContract.Version));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static StatisticView ViewOf(Statistic statistic) => new(
        statistic.Id,
        statistic.Label,
        statistic.Definition,
        statistic.Unit,
        statistic.Unit switch
        {
            StatisticUnit.Points => new RangeView(statistic.IsChange ? -100 : 0, 100),
            StatisticUnit.Percent => new RangeView(0, 100),
            _ => null,
        },
        statistic.IsByComponents,
        statistic.IsPerObjective,
        statistic.IsOverall,
        ReleaseGroups.Kinds,
        statistic.Categories,
        statistic.Fewest);

    private static GroupKindView KindOf(GroupKind kind, IReadOnlyList<Group> groups) => new(
        kind,
        kind switch
        {
            GroupKind.Country => "Nederland",
            GroupKind.SizeClass => "Grootteklasse",
            GroupKind.VeiligThuis => "Veilig Thuis-regio",
            GroupKind.SizeClassInVeiligThuis => "Grootteklasse binnen een Veilig Thuis-regio",
            _ => EnumText.Of(kind),
        },
        [
            .. groups.Where(g => g.Kind == kind)
                .Select(g => (Name: ReleaseGroups.NameOf(g), View: AggregateGroupView.Of(g)))
                .Select(g => new GroupView(g.Name, g.View.Code, g.View.SizeClass, g.View.Label)),
        ]);
}
