using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>A page of a list as the graph shows it (Relay).</summary>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, IReadOnlyList<T> Nodes, PageInfo PageInfo);

public sealed record Edge<T>(string Cursor, T Node);

public static class Connection
{
    /// <param name="found">In order, one more than was asked for where there is a next page.</param>
    /// <param name="asked">The page.</param>
    /// <param name="placeOf">Where one stands.</param>
    public static Connection<T> Of<T>(IReadOnlyList<T> found, PageAsked asked, Func<T, TimeCursor> placeOf)
    {
        var edges = found.Take(asked.First).Select(node => new Edge<T>(placeOf(node).Text, node)).ToList();
        return new Connection<T>(
            edges,
            [.. edges.Select(e => e.Node)],
            new PageInfo(
                found.Count > asked.First,
                asked.After is not null,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null));
    }
}

/// <summary>The arguments <c>first</c> and <c>after</c>.</summary>
public static class PageArguments
{
    /// <param name="context">The field.</param>
    /// <param name="options">Say how large a page may be.</param>
    /// <param name="defaultFirst">As in the schema: an explicit null means it too.</param>
    /// <exception cref="ClientException">PAGE_SIZE or BAD_CURSOR.</exception>
    public static PageAsked Of(FieldContext context, CommunityOptions options, int defaultFirst)
    {
        var first = context.Argument<int?>("first") ?? defaultFirst;
        return first >= 0 && first <= options.LargestPage
            ? new PageAsked(first, TimeCursor.Parse(context.Argument<string?>("after")))
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.LargestPage}.");
    }
}

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
