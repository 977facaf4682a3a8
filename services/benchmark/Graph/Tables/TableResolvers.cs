using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers the tables of a round's newest release: what chapter 4 of the report prints.</summary>
public sealed class TableResolvers(TableReader reader, FrequencyStore frequencies, TableStore tables)
{
    /// <summary><c>Round.frequencies</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> FrequenciesAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken) =>
        FrequenciesAsync(Newest(rounds), context, cancellationToken);

    /// <summary><c>Round.policyCoverage</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> CoverageAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken) =>
        CoverageAsync(Newest(rounds), context, cancellationToken);

    /// <summary><c>Round.extraQuestions</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> ExtraQuestionsAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken) =>
        ExtraQuestionsAsync(Newest(rounds), context, cancellationToken);

    internal ValueTask<IReadOnlyList<object?>> FrequenciesAsync(
        IReadOnlyList<EditionKey> editions, FieldContext context, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            editions,
            frequencies.FindAsync,
            (group, found) => found.Select(f => ObjectiveFrequenciesView.Of(group, f)).ToList(),
            context,
            cancellationToken);

    internal ValueTask<IReadOnlyList<object?>> CoverageAsync(
        IReadOnlyList<EditionKey> editions, FieldContext context, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            editions,
            FindCoverageAsync,
            (group, found) => PolicyCoverageView.Of(group, found.Frequencies, found.Numbers),
            context,
            cancellationToken);

    internal ValueTask<IReadOnlyList<object?>> ExtraQuestionsAsync(
        IReadOnlyList<EditionKey> editions, FieldContext context, CancellationToken cancellationToken) =>
        reader.ReadAsync(editions, tables.ExtraAnswersAsync, ExtraQuestionsView.Of, context, cancellationToken);

    private async Task<IReadOnlyDictionary<ReleasedGroup, Coverage>> FindCoverageAsync(
        IEnumerable<ReleasedGroup> groups, CancellationToken cancellationToken)
    {
        var wanted = groups.ToList();
        var numbers = await tables.PolicyNumbersAsync(wanted, cancellationToken);
        var found = await frequencies.FindAsync(wanted, cancellationToken);
        return numbers.ToDictionary(n => n.Key, n => new Coverage(found[n.Key], n.Value));
    }

    private static IReadOnlyList<EditionKey> Newest(IReadOnlyList<RoundReference> rounds) =>
        [.. rounds.Select(r => new EditionKey(r.Year, Release: null))];

    private sealed record Coverage(IReadOnlyList<ObjectiveFrequencies> Frequencies, PolicyNumbers Numbers);
}
