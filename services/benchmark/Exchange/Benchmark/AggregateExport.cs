using System.Runtime.CompilerServices;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// The aggregates of a release as a tidy table: what the graph answers for <c>Round.benchmark</c>, group by group, a
/// row each number.
/// </summary>
internal sealed class AggregateExport(
    ReleaseContents contents, ReleaseGroups groups, AggregateStore aggregates, ChangeResolvers changes)
{
    /// <summary>So many groups are read, and held, at a time.</summary>
    private const int GroupsHeld = 8;

    public static IReadOnlyList<string> Parameters { get; } =
        ["edition", "group", "objective", "components", "statistic"];

    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        .. ReleaseColumns.OfGroup,
        new("objective", ColumnKind.Text, "Doelstelling; leeg: over alle doelstellingen samen.", 20),
        new(
            "components", ColumnKind.Text,
            "Onderdelen die meetellen, met _ ertussen: ANCHORING (borging), CONTENT (inhoud), REACH (bereik); leeg "
            + "waar dat niet uitmaakt.", 26),
        new("statistic", ColumnKind.Text, "Kengetal; zie de regels hierboven.", 16),
        new("category", ColumnKind.Text, "Welke van de waarden van het kengetal; leeg waar er maar één is.", 12),
        new(
            "value", ColumnKind.Number,
            "Het getal; leeg waar reason een reden geeft, of waar het kengetal een categorie is."),
        new("unit", ColumnKind.Text, "MUNICIPALITIES, POINTS (0 tot het maximum) of CATEGORY.", 16),
        new(
            "maximum", ColumnKind.Integer,
            "Het hoogste aantal punten van de onderdelen die meetellen, 25 tot 100; leeg waar dat niet uitmaakt.", 10),
        new(
            "n", ColumnKind.Integer,
            "Aantal gemeenten achter het getal, landelijk precies, daaronder afgerond op vijftallen; leeg met een "
            + "reden.", 8),
        ReleaseColumns.Reason,
        ReleaseColumns.Generated,
    ];

    /// <exception cref="ClientException">BAD_PARAMETER, or NOT_FOUND for a round without such a release.</exception>
    public async Task<ExportTable> TableAsync(int round, ExportQuery query, CancellationToken cancellationToken)
    {
        var release = await contents.FindAsync(round, query.Text("edition"), cancellationToken);
        var before = (await contents.ListAsync(cancellationToken)).Where(r => r.Round < round)
            .GroupBy(r => r.Round).Select(editions => editions.Last()).ToList();
        var wanted = await groups.WantedAsync(release, query, cancellationToken);
        var statistics = query.OneOf("statistic", Statistics.Known.Select(s => s.Id));
        var combinations = query.OneOf("components", Statistics.Combinations.Select(c => c.Name));
        var objectives = await contents.ObjectivesAsync(release.Id, cancellationToken);
        var filter = new AggregateFilter(
            objectives,
            query.OneOf("objective", [.. objectives, AggregateFilter.Overall]),
            [.. Statistics.Combinations.Where(c => combinations?.Contains(c.Name) != false)],
            [.. Statistics.Known.Where(s => statistics?.Contains(s.Id) != false)],
            [.. before.Select(r => r.Round)]);
        return new ExportTable(
            $"benchmark-{release.Id}",
            Columns,
            (page, cancellation) => page.Of(
                wanted, filter.RowsOfAGroup, groups => RowsAsync(release, groups, filter, cancellation)),
            _ => ValueTask.FromResult((long)wanted.Count * filter.RowsOfAGroup))
        {
            State = string.Join(' ', before.Select(r => r.Id).Append(release.Id)),   // changes are since the newest
            ModifiedAt = before.Select(r => r.MadeAt).Append(release.MadeAt).Max(),
            CacheControl = ExportContract.Public,
            Pins = new Dictionary<string, string> { ["edition"] = release.Id },
            Notes =
            [
                .. ReleaseNotes.Of(release),
                .. Statistics.Known.Select(s => new ExportNote($"kengetal {s.Id}", $"{s.Label}. {s.Definition}")),
            ],
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        ReleaseSummary release,
        IReadOnlyList<Group> wanted,
        AggregateFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in wanted.Chunk(GroupsHeld))
        {
            var keys = some.ToDictionary(g => g, g => KeysOf(g, release, filter));
            var found = await aggregates.FindAsync(keys.Values.SelectMany(k => k), cancellationToken);
            var views = some.ToDictionary(g => g, g => keys[g].Select(k => AggregateView.Of(k, found[k])).ToList());
            var since = await ChangesAsync([.. views.Values.SelectMany(v => v)], filter, cancellationToken);
            foreach (var row in some.SelectMany(g => filter.ValuesOf(views[g], since).Select(v => Row(release, v))))
            {
                yield return row;
            }
        }
    }

    private async Task<IReadOnlyDictionary<(CellKey Cell, int Since), ScoreChangeView>> ChangesAsync(
        IReadOnlyList<AggregateView> views, AggregateFilter filter, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(CellKey, int), ScoreChangeView>();
        if (!filter.WantsChanges)
        {
            return found;
        }

        var cells = views.Select(v => v.Average?.Cell)
            .Concat(views.SelectMany(v => (v.Objectives ?? []).Select(o => o.Cell)))
            .OfType<CellKey>().ToList();
        foreach (var since in filter.Earlier)
        {
            var (answers, _) = await changes.OfCellsAsync(cells, since, cancellationToken);
            foreach (var (cell, answer) in cells.Zip(answers))
            {
                found[(cell, since)] = (ScoreChangeView)answer;
            }
        }

        return found;
    }

    private static IReadOnlyList<AggregateKey> KeysOf(Group group, ReleaseSummary release, AggregateFilter filter) =>
    [
        .. filter.Combinations.Select(c => new AggregateKey(release.Round, group.Kind, group.Code)
        {
            Components = c.Components, Release = release.Id,
        }),
    ];

    private static IReadOnlyList<object?> Row(ReleaseSummary release, AggregateValue value) =>
    [
        .. ReleaseColumns.ValuesOf(release, value.Cell.Aggregate.Group!), value.Cell.ObjectiveId, value.Components,
        value.Statistic.Id, value.Value.Category, value.Value.Value, EnumText.Of(value.Statistic.Unit),
        value.Components is null ? null : value.Cell.Aggregate.Maximum, value.Cell.N,
        value.Value.Reason is { } why ? EnumText.Of(why) : null, value.Cell.Aggregate.Generated,
    ];
}
