using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers what benchmark adds to a round.</summary>
public sealed class RoundResolvers(AggregateReader aggregates, FrequencyStore frequencies, ReferenceData reference)
{
    private static readonly GroupInput Country = new(GroupKind.Country);

    /// <summary><c>Round.benchmark</c>: the whole country unless a group is named.</summary>
    public async ValueTask<IReadOnlyList<object?>> BenchmarksAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var group = context.Argument<GroupInput?>("group") ?? Country;
        return await aggregates.ReadAsync([.. rounds.Select(r => group.In(r.Year))], context, cancellationToken);
    }

    /// <summary><c>Round.frequencies</c>: NOT_RELEASED as long as there is no release.</summary>
    public async ValueTask<IReadOnlyList<object?>> FrequenciesAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var years = rounds.Select(r => r.Year).Distinct().ToList();
        var known = await reference.RoundsAsync(years, cancellationToken);
        var released = await frequencies.FrequenciesAsync(years, cancellationToken);
        context.Cache.Groups([.. years.Select(year => $"release-{year}")]);

        object Answer(int year) =>
            released.TryGetValue(year, out var found)
                ? found.Objectives.Select(ObjectiveFrequenciesView.Of).ToList()
                : known.ContainsKey(year)
                    ? new ClientException(
                        "NOT_RELEASED", $"The figures of round {year} are released when the round has closed.")
                    : AggregateReader.UnknownRound(year);

        return [.. rounds.Select(r => Answer(r.Year))];
    }
}
