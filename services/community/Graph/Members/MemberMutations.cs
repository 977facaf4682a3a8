using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Changes what members may, ends memberships, and lets people leave.</summary>
public sealed class MemberMutations(
    NpgsqlDataSource database,
    Memberships memberships,
    RoleGrant grant,
    MemberMails mails,
    MailSender sender,
    AuditLog audit,
    Idempotency idempotency)
{
    /// <summary>
    /// A coordinator changes what colleagues have and leaves alone what the institute gave: regional-coordinator.
    /// </summary>
    public async ValueTask<Member?> ChangeRolesAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var roles = context.Argument<IReadOnlyList<MemberRole>>("roles");
        return await RunAsync(context, decider, async (acting, member) =>
        {
            await grant.RequireAsync(decider, member.MunicipalityCode, roles, cancellationToken);
            var notTheirs = member.Roles.Except(MemberRoles.GrantableBy(decider, member.MunicipalityCode));
            await memberships.ChangeRolesAsync(acting, member, [.. roles, .. notTheirs], cancellationToken);
            await AuditAsync(acting, ActKind.RolesChanged, member, cancellationToken);
        }, cancellationToken);
    }

    public async ValueTask<Member?> EndMembershipAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var ended = await RunAsync(context, decider, async (acting, member) =>
        {
            await memberships.EndAsync(acting, member, cancellationToken);
            await AuditAsync(acting, ActKind.MembershipEnded, member, cancellationToken);
            await using var service = await ActingAs.Service.WithinAsync(acting.Transaction, cancellationToken);
            await mails.EndedAsync(service, member, cancellationToken);
        }, cancellationToken);
        sender.Wake();
        return ended;
    }

    public async ValueTask<Me?> LeaveAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireMember();
        var person = context.Person();
        await RunOwnAsync(context, person, async (acting, member) =>
        {
            await memberships.EndAsync(acting, member, cancellationToken);
            await AuditAsync(acting, ActKind.MembershipEnded, member, cancellationToken);
        }, cancellationToken);
        return await Me.FindAsync(database, person, cancellationToken);
    }

    public async ValueTask<Me?> ChangeNameAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireMember();
        var person = context.Person();
        var name = Domain.Person.NameOf(context.Argument<string>("name"));
        await RunOwnAsync(
            context, person,
            (acting, member) => MemberStore.RenameAsync(acting, member.Account, name, cancellationToken),
            cancellationToken);
        return await Me.FindAsync(database, person, cancellationToken);
    }

    private async Task RunOwnAsync(
        FieldContext context,
        Decider person,
        Func<ActingTransaction, Member, Task> work,
        CancellationToken cancellationToken)
    {
        // The institute's people have no municipality that shows them their colleagues, of whom one must stay.
        var acts = person.Municipality is null
            ? ActingAs.Service
            : ActingAs.Member(person.Id, person.Municipality);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await using var acting = await acts.WithinAsync(transaction, cancellationToken);
            var member = await MemberStore.FindAsync(acting, person.Id, cancellationToken);
            await work(
                acting,
                member is { IsActive: true }
                    ? member
                    : throw new ClientException("NOT_A_MEMBER", "You are no member."));
            return true;
        }, cancellationToken);
    }

    /// <summary>Finds the member as the decider may see it: another municipality's is NOT_FOUND.</summary>
    private async Task<Member?> RunAsync(
        FieldContext context,
        Decider decider,
        Func<ActingTransaction, Member, Task> work,
        CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(context.Argument<string>("member"), out var given) ? given : throw NotFound();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await decider.Acting().WithinAsync(transaction, cancellationToken);
                var member = await MemberStore.FindAsync(acting, id, cancellationToken);
                if (member is not { IsActive: true })
                {
                    throw NotFound();
                }

                if (MemberRoles.GrantableBy(decider, member.MunicipalityCode).Count == 0)
                {
                    throw new ClientException("FORBIDDEN", "You do not decide about this member.");
                }

                await work(acting, member);
                return id;
            }, cancellationToken);
        }

        await using var reading = await decider.Acting().BeginAsync(database, cancellationToken);
        return await MemberStore.FindAsync(reading, id, cancellationToken);
    }

    private Task AuditAsync(
        ActingTransaction acting, ActKind kind, Member member, CancellationToken cancellationToken) =>
        audit.AddAsync(
            acting.Transaction, new Act(kind, member.MunicipalityCode, $"member:{member.Id}"), cancellationToken);

    private static ClientException NotFound() => new("NOT_FOUND", "There is no member with this id.");
}
