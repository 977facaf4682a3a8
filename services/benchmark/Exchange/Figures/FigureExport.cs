using System.Globalization;
using System.Runtime.CompilerServices;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>Published figures as a tidy table: what the graph answers for <c>Indicator.observations</c>.</summary>
internal sealed class FigureExport(
    FigureLibrary library, FigureReader reader, ObservationReader observations, FigureFreshnessStore freshness)
{
    public static IReadOnlyList<string> Parameters { get; } =
        ["indicator", "topic", "area", "areaKind", "period", "asOf", "per", "version"];

    /// <exception cref="ClientException">
    /// BAD_PARAMETER; CHANGED_MEANWHILE where the figures are no longer of the version that a page link names.
    /// </exception>
    public async Task<ExportTable> TableAsync(ExportQuery query, CancellationToken cancellationToken)
    {
        var fresh = await freshness.ReadAsync(cancellationToken);
        var book = await library.OpenAsync(cancellationToken);
        var version = book.Version.ToString(CultureInfo.InvariantCulture);
        if (query.Text("version") is { } pinned && pinned != version)
        {
            throw new ClientException(
                "CHANGED_MEANWHILE", "The figures changed since the first page: begin again without version.");
        }

        var per = query.OneOf("per", PerNames.All) is [var given, ..] ? PerNames.Parse(given) : Per.Number;
        var indicators = Indicators(query, book, per);
        var wish = WishOf(query, book) with { Indicators = [.. indicators.Select(i => i.Id)] };
        return new ExportTable(
            $"figures-{version}",
            FigureColumns.Columns,
            (page, cancellation) => RowsAsync(book, indicators, wish, per, page, cancellation),
            async cancellation => (await observations.CountAsync(wish, cancellation)).Values.Sum())
        {
            State = $"figures {version}",
            ModifiedAt = fresh.ChangedAt,
            CacheControl = ExportContract.Public,
            Pins = new Dictionary<string, string> { ["version"] = version },
            Notes = [.. indicators.SelectMany(NotesOf)],
        };
    }

    private static IReadOnlyList<Indicator> Indicators(ExportQuery query, FigureBook book, Per per)
    {
        var named = query.OneOf("indicator", book.Catalogue.Indicators.Select(i => i.Id));
        var topics = query.OneOf("topic", book.Catalogue.Topics.Select(t => t.Id));
        var wanted = book.Catalogue.Indicators
            .Where(i => named?.Contains(i.Id) ?? book.HasData(i.Id))
            .Where(i => topics?.Contains(i.Topic) != false)
            .ToList();
        if (named is not null && wanted.Find(i => FigureArguments.Refusal(i, per) is not null) is { } senseless)
        {
            throw ExportQuery.Bad("per", $"{senseless.Id} makes no sense per 1,000.");
        }

        return [.. wanted.Where(i => FigureArguments.Refusal(i, per) is null)];
    }

    private static ObservationWish WishOf(ExportQuery query, FigureBook book)
    {
        var periods = query.List("period");
        if (periods?.FirstOrDefault(p => Period.TryParse(p) is null) is { } wrong)
        {
            throw ExportQuery.Bad("period", $"'{wrong}' is no period: 2017, 2019-H1 or 2012-2017.");
        }

        var areas = query.List("area");
        if (areas?.FirstOrDefault(a => book.Find(a) is null) is { } unknown)
        {
            throw ExportQuery.Bad("area", $"There is no area {unknown}.");
        }

        return new ObservationWish([])
        {
            Areas = areas,
            Kind = query.OneOf("areaKind", Enum.GetValues<AreaKind>().Select(EnumText.Of)) is { } kinds
                ? kinds is [var only] ? EnumText.Parse<AreaKind>(only) : throw ExportQuery.Bad(
                    "areaKind", "Give one areaKind.")
                : null,
            Periods = periods,
            AsOf = query.Day("asOf"),
        };
    }

    /// <summary>Indicator by indicator: as much is held at a time as there is of one.</summary>
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        FigureBook book,
        IReadOnlyList<Indicator> indicators,
        ObservationWish wish,
        Per per,
        ExportPage page,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counts = page.Offset > 0 ? await observations.CountAsync(wish, cancellationToken) : null;
        var (before, left) = (page.Offset, page.Limit);
        foreach (var indicator in indicators.TakeWhile(_ => left > 0))
        {
            if (counts is not null && before > 0 && counts.GetValueOrDefault(indicator.Id) is var count
                && count <= before)
            {
                before -= count;   // all of it stands on earlier pages
                continue;
            }

            var rows = await OfIndicatorAsync(book, indicator, wish, per, cancellationToken);
            foreach (var row in rows.Skip(before).Take(left))
            {
                left--;
                yield return row;
            }

            before = 0;
        }
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> OfIndicatorAsync(
        FigureBook book, Indicator indicator, ObservationWish wish, Per per, CancellationToken cancellationToken)
    {
        var ofIndicator = wish with { Indicators = [indicator.Id] };
        var found = await observations.FindAsync(ofIndicator, cancellationToken);
        var request = new FigureRequest([indicator], AreNamed: true, Periods: null, wish.AsOf, per);
        var shelf = await reader.ShelfAsync(book, request, [ofIndicator], found, cancellationToken);
        return found.Select(o => FigureColumns.Row(shelf.View(indicator, o)));
    }

    private static IEnumerable<ExportNote> NotesOf(Indicator indicator)
    {
        yield return new ExportNote($"indicator {indicator.Id}", $"{indicator.Title}. {indicator.Definition}");
        yield return new ExportNote(
            $"bron van {indicator.Id}", $"{indicator.Source}. Licentie: {indicator.Licence}. {indicator.SourceUrl}");
    }
}
