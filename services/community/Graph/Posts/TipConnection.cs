using Monitor.Community.Domain;
using Monitor.Community.Storage;

namespace Monitor.Community.Graph;

/// <summary>A page of tips as the graph shows it (Relay).</summary>
public sealed record TipConnection(IReadOnlyList<TipEdge> Edges, IReadOnlyList<Tip> Nodes, PageInfo PageInfo)
{
    public static TipConnection Of(TipPage page)
    {
        var edges = page.Tips.Select(t => new TipEdge(new TipCursor(t.PostedAt, t.Id).Text, t)).ToList();
        return new TipConnection(
            edges,
            page.Tips,
            new PageInfo(
                page.HasNextPage,
                page.HasPreviousPage,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null));
    }
}

public sealed record TipEdge(string Cursor, Tip Node);

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
