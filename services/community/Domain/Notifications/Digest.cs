namespace Monitor.Community.Domain;

/// <summary>One mail with what a member did not read since the last one.</summary>
public static class Digest
{
    /// <summary>So many are named; of the others it is told how many there are.</summary>
    public const int MostNamed = 10;

    /// <param name="sentences">What the member was told, the newest first; at least one.</param>
    /// <param name="count">How many there are in all.</param>
    /// <param name="site">Where members go.</param>
    public static MemberMail Of(IReadOnlyList<string> sentences, int count, string site)
    {
        var named = sentences.Take(MostNamed).ToList();
        var others = count - named.Count;
        var lines = string.Join('\n', named.Select(sentence => $"- {sentence}"));
        return new MemberMail(
            count == 1 ? "Een nieuwe melding in de Monitor" : $"{count} nieuwe meldingen in de Monitor",
            $"""
            Geachte heer, mevrouw,

            Dit is nieuw voor u in de Monitor:

            {lines}{(others > 0 ? $"\n- en nog {others}." : "")}

            Lees verder op {site}

            Wilt u deze mail niet, of minder vaak? Dat zet u uit bij uw instellingen voor meldingen in de Monitor.

            Met vriendelijke groet,
            het team van de Monitor
            """);
    }
}
