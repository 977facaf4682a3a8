using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Queues the mails of coming in and leaving, each in the transaction of what it tells of.</summary>
public sealed class MemberMails(IOptions<MemberOptions> options, AreaStore areas, TimeProvider time)
{
    private readonly MemberOptions options = options.Value;

    /// <summary>
    /// The link that proves the address. Beyond the limit of the address none is sent, and nobody is told: that many
    /// were sent there before is not the asker's to know.
    /// </summary>
    public async Task ConfirmAsync(
        ActingTransaction service, AccessRequest request, CancellationToken cancellationToken)
    {
        if (await MayWriteToAsync(service, request.Email, cancellationToken))
        {
            var text = MemberMail.Confirmation(
                await NameOfAsync(request.MunicipalityCode, cancellationToken), options.ConfirmWithin);

            // To the address alone: a name that nobody has proved is not carried to a stranger.
            await MailStore.AddAsync(
                service,
                new NewMail("CONFIRMATION", request.Email, request.Email, text, request.Account, Request: request.Id),
                cancellationToken);
        }
    }

    public Task ConfirmedAsync(ActingTransaction service, AccessRequest request, CancellationToken cancellationToken) =>
        ToAskerAsync(service, "CONFIRMED", request, MemberMail.Confirmed, cancellationToken);

    public Task ApprovedAsync(
        ActingTransaction service, AccessRequest request, Member member, CancellationToken cancellationToken) =>
        ToAskerAsync(
            service,
            "APPROVED",
            request,
            name => MemberMail.Approved(name, member.Has(MemberRole.Coordinator), options.SiteLink),
            cancellationToken);

    public Task RefusedAsync(
        ActingTransaction service, AccessRequest request, string reason, CancellationToken cancellationToken) =>
        ToAskerAsync(service, "REFUSED", request, name => MemberMail.Refused(name, reason), cancellationToken);

    /// <summary>The link that lets someone in. Beyond the limit of the address none is sent.</summary>
    public async Task InviteAsync(
        ActingTransaction service, Invitation invitation, CancellationToken cancellationToken)
    {
        if (await MayWriteToAsync(service, invitation.Email, cancellationToken))
        {
            var text = MemberMail.Invitation(
                await OwnerAsync(invitation.MunicipalityCode, cancellationToken), options.AcceptWithin);
            await MailStore.AddAsync(
                service,
                new NewMail("INVITATION", invitation.Name, invitation.Email, text, Invitation: invitation.Id),
                cancellationToken);
        }
    }

    /// <summary>To one whose membership was ended by someone else.</summary>
    /// <param name="service">Acts as the service.</param>
    /// <param name="member">As it was before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EndedAsync(ActingTransaction service, Member member, CancellationToken cancellationToken)
    {
        if (member.Email is { } email)
        {
            var text = MemberMail.Ended(await OwnerAsync(member.MunicipalityCode, cancellationToken));
            await MailStore.AddAsync(
                service, new NewMail("ENDED", member.Name, email, text, member.Account), cancellationToken);
        }
    }

    private async Task ToAskerAsync(
        ActingTransaction service,
        string kind,
        AccessRequest request,
        Func<string, MemberMail> text,
        CancellationToken cancellationToken)
    {
        var municipality = await NameOfAsync(request.MunicipalityCode, cancellationToken);
        await MailStore.AddAsync(
            service,
            new NewMail(kind, request.Name, request.Email, text(municipality), request.Account),
            cancellationToken);
    }

    private async Task<bool> MayWriteToAsync(
        ActingTransaction service, string email, CancellationToken cancellationToken) =>
        await MailStore.CountToAsync(service, email, time.GetUtcNow().AddDays(-1), cancellationToken)
            < options.LinksPerDay;

    private async Task<string> OwnerAsync(string? municipality, CancellationToken cancellationToken) =>
        municipality is null ? "het instituut" : $"de gemeente {await NameOfAsync(municipality, cancellationToken)}";

    private async Task<string> NameOfAsync(string municipality, CancellationToken cancellationToken) =>
        (await areas.FindAsync(municipality, cancellationToken))?.Name ?? municipality;
}
