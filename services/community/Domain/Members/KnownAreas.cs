namespace Monitor.Community.Domain;

/// <summary>The areas as questionnaire has them now.</summary>
/// <param name="Municipalities">Of the current list, and those of earlier ones.</param>
/// <param name="Regions">Of the current division.</param>
/// <param name="Memberships">One region of each kind for every current municipality, where it is known.</param>
public sealed record KnownAreas(
    IReadOnlyList<KnownMunicipality> Municipalities,
    IReadOnlyList<KnownRegion> Regions,
    IReadOnlyList<KnownMembership> Memberships);

/// <param name="Code">CBS code, such as <c>GM0153</c>.</param>
/// <param name="Name">Null for one of an earlier list whose name was not told.</param>
/// <param name="SizeClass">As <c>FROM_25K_TO_50K</c>; null where the inhabitants are not known.</param>
/// <param name="Inhabitants">Null where not known.</param>
/// <param name="IsCurrent">On the current list.</param>
public sealed record KnownMunicipality(string Code, string? Name, string? SizeClass, int? Inhabitants, bool IsCurrent);

/// <param name="Code">Such as <c>VT05</c>.</param>
/// <param name="Kind">As <c>VEILIG_THUIS</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Centre">Its centre municipality (centrumgemeente); of centre areas only.</param>
public sealed record KnownRegion(string Code, string Kind, string Name, string? Centre);

/// <summary>A municipality is in a region, by the current division.</summary>
public sealed record KnownMembership(string Municipality, string Kind, string Region);
