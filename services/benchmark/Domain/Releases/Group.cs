namespace Monitor.Benchmark.Domain;

/// <summary>
/// Kind of group. All but the first divide the country: no municipality is in two groups of one kind.
/// </summary>
public enum GroupKind
{
    Country,
    SizeClass,
    VeiligThuis,

    /// <summary>The members of a Veilig Thuis region that are of one size class.</summary>
    SizeClassInVeiligThuis,

    /// <summary>Of this kind and those below nothing is released: they hold those that a reader sees by name.</summary>
    CentreArea,
    Province,
    SafetyRegion,

    /// <summary>Municipalities that somebody chose (eigen selectie).</summary>
    Selection,
}

/// <summary>A group of municipalities that may be compared with.</summary>
/// <param name="Kind">What the group is one of.</param>
/// <param name="Code">
/// Null for the country; else unique within the kind: <c>VT05+UNDER_25K</c> where a region and a size class cross.
/// </param>
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

    /// <summary>Codes of the region and the size class that cross; null for a group of another kind.</summary>
    public (string Region, string SizeClass)? Crossed { get; } =
        Kind == GroupKind.SizeClassInVeiligThuis && Code is not null ? ReadCrossing(Code) : null;

    /// <summary>The members of this size class that are in a region.</summary>
    public Group In(Group region) => new(
        GroupKind.SizeClassInVeiligThuis,
        CrossingCode(region.Code!, Code!),
        $"{region.Label}, {Label.ToLowerInvariant()}");

    /// <summary>The code where a region and a size class cross.</summary>
    public static string CrossingCode(string region, string sizeClass) => $"{region}+{sizeClass}";

    /// <summary>Region and size class of a code of <see cref="CrossingCode"/>; null for another text.</summary>
    public static (string Region, string SizeClass)? ReadCrossing(string code) =>
        code.Split('+') is [{ Length: > 0 } region, var sizeClass] && SizeClasses.Any(c => c.Code == sizeClass)
            ? (region, sizeClass)
            : null;

    /// <summary>Whether a participant is in this group.</summary>
    public bool Holds(Participant participant) => Kind switch
    {
        GroupKind.Country => true,
        GroupKind.SizeClassInVeiligThuis => Crossed is { } both
            && participant.VeiligThuis == both.Region && participant.SizeClass == both.SizeClass,
        _ => participant.CodeIn(Kind) == Code,
    };

    /// <summary>The group of a size class; null for a text that is not one.</summary>
    public static Group? OfSizeClass(string sizeClass)
    {
        var code = sizeClass is "FROM_100K_TO_250K" or "OVER_250K" ? "OVER_100K" : sizeClass;
        return SizeClasses.FirstOrDefault(g => g.Code == code);
    }
}
