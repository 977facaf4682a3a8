using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers what benchmark adds to a region.</summary>
public sealed class RegionResolvers(AggregateReader aggregates, ReferenceData reference)
{
    /// <summary><c>Region.aggregate</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> AggregatesAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var components = context.Components();
        var codes = regions.Select(r => r.Code).Distinct().ToList();
        var known = await reference.RegionsAsync(codes, cancellationToken);

        object Wish(string code) =>
            !known.TryGetValue(code, out var region)
                ? new ClientException("UNKNOWN_REGION", $"There is no region {code}.")
                : region.IsVeiligThuis
                    ? new AggregateKey(round, GroupKind.VeiligThuis, code) { Components = components }
                    : new RegionOfOtherKind(round, code, components);

        return await aggregates.ReadAsync([.. regions.Select(r => Wish(r.Code))], context, cancellationToken);
    }
}
