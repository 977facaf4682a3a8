using Monitor.Community.Domain;
using Monitor.Community.Storage;

namespace Monitor.Community.Graph;

/// <summary>A page of topics as the graph shows it (Relay); how many there are is counted when asked for.</summary>
/// <param name="Edges">In the order of the list.</param>
/// <param name="PageInfo">Where the page stands.</param>
/// <param name="Filter">What the list holds.</param>
public sealed record TopicConnection(IReadOnlyList<Edge<Topic>> Edges, PageInfo PageInfo, TopicFilter Filter)
{
    public IReadOnlyList<Topic> Nodes => [.. Edges.Select(e => e.Node)];

    /// <param name="found">In order, one more than was asked for where there is a next page.</param>
    /// <param name="asked">The page.</param>
    /// <param name="order">Of the list.</param>
    /// <param name="filter">What the list holds.</param>
    public static TopicConnection Of(
        IEnumerable<Topic> found, TopicsAsked asked, TopicOrder order, TopicFilter filter)
    {
        var rows = found.ToList();
        var edges = rows.Take(asked.First).Select(t => new Edge<Topic>(TopicCursor.Of(t, order).Text, t)).ToList();
        return new TopicConnection(
            edges,
            new PageInfo(
                rows.Count > asked.First,
                asked.After is not null,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null),
            filter);
    }
}

/// <summary>A page of a topic's replies, with how many stand.</summary>
public sealed record ReplyConnection(IReadOnlyList<Edge<Reply>> Edges, PageInfo PageInfo, int TotalCount)
{
    public IReadOnlyList<Reply> Nodes => [.. Edges.Select(e => e.Node)];

    public static ReplyConnection Of(IReadOnlyList<Reply> found, PageAsked asked, int total)
    {
        var page = Connection.Of(found, asked, r => new TimeCursor(r.PostedAt, r.Id));
        return new ReplyConnection(page.Edges, page.PageInfo, total);
    }
}
