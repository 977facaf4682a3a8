using System.Text.RegularExpressions;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Documents that are nearly those of a corpus. The same seed gives the same ones.</summary>
internal sealed partial class Mutations(int seed, IReadOnlyList<string> corpus)
{
    private const int MostEdits = 4;
    private const int LongestSplice = 60;

    // What lexer and parser look at: delimiters, escapes, halves of characters, numbers and words with a meaning.
    private static readonly string[] Inserted =
    [
        "\"", "\"\"\"", "\\", "\\\"\"\"", "\\u", "\\u{", "\\u{1F600}", "\\u{110000}", "\\uD83D", "\\uD83D\\uDE00",
        "\\x", "{", "}", "(", ")", "[", "]", "!", "$", "&", "...", "..", ".", "=", "@", "|", ":", ",", "#", "'", "?",
        "\n", "\r", "\r\n", "\t", " ", "\0", "\u0007", "\uFEFF", "\u2028", "é", "\U0001F600", "\uD83D", "\uDE00",
        "0", "00", "-", "-0", "1.", "1.5", ".5", "1e", "1E+5", "0x1", "1a", "123456789012345678901234567890",
        "a", "_", "on", "true", "null", "query", "fragment", "extend", "type", "implements", "repeatable", "directive",
        "\"on\"", "\"true\"", "\"\"\"\n  a\n    b\n\"\"\"", "{a:{b:[1,\"c\"]}}", "@d(e: $f)", "[[[[", "{{{{",
    ];

    private readonly Random random = new(seed);

    public string Next()
    {
        var text = Pick(corpus);
        for (var edits = random.Next(MostEdits + 1); edits > 0; edits--)
        {
            text = Edit(text);
        }

        return text;
    }

    private string Edit(string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(10) switch
        {
            0 => text.Remove(at, Math.Min(1, text.Length - at)),
            1 or 2 => text.Insert(at, Pick(Inserted)),
            3 => text.Remove(at, Math.Min(1, text.Length - at)).Insert(at, Pick(Inserted)),
            4 => text[..at],
            5 => text.Insert(at, SpliceOf(Pick(corpus))),
            6 => text[at..] + text[..at],
            _ => EditTokens(text),
        };
    }

    private string SpliceOf(string text)
    {
        var start = random.Next(text.Length);
        return text.Substring(start, Math.Min(random.Next(LongestSplice), text.Length - start));
    }

    private string EditTokens(string text)
    {
        var tokens = Token().Matches(text).Select(token => token.Value).ToList();
        if (tokens.Count == 0)
        {
            return Pick(Inserted);
        }

        var (one, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(4))
        {
            case 0:
                tokens.RemoveAt(one);
                break;
            case 1:
                tokens.Insert(one, tokens[other]);
                break;
            case 2:
                tokens[one] = Pick(Inserted);
                break;
            default:
                (tokens[one], tokens[other]) = (tokens[other], tokens[one]);
                break;
        }

        return string.Concat(tokens);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    [GeneratedRegex("""\w+|\.\.\.|\s+|.""", RegexOptions.Singleline)]
    private static partial Regex Token();
}
