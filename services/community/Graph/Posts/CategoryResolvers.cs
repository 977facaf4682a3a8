using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Answers the fields on categories, and how many topics there are: from counts that are kept.</summary>
public sealed class CategoryResolvers(
    CategoryStore categories,
    TopicStore topics,
    AuthorStore authors,
    IOptions<CommunityOptions> options,
    TimeProvider time)
{
    public async ValueTask<IReadOnlyList<Category>?> CategoriesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var kind = context.Argument<CategoryKind?>("kind");
        return [.. (await ShownAsync(context, cancellationToken)).Where(c => kind is null || c.Kind == kind)];
    }

    public async ValueTask<Category?> CategoryAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var shown = await ShownAsync(context, cancellationToken);
        var id = context.Argument<string>("id");
        return shown.SingleOrDefault(c => c.Id == id)
            ?? throw new ClientException("NOT_FOUND", "There is no category with this id.");
    }

    /// <summary><c>CommunityTopic.category</c>: whoever reads a topic reads its category.</summary>
    public async ValueTask<IReadOnlyList<Category?>> OfTopicsAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = (await categories.ReadableAsync(context.Reader(), cancellationToken)).ToDictionary(c => c.Id);
        return [.. parents.Select(p => found.GetValueOrDefault(p.CategoryId))];
    }

    /// <summary><c>Category.topicCount</c>: of all categories at once.</summary>
    public async ValueTask<IReadOnlyList<int>> CountsAsync(
        IReadOnlyList<Category> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var counts = (await categories.CountsAsync(context.Reader(), cancellationToken)).ToLookup(c => c.Category);
        return [.. parents.Select(p => counts[p.Id].Sum(c => c.Topics))];
    }

    /// <summary><c>TopicConnection.totalCount</c>: of all lists at once.</summary>
    public async ValueTask<IReadOnlyList<int>> TotalsAsync(
        IReadOnlyList<TopicConnection> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var counts = await categories.CountsAsync(reader, cancellationToken);
        var totals = new List<int>(parents.Count);
        foreach (var parent in parents)
        {
            totals.Add(parent.Filter.Pinned
                ? await topics.PinnedAsync(parent.Filter, reader, cancellationToken)
                : counts.Where(c => IsIn(parent.Filter, c)).Sum(c => c.Topics));
        }

        return totals;
    }

    /// <summary>What everyone is told before they post.</summary>
    public async ValueTask<PostingRules?> RulesAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var id = context.Argument<string?>("category");
        var category = id is null
            ? null
            : (await categories.ReadableAsync(reader, cancellationToken)).SingleOrDefault(c => c.Id == id)
                ?? throw CommunityAccess.UnknownCategory();
        var by = new Authorship(
            reader.Member,
            reader.Municipality,
            await authors.SizeClassAsync(reader.Municipality, cancellationToken),
            ShownAs.Anonymous,
            category?.RegionCode,
            time.GetUtcNow(),
            category?.RegionCode);
        var crowd = await authors.CrowdAsync(cancellationToken);
        var alike = crowd.Alike(by.SizeClass, by.Region, by.PostedAt, by.RegionNow);
        var isOffered = by.Municipality is not null && alike >= Anonymity.Fewest;
        return new PostingRules(
            PostingRules.Sentences,
            isOffered ? Author.LabelOf(by, crowd) : null,
            TopicContent.LongestTip,
            TopicContent.LongestText,
            ReplyContent.LongestText,
            options.Value.MostAddresses,
            options.Value.PostsPerHour,
            (int)options.Value.RestoreWithin.TotalHours);
    }

    // Who keeps the categories sees them all, and no more of the topics than others.
    private async Task<List<Category>> ShownAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        return context.Caller().Has(Role.Institute)
            ? await categories.AllAsync(cancellationToken)
            : await categories.ReadableAsync(reader, cancellationToken);
    }

    private static bool IsIn(TopicFilter filter, TopicCount count) =>
        (filter.Category is null || filter.Category == count.Category)
        && (filter.Objective is null || filter.Objective == count.Objective)
        && (filter.Kinds is not { Count: > 0 } kinds || kinds.Contains(count.Kind))
        && (filter.Answered is null
            || (count.Kind == TopicKind.Question && count.IsAnswered == filter.Answered));
}
