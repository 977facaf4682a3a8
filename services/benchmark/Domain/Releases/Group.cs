namespace Monitor.Benchmark.Domain;

/// <summary>
/// Kind of group. The last two each divide the country: no municipality is in two groups of one kind.
/// </summary>
public enum GroupKind
{
    Country,
    SizeClass,
    VeiligThuis,
}

/// <summary>A group of municipalities that may be compared with.</summary>
/// <param name="Kind">What the group is one of.</param>
/// <param name="Code">Null for the country; else unique within the kind.</param>
/// <param name="Label">Name in Dutch.</param>
public sealed record Group(GroupKind Kind, string? Code, string Label)
{
    public static Group Country { get; } = new(GroupKind.Country, null, "Nederland");

    /// <summary>
    /// The size classes. The two largest are one: over 250,000 inhabitants are four municipalities, of which three took
    /// part in 2017.
    /// </summary>
    public static IReadOnlyList<Group> SizeClasses { get; } =
    [
        new(GroupKind.SizeClass, "UNDER_25K", "Minder dan 25.000 inwoners"),
        new(GroupKind.SizeClass, "FROM_25K_TO_50K", "25.000 tot 50.000 inwoners"),
        new(GroupKind.SizeClass, "FROM_50K_TO_100K", "50.000 tot 100.000 inwoners"),
        new(GroupKind.SizeClass, "OVER_100K", "100.000 inwoners of meer"),
    ];

    /// <summary>Whether a participant is in this group.</summary>
    public bool Holds(Participant participant) =>
        Kind == GroupKind.Country || participant.CodeIn(Kind) == Code;

    /// <summary>The group of a size class; null for a text that is not one.</summary>
    public static Group? OfSizeClass(string sizeClass)
    {
        var code = sizeClass is "FROM_100K_TO_250K" or "OVER_250K" ? "OVER_100K" : sizeClass;
        return SizeClasses.FirstOrDefault(g => g.Code == code);
    }
}
