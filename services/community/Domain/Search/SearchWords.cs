using System.Text.RegularExpressions;

namespace Monitor.Community.Domain;

/// <summary>
/// What someone looks for, as they typed it: words that must all be there, <c>"words in this order"</c>, and
/// <c>-words</c> that must not. The last word need not be complete. Signs that mean something to the database mean
/// nothing here.
/// </summary>
public sealed partial record SearchWords
{
    public const int Longest = 200;
    public const int Most = 20;

    /// <summary>Of fewer letters the beginning of a word is not looked for: too many words begin with it.</summary>
    public const int ShortestBeginning = 3;

    private SearchWords(string text, string complete, string? beginning, IReadOnlyList<string> words)
    {
        Text = text;
        Complete = complete;
        Beginning = beginning;
        Words = words;
    }

    /// <summary>Of one line, without space around it.</summary>
    public string Text { get; }

    /// <summary>All but <see cref="Beginning"/>, as PostgreSQL's websearch_to_tsquery reads it.</summary>
    public string Complete { get; }

    /// <summary>The last word, of letters and digits only; null when it is too short, in quotes, or shut out.</summary>
    public string? Beginning { get; }

    /// <summary>The words that are looked for, without those shut out.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads what someone typed.</summary>
    /// <exception cref="ClientException">QUERY_LENGTH, or NOT_PLAIN_TEXT.</exception>
    public static SearchWords Of(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > Longest)
        {
            throw new ClientException(
                "QUERY_LENGTH", $"`query` has 1 to {Longest} characters; this one has {text.Length}.");
        }

        if (text.Any(char.IsControl) || !IsWhole(text))
        {
            throw new ClientException(
                "NOT_PLAIN_TEXT", "`query` is plain text on one line: no control characters or half characters.");
        }

        text = Plural().Replace(text, "");
        var terms = Terms().Matches(text).Select(m => m.Value).Where(term => term.Any(char.IsLetterOrDigit)).ToList();
        var words = terms.Where(term => term[0] != '-').SelectMany(WordsIn).ToList();
        if (words.Count > Most)
        {
            throw new ClientException("QUERY_LENGTH", $"`query` has {Most} words at most; this one has {words.Count}.");
        }

        var last = terms.Count > 0 && text.EndsWith(terms[^1], StringComparison.Ordinal) ? terms[^1] : "";
        var beginning = last.Length >= ShortestBeginning && last.All(char.IsLetterOrDigit) ? last : null;
        return new SearchWords(
            text,
            string.Join(' ', (beginning is null ? terms : terms[..^1]).Select(Plain).Where(term => term.Length > 0)),
            beginning,
            words);
    }

    // "or" would be an operator, and so would a minus inside a word be; quotes and a leading minus stay.
    private static string Plain(string term)
    {
        var (before, after) = (term[0] == '-' ? "-" : "", term.Contains('"', StringComparison.Ordinal) ? "\"" : "");
        var words = WordsIn(term)
            .Where(word => after.Length > 0 || !word.Equals("or", StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', after.Length > 0
            ? [$"{before}\"{string.Join(' ', words)}\""]
            : words.Select(word => before + word));
    }

    private static IEnumerable<string> WordsIn(string term) => Word().Matches(term).Select(m => m.Value);

    private static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at])))
            {
                return false;
            }
        }

        return true;
    }

    // Of "foto's" no word "s" remains.
    [GeneratedRegex(@"(?<=\p{L})['’]s\b")]
    private static partial Regex Plural();

    [GeneratedRegex("-?\"[^\"]*\"|[^\\s\"]+")]
    private static partial Regex Terms();

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+")]
    private static partial Regex Word();
}
