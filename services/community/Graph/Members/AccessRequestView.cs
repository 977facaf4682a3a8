using Monitor.Community.Domain;

namespace Monitor.Community.Graph;

/// <summary>A request as its reader may see it: what the list of domains said is for those who decide only.</summary>
public sealed record AccessRequestView(AccessRequest Request, bool IsOwn)
{
    public Guid Id => Request.Id;

    public AccessRequestStatus Status => Request.Status;

    public Municipality Municipality => Request.Municipality;

    public string Name => Request.Name;

    public string Email => Request.Email;

    public MemberRole Role => Request.Role;

    public string Reason => Request.Reason;

    public EmailDomainCheck? DomainCheck => IsOwn ? null : Request.DomainCheck;

    public DateTimeOffset RequestedAt => Request.RequestedAt;

    public DateTimeOffset? ConfirmedAt => Request.ConfirmedAt;

    public DateTimeOffset? DecidedAt => Request.DecidedAt;

    public string? Decision => Request.Decision;

    public static AccessRequestView? OfOwn(AccessRequest? request) =>
        request is null ? null : new AccessRequestView(request, IsOwn: true);
}
