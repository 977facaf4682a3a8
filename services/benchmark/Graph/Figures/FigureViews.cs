using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>The country: the area that is no municipality or region.</summary>
public sealed record CountryView(string Code, string Name);

/// <summary>An area by name, with the entity that it is.</summary>
public sealed record FigureAreaView(AreaKind Kind, string Code, string Name)
{
    public MunicipalityReference? Municipality => Kind == AreaKind.Municipality ? new(Code) : null;

    // The four parts of the country are areas of figures only.
    public RegionReference? Region =>
        Kind is AreaKind.Country or AreaKind.PartOfCountry or AreaKind.Municipality ? null : new(Code);

    internal static FigureAreaView Of(Area area, FigureBook book) => new(area.Kind, area.Code, book.NameOf(area));
}

/// <summary>A period as clients see it.</summary>
public sealed record PeriodView(string Text, PeriodKind Kind, DateOnly FirstDay, DateOnly LastDay, string Label)
{
    internal static PeriodView Of(Period period) =>
        new(period.Text, period.Kind, period.FirstDay, period.LastDay, period.Label);
}

/// <summary>An indicator as clients see it: the catalogue's entry, in the book it was found in.</summary>
public sealed record IndicatorView(Indicator Entry, FigureBook Book)
{
    public string Id => Entry.Id;

    public TopicView Topic => TopicView.Of(Book.Catalogue.Topics.First(t => t.Id == Entry.Topic), Book);

    public Theme? Theme => Book.Catalogue.Themes.FirstOrDefault(t => t.Id == Entry.Theme);

    public string Title => Entry.Title;

    public string Definition => Entry.Definition;

    public IndicatorUnit Unit => Entry.Unit;

    public string Source => Entry.Source;

    public string? SourceUrl => Entry.SourceUrl;

    public string Licence => Entry.Licence;

    // What the catalogue calls empty is not once figures came in.
    public IndicatorStatus Status => !HasData
        ? IndicatorStatus.NoDataYet
        : Entry.Status == IndicatorStatus.NoDataYet ? IndicatorStatus.Available : Entry.Status;

    public string? Message => HasData ? null : "Nog geen cijfers.";

    public IReadOnlyList<PeriodKind> PeriodKinds => Entry.PeriodKinds;

    public IReadOnlyList<AreaKind> AreaKinds => Entry.AreaKinds;

    public DateOnly? NextUpdate => Entry.NextUpdate;

    public int Decimals => Entry.Decimals;

    public int? RoundedTo => Entry.RoundedTo;

    public IReadOnlyList<Per> Per =>
    [
        Domain.Per.Number,
        .. Entry.PerInhabitants is null ? Array.Empty<Per>() : [Domain.Per.Per1000Inhabitants],
        .. Entry.PerChildren is null ? Array.Empty<Per>() : [Domain.Per.Per1000Children],
    ];

    public bool HasData => Book.HasData(Id);

    public bool Generated => Book.CoverageOf(Id).Any(c => c.Generated);

    public bool Estimate => Entry.Topic == "estimates";

    public IReadOnlyList<CoverageView> Coverage => [.. Book.CoverageOf(Id).Select(CoverageView.Of)];

    public IReadOnlyList<ComparabilityView> Comparability =>
    [
        .. Book.Catalogue.Comparability
            .Where(c => c.AreaKinds.Any(kind => c.IsAbout(Id, kind))).Select(ComparabilityView.Of),
    ];
}

/// <summary>What there is of an indicator for one kind of area.</summary>
public sealed record CoverageView(AreaKind AreaKind, PeriodView First, PeriodView Last, int Figures, bool Generated)
{
    internal static CoverageView Of(Coverage coverage) => new(
        coverage.Kind, PeriodView.Of(coverage.First), PeriodView.Of(coverage.Last), coverage.Figures,
        coverage.Generated);
}

/// <summary>What does not go together, and why.</summary>
public sealed record ComparabilityView(
    string Id,
    ComparabilityKind Kind,
    IReadOnlyList<AreaKind> AreaKinds,
    DateOnly FirstDay,
    DateOnly LastDay,
    string Reason,
    string Source)
{
    internal static ComparabilityView Of(Comparability c) =>
        new(c.Id, c.Kind, c.AreaKinds, c.FirstDay, c.LastDay, c.Reason, c.Source);
}

/// <summary>Why a figure has no value.</summary>
public enum FigureReason
{
    NoData,
    Suppressed,
    CannotOccur,
    OnlyHalves,
    NoRate,
    NoCount,
}

/// <summary>What a rate was divided by.</summary>
public sealed record DividedByView(IndicatorView Indicator, PeriodView Period, decimal Value, string? Note);

/// <summary>An observation as clients see it.</summary>
public sealed record ObservationView(
    IndicatorView Indicator, FigureAreaView Area, PeriodView? Period, Per Per, decimal? Value, FigureReason? Reason)
{
    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    public string Display { get; init; } = "";

    public DividedByView? DividedBy { get; init; }

    public int? Edition { get; init; }

    public FigureStatus? Status { get; init; }

    public DateOnly? PublishedOn { get; init; }

    public DatePrecision? PublishedPrecision { get; init; }

    public bool Suppressed { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }

    public bool Generated { get; init; }

    public bool Estimate { get; init; }

    /// <summary>Why it may not be laid beside others; null where it may.</summary>
    public ComparabilityView? NotComparable { get; init; }

    public bool Comparable => NotComparable is null;

    public ObservationView? Fallback { get; init; }

    public IReadOnlyList<ObservationView> Halves { get; init; } = [];

    /// <summary>The figure it is an edition of; null where there is none.</summary>
    internal FigureKey? Key { get; init; }

    /// <summary>The day that was asked about; null: now.</summary>
    internal DateOnly? AsOf { get; init; }
}
