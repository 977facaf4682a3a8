using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers what benchmark adds to a round.</summary>
public sealed class RoundResolvers(AggregateReader aggregates)
{
    private static readonly GroupInput Country = new(GroupKind.Country);

    /// <summary><c>Round.benchmark</c>: the whole country unless a group is named.</summary>
    public async ValueTask<IReadOnlyList<object?>> BenchmarksAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var group = context.Argument<GroupInput?>("group") ?? Country;
        var components = context.Components();
        return await aggregates.ReadAsync(
            [.. rounds.Select(r => group.In(r.Year, components))], context, cancellationToken);
    }
}
