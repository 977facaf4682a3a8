namespace Monitor.Community.Domain;

public enum InvitationStatus
{
    Open,
    Accepted,
    Withdrawn,

    /// <summary>Nobody accepted it in time.</summary>
    Expired,
}

/// <summary>Someone is asked in by mail (uitnodiging). Name and address are personal data.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="MunicipalityCode">For which municipality; null: to the institute.</param>
/// <param name="Name">As they will be called.</param>
/// <param name="Email">Where the link went.</param>
/// <param name="Roles">What they will be.</param>
/// <param name="Status">What became of it.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="Until">Until when it can be accepted.</param>
public sealed record Invitation(
    Guid Id,
    string? MunicipalityCode,
    string Name,
    string Email,
    IReadOnlyList<MemberRole> Roles,
    InvitationStatus Status,
    DateTimeOffset InvitedAt,
    DateTimeOffset Until)
{
    public Municipality? Municipality => MunicipalityCode is null ? null : new Municipality(MunicipalityCode);
}
