namespace Monitor.Community.Domain;

/// <summary>A regular expression of PostgreSQL that finds a person in a text.</summary>
public static class NamePattern
{
    /// <summary>
    /// Any of these as a whole, whatever the white space between the words. Null where none of them tells one person
    /// from another: a name of one word does not.
    /// </summary>
    public static string? Of(IReadOnlyCollection<string> names)
    {
        var telling = names
            .Select(name => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 || words is [var one] && one.Contains('@', StringComparison.Ordinal))
            .Select(words => string.Join(@"\s+", words.Select(Literal)))
            .ToList();
        return telling.Count == 0 ? null : $"(?<![[:alnum:]])(?:{string.Join('|', telling)})(?![[:alnum:]])";
    }

    // A backslash before anything that is no letter or digit stands for that (PostgreSQL 9.7.3.3).
    private static string Literal(string word) =>
        string.Concat(word.Select(
            unit => char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) ? $"{unit}" : $@"\{unit}"));
}
