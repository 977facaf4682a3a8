using Monitor.Community.Domain;
using Monitor.Community.Storage;

namespace Monitor.Community.Graph;

/// <summary>The input object of <c>search</c>.</summary>
public sealed record SearchFilterInput(
    IReadOnlyList<SearchKind>? Kinds, string? Objective, string? Category, DateTimeOffset? Since);

/// <summary>A page of what was found, and what to say when nothing was.</summary>
public sealed record SearchConnection(
    IReadOnlyList<SearchEdge> Edges,
    IReadOnlyList<SearchResult> Nodes,
    PageInfo PageInfo,
    bool OnlyCommonWords,
    string? DidYouMean)
{
    public static SearchConnection Of(SearchPage page, SearchAsked asked, SearchWords search)
    {
        var edges = page.Hits
            .Select(hit => new SearchEdge(hit.Place.Text, new SearchResult(hit.Hit, search)))
            .ToList();
        return new SearchConnection(
            edges,
            [.. edges.Select(edge => edge.Node)],
            new PageInfo(
                page.HasNextPage, asked.After is not null, edges.Count > 0 ? edges[0].Cursor : null, page.End?.Text),
            OnlyCommonWords: false,
            DidYouMean: null);
    }
}

public sealed record SearchEdge(string Cursor, SearchResult Node);

/// <summary>One of what was found, with what it was found by.</summary>
public sealed record SearchResult(SearchHit Hit, SearchWords Search)
{
    public SearchKind Kind => Hit.Kind;

    public string Title => Hit.Title;

    public DateTimeOffset? PostedAt => Hit.PostedAt;

    public Objective? Objective => Hit.ObjectiveId is { } id ? new Objective(id) : null;
}
