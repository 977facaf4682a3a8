using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Answers <c>search</c> and what is shown of each result.</summary>
public sealed class SearchResolvers(
    SearchStore store,
    TopicStore topics,
    ReplyStore replies,
    CategoryStore categories,
    IOptions<CommunityOptions> options)
{
    private const int DefaultFirst = 20;

    public async ValueTask<SearchConnection?> SearchAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var search = SearchWords.Of(context.Argument<string>("query"));
        var filter = context.Argument<SearchFilterInput?>("filter") is { } input
            ? new SearchFilter(input.Kinds, input.Objective, input.Category, input.Since)
            : new SearchFilter(null, null, null, null);
        var asked = AskedOf(context);
        var page = await store.FindAsync(search, filter, asked, reader, cancellationToken);
        var found = SearchConnection.Of(page, asked, search);
        return page.End is null && asked is { After: null, First: > 0 }
            ? await WithAdviceAsync(found, search, filter, reader, cancellationToken)
            : found;
    }

    /// <summary><c>SearchResult.titleHtml</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> TitlesAsync(
        IReadOnlyList<SearchResult> parents, FieldContext context, CancellationToken cancellationToken) =>
        await MarkedAsync(parents, isWhole: true, result => result.Title, cancellationToken);

    /// <summary><c>SearchResult.excerptHtml</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> ExcerptsAsync(
        IReadOnlyList<SearchResult> parents, FieldContext context, CancellationToken cancellationToken) =>
        await MarkedAsync(
            parents,
            isWhole: false,
            result => Excerpt.Of(
                result.Kind == SearchKind.Objective ? result.Hit.Source : Markdown.PlainText(result.Hit.Source),
                result.Search.Words),
            cancellationToken);

    /// <summary><c>SearchResult.place</c>: of all results at once.</summary>
    public async ValueTask<IReadOnlyList<string>> PlacesAsync(
        IReadOnlyList<SearchResult> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var found = await topics.FindAsync(
            parents.Select(p => p.Hit.TopicId).OfType<Guid>(), reader, cancellationToken);
        var known = await categories.ReadableAsync(reader, cancellationToken);
        var titles = known.ToDictionary(category => category.Id, category => category.Title);
        var themes = known.Where(category => category.Kind == CategoryKind.Objective)
            .ToDictionary(category => category.ObjectiveId!, category => TitleOf(category.Theme, titles));
        return
        [
            .. parents.Select(p => p.Hit.TopicId is not { } id ? themes.GetValueOrDefault(p.Hit.ObjectiveId ?? "", "")
                : !found.TryGetValue(id, out var topic) ? ""
                : p.Kind == SearchKind.Reply ? $"Reactie in {titles.GetValueOrDefault(topic.CategoryId)}"
                : titles.GetValueOrDefault(topic.CategoryId, "")),
        ];
    }

    /// <summary><c>SearchResult.topic</c>: of all results at once.</summary>
    public async ValueTask<IReadOnlyList<Topic?>> TopicsAsync(
        IReadOnlyList<SearchResult> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var ids = parents.Select(p => p.Hit.TopicId).OfType<Guid>();
        var found = await topics.FindAsync(ids, context.Reader(), cancellationToken);
        return [.. parents.Select(p => p.Hit.TopicId is { } id ? found.GetValueOrDefault(id) : null)];
    }

    /// <summary><c>SearchResult.reply</c>: of all results at once.</summary>
    public async ValueTask<IReadOnlyList<Reply?>> RepliesAsync(
        IReadOnlyList<SearchResult> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var ids = parents.Where(p => p.Kind == SearchKind.Reply).Select(p => p.Hit.Id);
        var found = await replies.FindAsync(ids, context.Reader(), cancellationToken);
        return [.. parents.Select(p => p.Kind == SearchKind.Reply ? found.GetValueOrDefault(p.Hit.Id) : null)];
    }

    private static string TitleOf(string? theme, IReadOnlyDictionary<string, string> titles) =>
        theme is null ? "" : titles.GetValueOrDefault(Category.IdOfTheme(theme), "");

    // One query for each search of the request: nearly always one.
    private async Task<IReadOnlyList<string>> MarkedAsync(
        IReadOnlyList<SearchResult> parents,
        bool isWhole,
        Func<SearchResult, string> text,
        CancellationToken cancellationToken)
    {
        var html = new string[parents.Count];
        foreach (var group in parents.Index().GroupBy(parent => parent.Item.Search))
        {
            var marked = await store.MarkAsync(
                group.Key, group.Select(parent => text(parent.Item)), isWhole, cancellationToken);
            foreach (var (parent, line) in group.Zip(marked))
            {
                html[parent.Index] = Marked.Html(line);
            }
        }

        return html;
    }

    private async Task<SearchConnection> WithAdviceAsync(
        SearchConnection found,
        SearchWords search,
        SearchFilter filter,
        Reader reader,
        CancellationToken cancellationToken)
    {
        if (!await store.HasWordsAsync(search, cancellationToken))
        {
            return found with { OnlyCommonWords = true };
        }

        var known = await store.PublishedWordsAsync(cancellationToken);
        if (Spelling.Propose(search, known) is not { } proposed)
        {
            return found;
        }

        var page = await store.FindAsync(SearchWords.Of(proposed), filter, new(1, null), reader, cancellationToken);
        return page.Hits.Count > 0 ? found with { DidYouMean = proposed } : found;
    }

    // The default as in the schema: an explicit null means it too.
    private SearchAsked AskedOf(FieldContext context)
    {
        var first = context.Argument<int?>("first") ?? DefaultFirst;
        return first >= 0 && first <= options.Value.LargestPage
            ? new SearchAsked(first, SearchCursor.Parse(context.Argument<string?>("after")))
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.Value.LargestPage}.");
    }
}
