using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Puts together those of a group whose scores a reader may see by name, its own among them.</summary>
public sealed class NamedGroups(
    NamedScoreStore names,
    NamedResolvers lists,
    ReleasedRoundStore rounds,
    SelectionStore selections,
    RuleSetNorms norms)
{
    /// <summary><c>Comparison.byName</c>: refused before anything is read, whether or not there is something.</summary>
    public async ValueTask<IReadOnlyList<object?>> ByNameAsync(
        IReadOnlyList<ComparisonView> comparisons, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var answers = new List<object?>();
        foreach (var comparison in comparisons)
        {
            answers.Add(caller.RefusalOf(comparison.Municipality) is { } refusal
                ? refusal
                : await OfComparisonAsync(caller, comparison, cancellationToken));
        }

        return answers;
    }

    /// <summary>A selection in a round; the exception that says why there is nothing.</summary>
    internal async Task<object> OfSelectionAsync(
        Caller caller, Selection selection, int round, Components components, CancellationToken cancellationToken) =>
        await ReadAsync(
            ReaderOf.Require(caller), round, new GroupFilter(Chosen: selection.Chosen), components, cancellationToken);

    private async Task<object> OfComparisonAsync(
        Caller caller, ComparisonView comparison, CancellationToken cancellationToken)
    {
        if (comparison.Wish is ClientException wrong)
        {
            return wrong;
        }

        if (comparison.Asked.Kind != GroupKind.Selection)
        {
            var filter = await lists.FilterAsync(comparison.Asked, comparison.Compared, cancellationToken);
            return await ReadAsync(
                ReaderOf.Require(caller), comparison.Round, filter, comparison.Counted, cancellationToken);
        }

        return Guid.TryParse(comparison.Asked.Code, out var id)
            && await selections.FindAsync(caller.Municipality!, caller.Subject!, id, cancellationToken) is { } selection
            ? await OfSelectionAsync(caller, selection, comparison.Round, comparison.Counted, cancellationToken)
            : SelectionResolvers.NotFound();
    }

    private async Task<object> ReadAsync(
        Reader reader, int round, GroupFilter filter, Components components, CancellationToken cancellationToken)
    {
        var found = await rounds.FindAsync([round], cancellationToken);
        if (!found.TryGetValue(round, out var released))
        {
            return NamedResolvers.NotReleased(round);
        }

        var readable = await names.ReadableAsync(reader, released.Release, filter, cancellationToken);
        await lists.RecordAsync(
            ActKind.NamedDataRead, reader, readable.Select(m => m.Municipality), $"round:{round}", cancellationToken);
        var form = new NamedScoreForm(
            null, components, await norms.OfAsync(released.RuleSet, cancellationToken), released.Generated);
        return NamedGroupView.Of(released, readable, filter.Chosen?.Count, reader.Municipality, form);
    }
}
