using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Monitor.GraphQL.Execution;

namespace Monitor.Questionnaire.Graph;

/// <summary>A page of a list as the graph shows it (Relay).</summary>
public sealed record Connection<T>(
    IReadOnlyList<Edge<T>> Edges, IReadOnlyList<T> Nodes, PageInfo PageInfo, int TotalCount);

public sealed record Edge<T>(string Cursor, T Node);

public static class Connection
{
    /// <param name="rows">One more than is shown, where there is a next page.</param>
    /// <param name="first">How many are shown.</param>
    /// <param name="total">On all pages together.</param>
    /// <param name="hasPreviousPage">Whether the page began after another.</param>
    public static Connection<T> Of<T>(IReadOnlyList<Edge<T>> rows, int first, int total, bool hasPreviousPage)
    {
        var edges = rows.Take(first).ToList();
        return new Connection<T>(
            edges,
            [.. edges.Select(e => e.Node)],
            new PageInfo(
                rows.Count > first,
                hasPreviousPage,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null),
            total);
    }
}

/// <summary>The arguments with which a list is asked for by page.</summary>
public static class PageArguments
{
    /// <exception cref="ClientException">PAGE_SIZE.</exception>
    public static int First(FieldContext context, QuestionnaireOptions options)
    {
        var first = context.Argument<int?>("first") ?? 50;   // an explicit null is no 0
        return first >= 0 && first <= options.LargestPage
            ? first
            : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.LargestPage}.");
    }
}

/// <summary>The cursor of a list in the order of a number: opaque to clients.</summary>
public static class NumberCursor
{
    public static string Text(long number) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <exception cref="ClientException">BAD_CURSOR: it is not one of ours.</exception>
    public static long? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var digits = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text));
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }
        catch (FormatException)
        {
            // Falls through to the one refusal.
        }

        throw new ClientException("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
    }
}
