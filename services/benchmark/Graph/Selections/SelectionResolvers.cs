using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers own selections: to who made them, and to colleagues where they are shared. All that is said of those chosen
/// is of those whose names the caller sees now.
/// </summary>
public sealed class SelectionResolvers(SelectionStore selections, NamedScoreStore names, NamedGroups groups)
{
    /// <summary><c>Query.selections</c>.</summary>
    public async ValueTask<IReadOnlyList<SelectionView>?> SelectionsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var (municipality, subject) = PersonOf(context.Caller());
        var found = await selections.OfAsync(municipality, subject, cancellationToken);
        return [.. found.Select(s => new SelectionView(s, s.Owner == subject))];
    }

    /// <summary><c>Query.selection</c>.</summary>
    public async ValueTask<SelectionView?> SelectionAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var (municipality, subject) = PersonOf(context.Caller());
        return Guid.TryParse(context.Argument<string>("id"), out var id)
            && await selections.FindAsync(municipality, subject, id, cancellationToken) is { } found
            ? new SelectionView(found, found.Owner == subject)
            : throw NotFound();
    }

    /// <summary><c>Selection.municipalities</c>: those that the caller sees by name in some round.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<MunicipalityReference>>> MunicipalitiesAsync(
        IReadOnlyList<SelectionView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var readable = await ReadableAsync(parents, context, cancellationToken);
        return
        [
            .. parents.Select(p => readable.Where(p.Selection.Chosen.Contains)
                .Select(code => new MunicipalityReference(code)).ToList()),
        ];
    }

    /// <summary><c>Selection.notShown</c>.</summary>
    public async ValueTask<IReadOnlyList<int>> NotShownAsync(
        IReadOnlyList<SelectionView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var readable = await ReadableAsync(parents, context, cancellationToken);
        return [.. parents.Select(p => p.Selection.Chosen.Count(code => !readable.Contains(code)))];
    }

    /// <summary><c>Selection.figures</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> FiguresAsync(
        IReadOnlyList<SelectionView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var components = context.Components();
        var answers = new List<object?>();
        foreach (var parent in parents)
        {
            answers.Add(await groups.OfSelectionAsync(
                context.Caller(), parent.Selection, round, components, cancellationToken));
        }

        return answers;
    }

    internal static ClientException NotFound() => new("NOT_FOUND", "There is no selection with this id.");

    /// <exception cref="ClientException">UNAUTHENTICATED; FORBIDDEN for a token of no municipality.</exception>
    internal static (string Municipality, string Subject) PersonOf(Caller caller)
    {
        caller.RequireToken();
        return caller.Municipality is { } municipality
            ? (municipality, caller.Subject!)
            : throw new ClientException("FORBIDDEN", "Selections are for those that act for a municipality.");
    }

    private Task<IReadOnlyList<string>> ReadableAsync(
        IReadOnlyList<SelectionView> parents, FieldContext context, CancellationToken cancellationToken) =>
        names.NamesReadableAsync(
            ReaderOf.Require(context.Caller()),
            [.. parents.SelectMany(p => p.Selection.Chosen).Distinct(StringComparer.Ordinal)],
            cancellationToken);
}
