namespace Monitor.Benchmark.Domain;

/// <summary>A dated correction of what was released. Texts are in Dutch, for everyone to read.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Round">Year.</param>
/// <param name="Release">Id of the edition that was wrong.</param>
/// <param name="CorrectedBy">Id of the edition that takes its place; null where only a text was wrong.</param>
/// <param name="Text">What was wrong.</param>
/// <param name="IssuedBy">Subject of the token of who issued it.</param>
/// <param name="IssuedAt">When.</param>
public sealed record Erratum(
    Guid Id, int Round, string Release, string? CorrectedBy, string Text, string IssuedBy, DateTimeOffset IssuedAt)
{
    public const int ShortestText = 10;
    public const int LongestText = 4000;

    /// <summary>The text as it is kept: without white space around it.</summary>
    /// <exception cref="ClientException">BAD_TEXT: too short to say anything, or too long.</exception>
    public static string CheckedText(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length is >= ShortestText and <= LongestText
            ? trimmed
            : throw new ClientException(
                "BAD_TEXT",
                $"An erratum's text has {ShortestText} to {LongestText} characters: it says what was wrong.");
    }
}

/// <summary>A cell of a release: a group on one objective, or on all together.</summary>
/// <param name="Kind">Of the group.</param>
/// <param name="Code">Of the group; null for the country.</param>
/// <param name="Objective">Id; null for all together.</param>
public sealed record ReleaseCell(GroupKind Kind, string? Code, string? Objective);

/// <summary>A cell whose figures differ between two editions.</summary>
/// <param name="Cell">Which.</param>
/// <param name="IsHidden">Shown before, and no more.</param>
public sealed record CorrectedCell(ReleaseCell Cell, bool IsHidden);
