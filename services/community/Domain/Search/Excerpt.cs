namespace Monitor.Community.Domain;

/// <summary>Finds the part of a text that is worth showing with what was found in it.</summary>
public static class Excerpt
{
    /// <summary>
    /// Characters around the first word found, before and after: what PostgreSQL then reads and marks.
    /// </summary>
    public const int Before = 120;

    public const int After = 480;

    /// <summary>
    /// The part of a plain text around the first place where a word of the search may stand, from word to word; the
    /// beginning of the text where there is none.
    /// </summary>
    public static string Of(string plain, IEnumerable<string> words)
    {
        if (plain.Length <= Before + After)
        {
            return plain;
        }

        var at = Math.Max(0, First(plain, words));
        var begin = at <= Before ? 0 : NextWord(plain, at - Before);
        var end = begin + Before + After >= plain.Length ? plain.Length : LastWord(plain, begin + Before + After);
        return (begin > 0 ? "… " : "") + plain[begin..end] + (end < plain.Length ? " …" : "");
    }

    // A stem is nearly always a word's first letters, of five at the most to be sure.
    private static int First(string plain, IEnumerable<string> words) =>
        words.Select(word => Place(plain, word.Length > 5 ? word[..5] : word))
            .Where(place => place >= 0).DefaultIfEmpty(-1).Min();

    private static int Place(string plain, string stem)
    {
        for (var at = 0; at + stem.Length <= plain.Length; at++)
        {
            var same = 0;
            while (same < stem.Length && IsSame(plain[at + same], stem[same]))
            {
                same++;
            }

            if (same == stem.Length)
            {
                return at;
            }
        }

        return -1;
    }

    // A letter with an accent may be any letter: the process knows no culture that could tell.
    private static bool IsSame(char one, char other) =>
        char.ToLowerInvariant(one) == char.ToLowerInvariant(other)
        || (char.IsLetter(one) && char.IsLetter(other) && !(char.IsAscii(one) && char.IsAscii(other)));

    private static int NextWord(string plain, int from)
    {
        var space = plain.IndexOfAny([' ', '\n'], from);
        return space < 0 ? from : space + 1;
    }

    private static int LastWord(string plain, int to)
    {
        var space = plain.LastIndexOfAny([' ', '\n'], to);
        return space < 0 ? to : space;
    }
}
