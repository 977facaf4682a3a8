namespace Monitor.GraphQL.Schema;

/// <summary>Proposes names that resemble a misspelt one, as graphql-js does.</summary>
internal static class Suggestions
{
    private const int Maximum = 5;

    /// <summary>" Did you mean "a", "b", or "c"?" or nothing.</summary>
    /// <param name="input">The misspelt name.</param>
    /// <param name="options">The names that there are.</param>
    /// <param name="suggest">False where nothing may be proposed, as names tell what a schema holds.</param>
    public static string DidYouMean(string input, IEnumerable<string> options, bool suggest = true) =>
        suggest ? OneOf("", Like(input, options)) : "";

    /// <summary>The same of chosen options; <paramref name="use"/> stands before them: "the enum value ".</summary>
    public static string OneOf(string use, IReadOnlyList<string> options)
    {
        if (options.Count == 0)
        {
            return "";
        }

        var quoted = options.Take(Maximum).Select(option => $"\"{option}\"").ToList();
        return $" Did you mean {use}{Listed(quoted, "or")}?";
    }

    /// <summary>The options near enough to the input, nearest first.</summary>
    public static IReadOnlyList<string> Like(string input, IEnumerable<string> options)
    {
        var threshold = (int)(input.Length * 0.4) + 1;
        return [.. options
            .Select(option => (Option: option, Distance: Distance(input, option, threshold)))
            .Where(candidate => candidate.Distance <= threshold)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Option, NaturalOrder)
            .Select(candidate => candidate.Option)];
    }

    /// <summary>Compares numbers within names by value: a2 before a10.</summary>
    public static IComparer<string> NaturalOrder { get; } = Comparer<string>.Create(CompareNaturally);

    /// <summary>Items as a sentence lists them: <c>a</c>, <c>a or b</c>, <c>a, b, or c</c>.</summary>
    public static string Listed(IReadOnlyList<string> items, string conjunction) => items.Count switch
    {
        1 => items[0],
        2 => $"{items[0]} {conjunction} {items[1]}",
        _ => $"{string.Join(", ", items.SkipLast(1))}, {conjunction} {items[^1]}",
    };

    /// <summary>
    /// Edits between two names; one where only the case differs; beyond the threshold any larger number.
    /// </summary>
    private static int Distance(string input, string option, int threshold)
    {
        if (input == option)
        {
            return 0;
        }

        var (a, b) = (option.ToLowerInvariant(), input.ToLowerInvariant());
        if (a == b)
        {
            return 1;
        }

        return Math.Abs(a.Length - b.Length) > threshold ? int.MaxValue : Edits(a, b);
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (Damerau–Levenshtein).</summary>
    private static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int CompareNaturally(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j])
                ? ReadNumber(a, ref i).CompareTo(ReadNumber(b, ref j))
                : a[i++].CompareTo(b[j++]);
            if (order != 0)
            {
                return order;
            }
        }

        return (a.Length - i).CompareTo(b.Length - j);
    }

    /// <summary>A number of any length; leading zeros are numbers of their own, so that 01 comes before 1.</summary>
    private static double ReadNumber(string text, ref int index)
    {
        double number;
        for (number = text[index++] - '0'; number > 0 && index < text.Length && char.IsAsciiDigit(text[index]); index++)
        {
            number = (number * 10) + text[index] - '0';
        }

        return number;
    }
}
