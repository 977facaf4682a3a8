using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// Invites, and accepts: a coordinator to the own municipality, the institute to any, an administrator to the
/// institute.
/// </summary>
public sealed class InvitationMutations(
    NpgsqlDataSource database,
    AreaStore areas,
    Memberships memberships,
    RoleGrant grant,
    MemberMails mails,
    MailSender sender,
    AuditLog audit,
    Idempotency idempotency,
    IOptions<MemberOptions> options,
    TimeProvider time)
{
    public async ValueTask<Invitation?> InviteMemberAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var input = context.Argument<InviteMemberInput>("input");
        var municipality = input.Municipality ?? decider.Municipality;
        await grant.RequireAsync(decider, municipality, input.Roles, cancellationToken);
        var person = Domain.Person.Of(input.Name, input.Email);
        if (municipality is not null
            && await areas.FindAsync(municipality, cancellationToken) is not { IsCurrent: true })
        {
            throw new ClientException("UNKNOWN_MUNICIPALITY", "There is no municipality with this code now.");
        }

        Guid id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            id = await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await decider.Acting().WithinAsync(transaction, cancellationToken);
                await RequireFewAsync(acting, municipality, cancellationToken);
                var now = time.GetUtcNow();
                var invitation = new Invitation(
                    Guid.NewGuid(), municipality, person.Name, person.Email, [.. input.Roles.Distinct().Order()],
                    InvitationStatus.Open, now, now + options.Value.AcceptWithin);
                await InvitationStore.AddAsync(acting, invitation, decider.Pseudonym, cancellationToken);
                await AuditAsync(acting, ActKind.MemberInvited, invitation, cancellationToken);
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await mails.InviteAsync(service, invitation, cancellationToken);
                return invitation.Id;
            }, cancellationToken);
        }

        sender.Wake();
        return await FindAsync(decider, id, cancellationToken);
    }

    public async ValueTask<Invitation?> WithdrawInvitationAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var id = Guid.TryParse(context.Argument<string>("id"), out var given) ? given : throw NotFound();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await decider.Acting().WithinAsync(transaction, cancellationToken);
                var invitation = await InvitationStore.HoldAsync(acting, id, cancellationToken) ?? throw NotFound();
                if (MemberRoles.GrantableBy(decider, invitation.MunicipalityCode).Count == 0)
                {
                    throw NotFound();
                }

                if (invitation.Status != InvitationStatus.Open)
                {
                    throw new ClientException(
                        "INVITATION_NOT_OPEN", "This invitation is accepted, withdrawn or too old.");
                }

                await InvitationStore.WithdrawAsync(acting, id, time.GetUtcNow(), cancellationToken);
                await AuditAsync(acting, ActKind.InvitationWithdrawn, invitation, cancellationToken);
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await LinkTokenStore.UseAsync(service, id, cancellationToken);
                return id;
            }, cancellationToken);
        }

        return await FindAsync(decider, id, cancellationToken);
    }

    /// <summary>
    /// By whoever holds the link, with their own account; one answer for every link that does not work.
    /// </summary>
    public async ValueTask<Me?> AcceptInvitationAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var person = context.Person();
        var token = context.Argument<string>("token");
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                var id = await LinkTokenStore.InvitationOfAsync(service, token, time.GetUtcNow(), cancellationToken);
                var invitation = id is null
                    ? null
                    : await InvitationStore.HoldAsync(service, id.Value, cancellationToken);
                if (invitation is not { Status: InvitationStatus.Open }
                    || !await CallerStore.HoldAccountAsync(service, person.Id, cancellationToken)
                    || !await IsStillTheirsToSendAsync(service, invitation, cancellationToken))
                {
                    throw RequestMutations.LinkFault();
                }

                await memberships.StartAsync(
                    service, person.Id, (invitation.Name, invitation.Email), invitation.MunicipalityCode,
                    invitation.Roles, person.Pseudonym, cancellationToken);
                await InvitationStore.AcceptAsync(
                    service, invitation.Id, person.Id, time.GetUtcNow(), cancellationToken);
                await LinkTokenStore.UseAsync(service, invitation.Id, cancellationToken);
                await AuditAsync(service, ActKind.InvitationAccepted, invitation, cancellationToken);
                return invitation.Id;
            }, cancellationToken);
        }

        return await Me.FindAsync(database, person, cancellationToken);
    }

    /// <summary>
    /// Whoever was removed does not come back, under another account, by an invitation of their own making.
    /// </summary>
    private static async Task<bool> IsStillTheirsToSendAsync(
        ActingTransaction service, Invitation invitation, CancellationToken cancellationToken)
    {
        // A removal that is under way comes first: it holds the same lock.
        await MemberStore.LockAsync(service, invitation.MunicipalityCode, cancellationToken);
        var inviter = await InvitationStore.InviterAsync(service, invitation.Id, cancellationToken);
        return inviter is not null
            && !invitation.Roles.Except(MemberRoles.GrantableBy(inviter, invitation.MunicipalityCode)).Any();
    }

    private async Task RequireFewAsync(
        ActingTransaction acting, string? municipality, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-1);
        if (await InvitationStore.CountAsync(acting, municipality, since, cancellationToken)
            >= options.Value.InvitationsPerDay)
        {
            throw new ClientException("RATE_LIMITED", "Enough were invited today; go on tomorrow.");
        }
    }

    private Task AuditAsync(
        ActingTransaction acting, ActKind kind, Invitation invitation, CancellationToken cancellationToken) =>
        audit.AddAsync(
            acting.Transaction,
            new Act(kind, invitation.MunicipalityCode, $"invitation:{invitation.Id}"),
            cancellationToken);

    private async Task<Invitation?> FindAsync(Decider decider, Guid id, CancellationToken cancellationToken)
    {
        await using var acting = await decider.Acting().BeginAsync(database, cancellationToken);
        return await InvitationStore.HoldAsync(acting, id, cancellationToken);
    }

    private static ClientException NotFound() => new("NOT_FOUND", "There is no invitation with this id.");
}
