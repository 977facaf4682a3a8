namespace Monitor.Benchmark.Domain;

/// <summary>What a selection may be.</summary>
public static class SelectionRules
{
    /// <summary>Municipalities in one selection at most.</summary>
    public const int MostChosen = 100;

    /// <summary>Selections of one person at most.</summary>
    public const int MostOfOne = 50;

    private const int LongestName = 80;

    /// <summary>The name without spaces around it.</summary>
    /// <exception cref="ClientException">NAME_LENGTH, NOT_PLAIN_TEXT.</exception>
    public static string Name(string given)
    {
        var name = given.Trim();
        return name.Length is 0 or > LongestName
            ? throw new ClientException("NAME_LENGTH", $"A name has 1 to {LongestName} characters.")
            : name.Any(char.IsControl)
                ? throw new ClientException("NOT_PLAIN_TEXT", "A name is plain text on one line.")
                : name;
    }

    /// <summary>Those chosen, once each, in the order given.</summary>
    /// <exception cref="ClientException">SELECTION_SIZE.</exception>
    public static IReadOnlyList<string> Chosen(IEnumerable<string> codes)
    {
        var chosen = codes.Distinct(StringComparer.Ordinal).ToList();
        return chosen.Count is 0 or > MostChosen
            ? throw new ClientException("SELECTION_SIZE", $"A selection holds 1 to {MostChosen} municipalities.")
            : chosen;
    }
}
