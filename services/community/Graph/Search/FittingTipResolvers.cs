using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>A tip that fits the reader, as the graph shows it.</summary>
public sealed record FittingTopic(Topic Tip, Fit Fit);

/// <summary>Leads from objectives and suggestions to the tips that fit: two queries, however many there are.</summary>
public sealed class FittingTipResolvers(FittingTipStore candidates, TopicStore topics, AuthorStore authors)
{
    private const int DefaultFirst = 5;
    private const int Most = 20;

    /// <summary><c>Objective.fittingTips</c>.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<FittingTopic>?>> OfObjectivesAsync(
        IReadOnlyList<Objective> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfAsync([.. parents.Select(p => p.Id)], context, cancellationToken);

    /// <summary><c>Suggestion.fittingTips</c>.</summary>
    public ValueTask<IReadOnlyList<IReadOnlyList<FittingTopic>?>> OfSuggestionsAsync(
        IReadOnlyList<Suggestion> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfAsync([.. parents.Select(p => p.ObjectiveId)], context, cancellationToken);

    private async ValueTask<IReadOnlyList<IReadOnlyList<FittingTopic>?>> OfAsync(
        IReadOnlyList<string> objectives, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var first = context.Argument<int?>("first") ?? DefaultFirst;
        if (first is < 0 or > Most)
        {
            throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {Most}.");
        }

        var (tips, sizeClass) = await candidates.CandidatesAsync(objectives, reader, cancellationToken);
        var crowd = await authors.CrowdAsync(cancellationToken);
        var chosen = objectives.Distinct().ToDictionary(
            id => id, id => FittingTips.Of(tips[id], sizeClass, crowd, first));
        var found = await topics.FindAsync(
            chosen.Values.SelectMany(list => list.Select(tip => tip.Id)), reader, cancellationToken);
        return
        [
            .. objectives.Select(id => (IReadOnlyList<FittingTopic>?)
            [
                .. chosen[id].Where(tip => found.ContainsKey(tip.Id))
                    .Select(tip => new FittingTopic(found[tip.Id], tip.Fit)),
            ]),
        ];
    }
}
