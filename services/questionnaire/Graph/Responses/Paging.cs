using System.Globalization;
using Monitor.GraphQL.Execution;

namespace Monitor.Questionnaire.Graph;

/// <summary>The arguments of a page (Relay), checked.</summary>
internal static class Paging
{
    /// <exception cref="ClientException">PAGE_SIZE.</exception>
    public static int First(FieldContext context, int largest)
    {
        var first = context.Argument<int>("first");
        return first >= 1 && first <= largest
            ? first
            : throw new ClientException("PAGE_SIZE", $"`first` takes 1 to {largest}.");
    }

    /// <summary>The place that a cursor names.</summary>
    /// <exception cref="ClientException">BAD_CURSOR.</exception>
    public static long Place(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw BadCursor();

    public static ClientException BadCursor() =>
        new("BAD_CURSOR", "`after` is no cursor of this list; give an `endCursor` as it came.");
}
