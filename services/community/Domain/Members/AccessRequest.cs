namespace Monitor.Community.Domain;

public enum AccessRequestStatus
{
    /// <summary>The address is not proved yet: nobody looks at it.</summary>
    Unconfirmed,

    /// <summary>To be decided.</summary>
    Open,

    Approved,
    Refused,

    /// <summary>By who asked.</summary>
    Withdrawn,
}

/// <summary>What the institute's list says of the domain of an address.</summary>
public enum EmailDomainCheck
{
    /// <summary>It is one of the municipality's.</summary>
    Known,

    /// <summary>It is not on the list: only the institute lets such a one in.</summary>
    Unknown,
}

/// <summary>Someone asks for access (aanmelding). Name, address and reason are personal data.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Account">Who asks.</param>
/// <param name="MunicipalityCode">For which municipality.</param>
/// <param name="Name">As they give it.</param>
/// <param name="Email">As they give it; theirs once confirmed.</param>
/// <param name="Role">What they ask for.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="DomainCheck">What the list said when they asked.</param>
/// <param name="Status">What became of it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ConfirmedAt">When the link in the mail was used.</param>
/// <param name="DecidedAt">When it was approved, refused or withdrawn.</param>
/// <param name="Decision">The reason given.</param>
public sealed record AccessRequest(
    Guid Id,
    Guid Account,
    string MunicipalityCode,
    string Name,
    string Email,
    MemberRole Role,
    string Reason,
    EmailDomainCheck DomainCheck,
    AccessRequestStatus Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? DecidedAt,
    string? Decision)
{
    public const int LongestReason = 1_000;

    public Municipality Municipality => new(MunicipalityCode);

    public bool IsPending => Status is AccessRequestStatus.Unconfirmed or AccessRequestStatus.Open;
}
