using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Answers the fields that read tips: for members, so with a token only.</summary>
public sealed class TipResolvers(TipStore tips, ObjectiveStore objectives, IOptions<CommunityOptions> options)
{
    public async ValueTask<TipConnection?> TipsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var page = PageOf(context, defaultFirst: 20);
        var objective = context.Argument<string?>("objective");
        if (objective is not null && !await objectives.ExistsAsync(objective, cancellationToken))
        {
            throw UnknownObjective();
        }

        return TipConnection.Of(await tips.PageAsync(objective, page, reader, cancellationToken));
    }

    /// <summary><c>Objective.tips</c>.</summary>
    public async ValueTask<IReadOnlyList<TipConnection?>> OfObjectivesAsync(
        IReadOnlyList<Objective> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfAsync([.. parents.Select(p => p.Id)], context, cancellationToken);

    /// <summary><c>Suggestion.tips</c>.</summary>
    public async ValueTask<IReadOnlyList<TipConnection?>> OfSuggestionsAsync(
        IReadOnlyList<Suggestion> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfAsync([.. parents.Select(p => p.ObjectiveId)], context, cancellationToken);

    private async Task<IReadOnlyList<TipConnection?>> OfAsync(
        IReadOnlyList<string> ids, FieldContext context, CancellationToken cancellationToken)
    {
        var pages = await tips.PagesAsync(ids, PageOf(context, defaultFirst: 5), context.Reader(), cancellationToken);
        return [.. ids.Select(id => TipConnection.Of(pages[id]))];
    }

    // The default as in the schema: an explicit null means it too.
    private PageRequest PageOf(FieldContext context, int defaultFirst)
    {
        var first = context.Argument<int?>("first") ?? defaultFirst;
        return first >= 0 && first <= options.Value.LargestPage
            ? new PageRequest(first, TipCursor.Parse(context.Argument<string?>("after")))
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.Value.LargestPage}.");
    }

    internal static ClientException UnknownObjective() =>
        new("UNKNOWN_OBJECTIVE", "There is no objective with this id; a questionnaire lists its objectives.");
}
