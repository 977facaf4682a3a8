namespace Monitor.Community.Domain;

/// <summary>Who wrote a contribution, as one reader may know it.</summary>
/// <param name="Label">What stands beside it.</param>
/// <param name="Municipality">Null where the author is anonymous, acts for none, or was erased.</param>
/// <param name="Name">The person's, where they chose to be named.</param>
/// <param name="IsAnonymous">As they chose.</param>
/// <param name="IsOwn">The reader's own.</param>
/// <param name="Member">The pseudonym, for moderators of the institute only.</param>
public sealed record Author(
    string Label, Municipality? Municipality, string? Name, bool IsAnonymous, bool IsOwn, string? Member)
{
    private const string Anyone = "een gemeente";

    /// <summary>What a reader is told.</summary>
    /// <param name="by">Whose it is.</param>
    /// <param name="name">The member's; null once they were erased.</param>
    /// <param name="municipality">Name of the municipality; null where it is not known.</param>
    /// <param name="crowd">Among whom the author may be.</param>
    /// <param name="reader">The reader's pseudonym.</param>
    /// <param name="moderates">Whether the reader is told who it is.</param>
    public static Author Of(
        Authorship by, string? name, string? municipality, Crowd crowd, Guid reader, bool moderates)
    {
        var isOwn = by.Member == reader;
        var member = moderates ? by.Member.ToString("N") : null;
        var shown = by.Municipality is null ? null : new Municipality(by.Municipality);
        var place = by.Municipality is null ? null : $"gemeente {municipality ?? by.Municipality}";
        return by.ShownAs switch
        {
            ShownAs.Anonymous => new Author(LabelOf(by, crowd), null, null, true, isOwn, member),
            ShownAs.Municipality => new Author(place ?? "het instituut", shown, null, false, isOwn, member),
            ShownAs.Member when name is null => new Author("oud-lid", null, null, false, isOwn, member),
            ShownAs.Member => new Author($"{name}, {place ?? "instituut"}", shown, name, false, isOwn, member),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by.ShownAs, "A way to be shown without a label."),
        };
    }

    /// <summary>How an anonymous author is shown.</summary>
    public static string LabelOf(Authorship by, Crowd crowd) =>
        crowd.SizeOf(by.SizeClass, by.Region, by.PostedAt, by.RegionNow) is { } size ? $"{Anyone}, {size}" : Anyone;
}
