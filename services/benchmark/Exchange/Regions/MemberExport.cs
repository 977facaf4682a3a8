using System.Diagnostics;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// The released scores of those that share in a region, by name: what the graph answers for <c>Region.sharing</c>, to
/// the same readers.
/// </summary>
internal sealed class MemberExport(
    NamedResolvers lists, NamedScoreStore names, ReleasedRoundStore releases, RuleSetNorms norms)
{
    private const int PageOfNames = 200;

    public static IReadOnlyList<string> Parameters { get; } = ["objective", "components"];

    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("round", ColumnKind.Integer, "Jaar van de meting.", 8),
        new("release", ColumnKind.Text, "Uitgave van de cijfers.", 10),
        new("region_kind", ColumnKind.Text, "Soort regio.", 16),
        new("region", ColumnKind.Text, "Code van de regio.", 14),
        new("region_name", ColumnKind.Text, "Naam van de regio.", 30),
        new("municipality", ColumnKind.Text, "CBS-code van een gemeente die in deze regio deelt.", 14),
        new("objective", ColumnKind.Text, "Doelstelling; leeg: gemiddeld over wat zij beantwoordde.", 20),
        new("components", ColumnKind.Text, "Onderdelen die meetellen, met _ ertussen.", 26),
        new("value", ColumnKind.Number, "Punten, hooguit twee decimalen; leeg waar er geen score is."),
        new("maximum", ColumnKind.Integer, "Het hoogste aantal punten van deze onderdelen.", 10),
        new("band", ColumnKind.Text, "RED, ORANGE of GREEN.", 10),
        ReleaseColumns.Generated,
    ];

    /// <exception cref="ClientException">
    /// UNAUTHENTICATED, INSUFFICIENT_SCOPE, FORBIDDEN, NOT_SHARING; UNKNOWN_REGION, NOT_FOUND; BAD_PARAMETER.
    /// </exception>
    public async Task<ExportTable> TableAsync(
        string region, int round, Caller caller, ExportQuery query, CancellationToken cancellationToken)
    {
        var reader = ReaderOf.Require(caller);
        var shared = (await lists.SharedAsync(reader, [region], cancellationToken)) switch
        {
            [ReadableRegion allowed] => allowed,
            [ClientException refused] => throw refused,
            _ => throw new UnreachableException(),
        };
        var found = await releases.FindAsync([round], cancellationToken);
        if (!found.TryGetValue(round, out var release))
        {
            throw new ClientException("NOT_FOUND", $"There are no released figures of a round {round}.");
        }

        var wanted = query.OneOf("components", Statistics.Combinations.Select(c => c.Name));
        var combinations = Statistics.Combinations.Where(c => wanted?.Contains(c.Name) != false).ToList();
        var objectives = query.List("objective");
        var limits = await norms.OfAsync(release.RuleSet, cancellationToken);
        var members = await MembersAsync(reader, release.Release, shared, cancellationToken);
        var rows = members
            .SelectMany(member => combinations.SelectMany(c => RowsOf(
                member, c, new NamedScoreForm(null, c.Components, limits, release.Generated), objectives)))
            .Select(IReadOnlyList<object?> (row) =>
            [
                round, release.Release, shared.Region.Kind, shared.Region.Code, shared.Region.Name, .. row,
                release.Generated,
            ])
            .ToList();
        return new ExportTable(
            $"region-{shared.Region.Code}-{release.Release}",
            Columns,
            (page, _) => rows.Skip(page.Offset).Take(page.Limit).ToAsyncEnumerable(),
            _ => ValueTask.FromResult((long)rows.Count))
        {
            // Consents come and go, and a withdrawal must be seen at once: the rows themselves are the state.
            State = string.Join('\n', rows.Select(row => string.Join('|', row.Select(CellText.Of)))),
            CacheControl = "private, no-cache",
            Municipalities = [.. members.Select(member => member.Place.Municipality)],
            Notes =
            [
                new("bron", "Gemeenten die in deze regio delen; voor de centrumgemeente en voor wie er zelf deelt."),
                new("meting", $"{round}, uitgave {release.Release}"),
            ],
        };
    }

    private async Task<IReadOnlyList<NamedMember>> MembersAsync(
        Reader reader, string release, ReadableRegion shared, CancellationToken cancellationToken)
    {
        var list = new NamedList(
            release, shared.Kind, SizeClass: null, shared.Region.Code, Objective: null, Components.All,
            NamedOrder.Name, LowestFirst: false);
        var members = new List<NamedMember>();
        NamedPage page;
        do
        {
            page = await names.PageAsync(
                reader, list, PageOfNames, members.LastOrDefault()?.Place, cancellationToken);
            members.AddRange(page.Members);
        }
        while (page.HasNext);

        return members;
    }

    private static IEnumerable<IReadOnlyList<object?>> RowsOf(
        NamedMember member,
        (string Name, Components Components) combination,
        NamedScoreForm form,
        IReadOnlyList<string>? objectives)
    {
        var view = NamedScoreView.Of(member.Place.Municipality, member.Scores, form);
        return view.Objectives
            .Select(o => (Objective: (string?)o.Objective.Id, Points: (decimal?)o.Points, o.Band))
            .Prepend((null, view.Points, view.Band))
            .Where(s => objectives?.Contains(s.Objective ?? AggregateFilter.Overall) != false)
            .Select(IReadOnlyList<object?> (s) =>
            [
                view.Municipality.Code, s.Objective, combination.Name, s.Points, combination.Components.Maximum,
                s.Band is { } band ? EnumText.Of(band) : null,
            ]);
    }
}
