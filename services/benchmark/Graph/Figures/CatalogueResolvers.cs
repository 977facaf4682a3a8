using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>A topic as clients see it.</summary>
public sealed record TopicView(string Id, string Title, string Description, FigureBook Book)
{
    public IReadOnlyList<IndicatorView> Indicators =>
        [.. Book.Catalogue.Indicators.Where(i => i.Topic == Id).Select(i => new IndicatorView(i, Book))];

    internal static TopicView Of(Topic topic, FigureBook book) => new(topic.Id, topic.Title, topic.Description, book);
}

/// <summary>Answers the catalogue of figures, from memory.</summary>
public sealed class CatalogueResolvers(FigureLibrary library)
{
    private const string Accented = "àáâäçèéêëìíîïñòóôöùúûü";
    private const string Bare = "aaaaceeeeiiiinoooouuuu";

    /// <summary><c>Query.topics</c>.</summary>
    public async ValueTask<IReadOnlyList<TopicView>?> TopicsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var book = await OpenAsync(context, cancellationToken);
        return [.. book.Catalogue.Topics.Select(t => TopicView.Of(t, book))];
    }

    /// <summary><c>Query.impactThemes</c>.</summary>
    public async ValueTask<IReadOnlyList<Theme>?> ThemesAsync(
        FieldContext context, CancellationToken cancellationToken) =>
        (await OpenAsync(context, cancellationToken)).Catalogue.Themes;

    /// <summary><c>Query.indicator</c>.</summary>
    public async ValueTask<IndicatorView?> IndicatorAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var book = await OpenAsync(context, cancellationToken);
        return new IndicatorView(book.Require(context.Argument<string>("id")), book);
    }

    /// <summary><c>Query.indicators</c>.</summary>
    public async ValueTask<IndicatorConnection?> IndicatorsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var book = await OpenAsync(context, cancellationToken);
        var topic = context.Argument<string?>("topic");
        FigureArguments.RequireTopic(book, topic);
        var theme = context.Argument<string?>("theme");
        if (theme is not null && !book.Catalogue.HasTheme(theme))
        {
            throw new ClientException("UNKNOWN_THEME", $"There is no theme {theme}.");
        }

        var hasData = context.Argument<bool?>("hasData");
        var search = context.Argument<string?>("search");
        var found = book.Catalogue.Indicators
            .Where(i => (topic is null || i.Topic == topic)
                && (theme is null || i.Theme == theme)
                && (hasData is null || book.HasData(i.Id) == hasData)
                && (search is null || Holds(i.Title, search) || Holds(i.Definition, search) || Holds(i.Id, search)))
            .Select(i => new IndicatorView(i, book));
        return FigurePages.Of([.. found], context);
    }

    private static bool Holds(string text, string search) =>
        Plain(text).Contains(Plain(search), StringComparison.Ordinal);

    // By hand: services run without the tables of cultures, which would be needed to take accents off.
    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(letter =>
        Accented.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 ? Bare[at] : letter));

    private async Task<FigureBook> OpenAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(FigureResolvers.CacheGroup);
        return await library.OpenAsync(cancellationToken);
    }
}
