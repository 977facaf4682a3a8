using System.Buffers.Text;
using System.Text;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>A page of indicators (Relay).</summary>
public sealed record IndicatorConnection(
    IReadOnlyList<IndicatorEdge> Edges, PageInfo PageInfo, int TotalCount)
{
    public IReadOnlyList<IndicatorView> Nodes => [.. Edges.Select(e => e.Node)];
}

public sealed record IndicatorEdge(string Cursor, IndicatorView Node);

/// <summary>Where a page stands.</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Pages of lists that are in memory as a whole.</summary>
internal static class FigurePages
{
    public const int Largest = 500;

    /// <exception cref="ClientException">PAGE_SIZE.</exception>
    public static int First(FieldContext context)
    {
        var first = context.Argument<int?>("first") ?? 50;   // an explicit null is no 0
        return first is >= 0 and <= Largest
            ? first
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {Largest}.");
    }

    /// <exception cref="ClientException">PAGE_SIZE, BAD_CURSOR.</exception>
    public static IndicatorConnection Of(IReadOnlyList<IndicatorView> all, FieldContext context)
    {
        var first = First(context);
        var after = context.Argument<string?>("after");
        var begin = after is null
            ? 0
            : 1 + all.Index().FirstOrDefault(i => CursorOf(i.Item) == after, (-1, null!)).Index;
        if (after is not null && begin == 0)
        {
            throw new ClientException(
                "BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
        }

        var edges = all.Skip(begin).Take(first).Select(i => new IndicatorEdge(CursorOf(i), i)).ToList();
        return new IndicatorConnection(
            edges,
            new PageInfo(
                begin + edges.Count < all.Count, begin > 0, edges.FirstOrDefault()?.Cursor,
                edges.LastOrDefault()?.Cursor),
            all.Count);
    }

    private static string CursorOf(IndicatorView indicator) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(indicator.Id));
}
