using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Monitor.Scoring.Graph;

/// <summary>A page of a list as the graph shows it (Relay).</summary>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int TotalCount)
{
    public IReadOnlyList<T> Nodes => [.. Edges.Select(e => e.Node)];
}

/// <summary>A page of a history: numbered lines, the newest first.</summary>
public sealed record History<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo)
{
    public IReadOnlyList<T> Nodes => [.. Edges.Select(e => e.Node)];
}

/// <summary>Makes pages.</summary>
public static class Paging
{
    /// <summary>A page of a list that is at hand whole.</summary>
    /// <param name="all">Every item, in order.</param>
    /// <param name="nameOf">Names an item, the same in every answer.</param>
    /// <param name="first">How many.</param>
    /// <param name="after">Cursor of the item after which the page begins; null: at the first.</param>
    /// <exception cref="ClientException">PAGE_SIZE or BAD_CURSOR.</exception>
    public static Connection<T> Page<T>(IReadOnlyList<T> all, Func<T, string> nameOf, int first, string? after)
    {
        PageInfo.RequireSize(first);
        var begin = 0;
        if (after is not null)
        {
            begin = 1 + all.Index().Where(i => Cursor.Of(nameOf(i.Item)) == after).Select(i => i.Index)
                .FirstOrDefault(-1);
            if (begin == 0)
            {
                throw PageInfo.BadCursor();
            }
        }

        var edges = all.Skip(begin).Take(first).Select(i => new Edge<T>(Cursor.Of(nameOf(i)), i)).ToList();
        return new Connection<T>(
            edges, PageInfo.Of(edges, hasNext: begin + edges.Count < all.Count, hasPrevious: begin > 0), all.Count);
    }

    /// <summary>A page of a history.</summary>
    /// <param name="found">The page, and one line more where there are more.</param>
    /// <param name="numberOf">Number of a line.</param>
    /// <param name="first">How many were asked for.</param>
    /// <param name="isLater">Whether the page begins after another one.</param>
    public static History<T> History<T>(IReadOnlyList<T> found, Func<T, long> numberOf, int first, bool isLater)
    {
        var edges = found.Take(first)
            .Select(i => new Edge<T>(Cursor.Of(numberOf(i).ToString(CultureInfo.InvariantCulture)), i)).ToList();
        return new History<T>(edges, PageInfo.Of(edges, hasNext: found.Count > first, hasPrevious: isLater));
    }
}

public sealed record Edge<T>(string Cursor, T Node);

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor)
{
    public const int LargestPage = 200;

    public static PageInfo Of<T>(IReadOnlyList<Edge<T>> edges, bool hasNext, bool hasPrevious) =>
        new(hasNext, hasPrevious, edges.Count > 0 ? edges[0].Cursor : null, edges.Count > 0 ? edges[^1].Cursor : null);

    /// <exception cref="ClientException">PAGE_SIZE.</exception>
    public static void RequireSize(int first)
    {
        if (first is < 0 or > LargestPage)
        {
            throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {LargestPage}.");
        }
    }

    public static ClientException BadCursor() =>
        new("BAD_CURSOR", "`after` is an `endCursor` of an earlier page of this list.");
}

/// <summary>Opaque names of items in a list.</summary>
public static class Cursor
{
    public static string Of(string name) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(name));

    /// <summary>The number that a cursor of a history names; null: from the newest.</summary>
    /// <exception cref="ClientException">BAD_CURSOR.</exception>
    public static long? Number(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text
            && long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw PageInfo.BadCursor();
    }
}
