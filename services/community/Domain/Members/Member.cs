namespace Monitor.Community.Domain;

public enum MemberStatus
{
    Active,

    /// <summary>
    /// Left or was removed: may nothing any more; what they wrote stays under the name that they chose.
    /// </summary>
    Ended,
}

/// <summary>Someone with a membership. Name and address are personal data: never in an event or a log.</summary>
/// <param name="Account">Their pseudonym.</param>
/// <param name="Name">As others see it.</param>
/// <param name="Email">Null once the membership ended.</param>
/// <param name="MunicipalityCode">Whom they act for; null for the institute's people and researchers.</param>
/// <param name="Roles">Empty once the membership ended.</param>
/// <param name="Status">Whether they may come in.</param>
/// <param name="Since">Of this membership.</param>
/// <param name="EndedAt">Null while it lasts.</param>
/// <param name="Revision">From 1, one higher with each change of what they may.</param>
/// <param name="Demonstration">Made up.</param>
public sealed record Member(
    Guid Account,
    string Name,
    string? Email,
    string? MunicipalityCode,
    IReadOnlyList<MemberRole> Roles,
    MemberStatus Status,
    DateTimeOffset Since,
    DateTimeOffset? EndedAt,
    int Revision,
    bool Demonstration)
{
    /// <summary>The pseudonym, as 32 hexadecimal digits.</summary>
    public string Id => Account.ToString("N");

    public Municipality? Municipality => MunicipalityCode is null ? null : new Municipality(MunicipalityCode);

    public bool IsActive => Status == MemberStatus.Active;

    public bool Has(MemberRole role) => Roles.Contains(role);
}
