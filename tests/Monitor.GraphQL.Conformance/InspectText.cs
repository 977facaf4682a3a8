using System.Globalization;

namespace Monitor.GraphQL.Conformance;

/// <summary>Values as messages of graphql-js show them; long and deep ones are cut short.</summary>
internal static class InspectText
{
    private const int LongestList = 10;
    private const int Deepest = 2;

    public static string Of(object? value, int depth = 0) => value switch
    {
        null => "null",
        Undefined => "undefined",
        double number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        Dictionary<string, object?> { Count: 0 } => "{}",
        Dictionary<string, object?> when depth >= Deepest => "[Object]",
        Dictionary<string, object?> members =>
            "{ " + string.Join(", ", members.Select(m => $"{m.Key}: {Of(m.Value, depth + 1)}")) + " }",
        List<object?> { Count: 0 } => "[]",
        List<object?> when depth >= Deepest => "[Array]",
        List<object?> items => "[" + string.Join(", ", OfItems(items, depth)) + "]",
        _ => JsonText.Of(value),
    };

    private static IEnumerable<string> OfItems(List<object?> items, int depth)
    {
        var shown = items.Take(LongestList).Select(item => Of(item, depth + 1));
        return (items.Count - LongestList) switch
        {
            <= 0 => shown,
            1 => shown.Append("... 1 more item"),
            var rest => shown.Append($"... {rest} more items"),
        };
    }
}
