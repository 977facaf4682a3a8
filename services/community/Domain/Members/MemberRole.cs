namespace Monitor.Community.Domain;

/// <summary>What a member may, as the token says it in lower case with hyphens.</summary>
public enum MemberRole
{
    Reader,
    Officer,
    Coordinator,
    RegionalCoordinator,
    Editor,
    Moderator,
    Institute,
    Researcher,
    Administrator,
}

/// <summary>Whose the roles are, and who may grant which.</summary>
public static class MemberRoles
{
    /// <summary>Of a municipality's people.</summary>
    public static IReadOnlyList<MemberRole> Municipal { get; } =
        [MemberRole.Reader, MemberRole.Officer, MemberRole.Coordinator, MemberRole.RegionalCoordinator];

    /// <summary>Of those of no municipality.</summary>
    public static IReadOnlyList<MemberRole> OfInstitute { get; } =
    [
        MemberRole.Editor, MemberRole.Moderator, MemberRole.Institute, MemberRole.Researcher, MemberRole.Administrator,
    ];

    /// <summary>What a coordinator may make of a colleague.</summary>
    public static IReadOnlyList<MemberRole> OfColleagues { get; } =
        [MemberRole.Reader, MemberRole.Officer, MemberRole.Coordinator];

    public static string Text(this MemberRole role) =>
        role == MemberRole.RegionalCoordinator ? "regional-coordinator" : role.ToString().ToLowerInvariant();

    /// <summary>The roles that are known; others in a token or a row are none.</summary>
    public static IReadOnlyList<MemberRole> Parse(IEnumerable<string> texts)
    {
        var given = texts.ToHashSet(StringComparer.Ordinal);
        return [.. Enum.GetValues<MemberRole>().Where(role => given.Contains(role.Text()))];
    }

    /// <summary>
    /// What someone may grant, in a municipality or (null) at the institute: the institute everything in a
    /// municipality, a coordinator what colleagues have, an administrator the institute's own roles. Empty: they have
    /// no say there.
    /// </summary>
    public static IReadOnlyList<MemberRole> GrantableBy(Decider decider, string? municipality) => municipality switch
    {
        null => decider.Has(MemberRole.Administrator) ? OfInstitute : [],
        _ when decider.IsInstitute => Municipal,
        _ when decider.CoordinatesFor(municipality) => OfColleagues,
        _ => [],
    };
}

/// <summary>Who decides about members.</summary>
/// <param name="Id">Their pseudonym.</param>
/// <param name="Municipality">Whom they act for; null for none.</param>
/// <param name="Roles">What they may.</param>
public sealed record Decider(Guid Id, string? Municipality, IReadOnlyList<MemberRole> Roles)
{
    /// <summary>As 32 hexadecimal digits.</summary>
    public string Pseudonym => Id.ToString("N");

    public bool IsInstitute => Has(MemberRole.Institute) || Has(MemberRole.Administrator);

    public bool Has(MemberRole role) => Roles.Contains(role);

    public bool CoordinatesFor(string municipality) => Has(MemberRole.Coordinator) && Municipality == municipality;
}
