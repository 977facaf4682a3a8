using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers the suggestion fields of schema.graphql.</summary>
public sealed class SuggestionResolvers(ScoreStore scores, KnownRounds rounds)
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
        {
            if (await scores.CurrentAsync(own, round, cancellationToken) is { } current)
            {
                return current.Suggestions.Take(first).Select(s => SuggestionView.Of(current, s)).ToList();
            }

            await rounds.RequireAsync(round, cancellationToken);
            return null;
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
                foreach (var suggestion in current.Suggestions.Select(s => SuggestionView.Of(current, s)))
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
}
