using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Tells the institute how far recalculations are.</summary>
public sealed class RecalculationResolvers(RecalculationStore recalculations)
{
    /// <summary>Of a round at most.</summary>
    private const int Most = 20;

    /// <summary><c>Query.editionRecalculation</c>.</summary>
    public async ValueTask<RecalculationView?> OneAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        return Guid.TryParse(context.Argument<string>("id"), out var id)
            && await recalculations.FindAsync(id, cancellationToken) is { } found
            ? new RecalculationView(found)
            : throw new ClientException("NOT_FOUND", "There is no such recalculation.");
    }

    /// <summary><c>Round.editionRecalculations</c>: the newest first.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<RecalculationView>>> OfRoundsAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var found = await recalculations.LatestAsync(rounds.Select(r => r.Year).Distinct(), Most, cancellationToken);
        return [.. rounds.Select(r => found[r.Year].Select(one => new RecalculationView(one)).ToList())];
    }

    private static void RequireInstitute(FieldContext context) =>
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
}
