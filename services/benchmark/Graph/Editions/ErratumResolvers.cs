using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers what was corrected of the releases of a round.</summary>
public sealed class ErratumResolvers(ErratumStore errata)
{
    /// <summary><c>Round.errata</c>: the newest first.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<ErratumView>>> OfRoundsAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var years = rounds.Select(r => r.Year).Distinct().ToList();
        var found = await errata.OfRoundsAsync(years, cancellationToken);
        context.Cache.Groups([.. years.Select(year => $"release-{year}")]);
        return [.. rounds.Select(r => found[r.Year].Select(ErratumView.Of).ToList())];
    }

    /// <summary><c>Erratum.cells</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<CorrectedCellView>>> CellsAsync(
        IReadOnlyList<ErratumView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await errata.CellsAsync(parents.Select(e => e.Id).Distinct(), cancellationToken);
        return [.. parents.Select(e => found[e.Id].Select(CorrectedCellView.Of).ToList())];
    }

    /// <summary><c>Erratum.issuedBy</c>: for the institute alone.</summary>
    public static ValueTask<IReadOnlyList<string>> IssuedByAsync(
        IReadOnlyList<ErratumView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
        return new([.. parents.Select(e => e.Issuer)]);
    }

    /// <summary>The field <c>erratum</c> of whatever shows a cell: the latest one about it, else null.</summary>
    public BatchResolver<T, ErratumView?> Of<T>(Func<T, EditionCell?> cellOf) =>
        async (parents, _, cancellationToken) =>
        {
            var cells = parents.Select(cellOf).ToList();
            var found = (await errata.OfCellsAsync(
                    cells.OfType<EditionCell>().Select(c => c.Release).Distinct(), cancellationToken))
                .ToDictionary(e => new EditionCell(e.Release, e.Cell), e => ErratumView.Of(e.Erratum));
            return [.. cells.Select(c => c is null ? null : found.GetValueOrDefault(c))];
        };
}
