using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers the suggestion fields of schema.graphql.</summary>
public sealed class SuggestionResolvers(ScoreStore scores, MarkStore marks, KnownRounds rounds)
{
    public const int LargestPage = 100;

    /// <summary><c>Municipality.suggestions</c>: the first of them, most points first.</summary>
    public async ValueTask<IReadOnlyList<object?>> SuggestionsAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var first = context.Argument<int?>("first") ?? 3;
        if (first is < 1 or > LargestPage)
        {
            throw new ClientException("PAGE_SIZE", $"first must be 1 to {LargestPage}, not {first}.");
        }

        return await OwnOnly.ForEachAsync(municipalities, context, async own =>
            (await ReadAsync(own, round, SuggestionOrder.Gain, cancellationToken))?.Take(first).ToList());
    }

    /// <summary><c>Municipality.suggestionPage</c>: all of them, chosen, sorted and by page.</summary>
    public async ValueTask<IReadOnlyList<object?>> PageAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var first = context.Argument<int?>("first") ?? 50;
        var after = context.Argument<string?>("after");
        var objective = context.Argument<string?>("objective");
        var part = context.Argument<Part?>("part");
        var mark = context.Argument<MarkFilter?>("mark");
        var order = context.Argument<SuggestionOrder?>("order") ?? SuggestionOrder.Gain;
        PageInfo.RequireSize(first);
        return await OwnOnly.ForEachAsync(municipalities, context, async own =>
        {
            var all = await ReadAsync(own, round, order, cancellationToken);
            return all is null
                ? null
                : Paging.Page(
                    all.Where(s => objective is null || s.Objective.Id == objective)
                        .Where(s => part is null || s.Part == part)
                        .Where(s => mark is null || s.Standing == MarkOf(mark.Value))
                        .ToList(),
                    s => s.Id, first, after);
        });
    }

    /// <summary>
    /// <c>_entities</c> of Suggestion. NOT_FOUND for an id that is not one, is another municipality's, or names a
    /// measure that gains nothing any more: these look alike.
    /// </summary>
    public async ValueTask<IReadOnlyList<object?>> ByIdAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken)
    {
        var own = context.Caller().Municipality;
        var ids = representations.Select(r => SuggestionId.Read(r.Get("id"))).ToList();
        var found = new Dictionary<string, SuggestionView>(StringComparer.Ordinal);
        foreach (var round in ids.Where(i => i is not null && i.Municipality == own).Select(i => i!.Round).Distinct())
        {
            if (await scores.CurrentAsync(own!, round, cancellationToken) is { } current)
            {
                foreach (var suggestion in await MarkedAsync(current, SuggestionOrder.Gain, cancellationToken))
                {
                    found[suggestion.Id] = suggestion;
                }
            }
        }

        return
        [
            .. ids.Select(id => id is not null && found.TryGetValue(id.ToString(), out var suggestion)
                ? suggestion
                : (object)new ClientException("NOT_FOUND", "There is no such suggestion for you.")),
        ];
    }

    // Null where there is no submitted response.
    private async Task<IReadOnlyList<SuggestionView>?> ReadAsync(
        string own, int round, SuggestionOrder order, CancellationToken cancellationToken)
    {
        if (await scores.CurrentAsync(own, round, cancellationToken) is { } current)
        {
            return await MarkedAsync(current, order, cancellationToken);
        }

        await rounds.RequireAsync(round, cancellationToken);
        return null;
    }

    private async Task<IReadOnlyList<SuggestionView>> MarkedAsync(
        ScoredResponse current, SuggestionOrder order, CancellationToken cancellationToken)
    {
        var own = await marks.AllAsync(current.Municipality, cancellationToken);
        var marked = MarkedSuggestion.All(current.Suggestions, current.Card.Objectives, own);
        return [.. MarkedSuggestion.Sorted(marked, order).Select(m => SuggestionView.Of(current, m))];
    }

    private static Mark? MarkOf(MarkFilter filter) => filter switch
    {
        MarkFilter.Planned => Mark.Planned,
        MarkFilter.Done => Mark.Done,
        MarkFilter.NotForUs => Mark.NotForUs,
        _ => null,
    };
}

/// <summary>Which suggestions to show, by their mark.</summary>
public enum MarkFilter
{
    None,
    Planned,
    Done,
    NotForUs,
}
