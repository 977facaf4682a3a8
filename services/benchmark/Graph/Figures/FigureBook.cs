using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>All that is known beside the figures themselves, of one version.</summary>
public sealed class FigureBook(
    long version,
    Catalogue catalogue,
    IReadOnlyList<NamedArea> areas,
    IReadOnlyList<Membership> memberships,
    IReadOnlyList<Coverage> coverage)
{
    private readonly Dictionary<string, NamedArea> areaOf =
        areas.ToDictionary(a => a.Area.Code, StringComparer.Ordinal);

    private readonly ILookup<string, Coverage> coverageOf = coverage.ToLookup(c => c.Indicator);

    public long Version => version;

    public Catalogue Catalogue => catalogue;

    public IReadOnlyList<NamedArea> Areas => areas;

    public AreaTree Tree { get; } = new(memberships.Select(m => (m.Municipality, m.Region)));

    /// <summary>What there is of an indicator, by kind of area, the largest first.</summary>
    public IReadOnlyList<Coverage> CoverageOf(string indicator) => [.. coverageOf[indicator].OrderBy(c => c.Kind)];

    public bool HasData(string indicator) => coverageOf.Contains(indicator);

    public NamedArea? Find(string code) => areaOf.GetValueOrDefault(code);

    /// <summary>The area's name, or its code while the name is not known.</summary>
    public string NameOf(Area area) => Find(area.Code)?.Name ?? area.Code;

    /// <exception cref="ClientException">UNKNOWN_INDICATOR.</exception>
    public Indicator Require(string id) =>
        catalogue.Find(id) ?? throw new ClientException("UNKNOWN_INDICATOR", $"There is no indicator {id}.");

    /// <exception cref="ClientException">UNKNOWN_AREA.</exception>
    public NamedArea RequireArea(string code) =>
        Find(code) ?? throw new ClientException("UNKNOWN_AREA", $"There is no area {code}.");
}

/// <summary>Keeps the current book in memory, and reads it anew when its version has risen.</summary>
public sealed class FigureLibrary(CatalogueStore catalogues, FigureAreaStore areas) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private volatile FigureBook? current;

    /// <summary>The book as it is now: one small query when nothing changed.</summary>
    public async Task<FigureBook> OpenAsync(CancellationToken cancellationToken)
    {
        var version = await catalogues.VersionAsync(cancellationToken);
        if (current is { } known && known.Version >= version)
        {
            return known;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { } read && read.Version >= version)
            {
                return read;
            }

            return current = await ReadAsync(version, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<FigureBook> ReadAsync(long version, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.ReadAsync(cancellationToken);
        var (named, memberships) = await areas.ReadAsync(cancellationToken);
        var coverage = await catalogues.CoverageAsync(cancellationToken);
        return new FigureBook(version, catalogue, named, memberships, coverage);
    }
}
