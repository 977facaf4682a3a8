using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>
/// Begins, changes and ends memberships: each in one transaction with its event, so that what someone may ends when
/// their membership does.
/// </summary>
public sealed class Memberships(Outbox outbox, Participations participations, TimeProvider time)
{
    /// <summary>
    /// Lets someone in. Who begins as coordinator begins the municipality's participation too.
    /// </summary>
    /// <param name="service">Acts as the service: the account may have been a member elsewhere before.</param>
    /// <param name="account">Who.</param>
    /// <param name="person">Name and address.</param>
    /// <param name="municipality">Whom they act for; null for the institute.</param>
    /// <param name="roles">What they may.</param>
    /// <param name="by">Pseudonym of who lets them in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClientException">ALREADY_A_MEMBER.</exception>
    public async Task<Member> StartAsync(
        ActingTransaction service,
        Guid account,
        (string Name, string Email) person,
        string? municipality,
        IReadOnlyList<MemberRole> roles,
        string by,
        CancellationToken cancellationToken)
    {
        await MemberStore.LockAsync(service, municipality, cancellationToken);
        var member = new Member(
            account, person.Name, person.Email, municipality, [.. roles.Distinct().Order()], MemberStatus.Active,
            time.GetUtcNow(), EndedAt: null, Revision: 1, Demonstration: false);
        if (!await MemberStore.StartAsync(service, member, cancellationToken))
        {
            throw new ClientException("ALREADY_A_MEMBER", "This account has a membership; it has to end first.");
        }

        if (municipality is not null && member.Has(MemberRole.Coordinator))
        {
            await participations.BeginAsync(service, municipality, by, cancellationToken);
        }

        return await TellAsync(service, account, cancellationToken);
    }

    /// <summary>
    /// The roles that an approved officer begins with: the first of a municipality without a coordinator becomes it.
    /// </summary>
    /// <param name="service">Acts as the service.</param>
    /// <param name="account">Who.</param>
    /// <param name="municipality">Where.</param>
    /// <param name="roles">What they were approved for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IReadOnlyList<MemberRole>> OfApprovedAsync(
        ActingTransaction service,
        Guid account,
        string municipality,
        IReadOnlyList<MemberRole> roles,
        CancellationToken cancellationToken)
    {
        if (!roles.Contains(MemberRole.Officer))
        {
            return roles;
        }

        await MemberStore.LockAsync(service, municipality, cancellationToken);
        var (_, coordinators) = await OthersAsync(
            service, account, municipality, demonstration: false, cancellationToken);
        return coordinators > 0 ? roles : [.. roles, MemberRole.Coordinator];
    }

    /// <summary>Gives a member these roles in place of those they have. The same ones change nothing.</summary>
    /// <exception cref="ClientException">LAST_COORDINATOR or LAST_ADMINISTRATOR.</exception>
    public async Task<Member> ChangeRolesAsync(
        ActingTransaction acting, Member member, IReadOnlyList<MemberRole> roles, CancellationToken cancellationToken)
    {
        if (roles.ToHashSet().SetEquals(member.Roles))
        {
            return member;
        }

        await RequireOthersAsync(acting, member, roles, cancellationToken);
        await MemberStore.ChangeRolesAsync(acting, member.Account, [.. roles.Distinct().Order()], cancellationToken);
        return await TellAsync(acting, member.Account, cancellationToken);
    }

    /// <summary>Ends a membership: left or removed. What the member wrote stays.</summary>
    /// <exception cref="ClientException">LAST_COORDINATOR or LAST_ADMINISTRATOR.</exception>
    public async Task<Member> EndAsync(ActingTransaction acting, Member member, CancellationToken cancellationToken)
    {
        await RequireOthersAsync(acting, member, left: [], cancellationToken);
        await MemberStore.EndAsync(acting, member.Account, time.GetUtcNow(), cancellationToken);
        return await TellAsync(acting, member.Account, cancellationToken);
    }

    /// <summary>Nobody leaves colleagues without a coordinator, nor the institute without an administrator.</summary>
    private static async Task RequireOthersAsync(
        ActingTransaction acting, Member member, IReadOnlyList<MemberRole> left, CancellationToken cancellationToken)
    {
        await MemberStore.LockAsync(acting, member.MunicipalityCode, cancellationToken);
        var role = member.MunicipalityCode is null ? MemberRole.Administrator : MemberRole.Coordinator;
        if (!member.Has(role) || left.Contains(role))
        {
            return;
        }

        var (others, holders) = await OthersAsync(
            acting, member.Account, member.MunicipalityCode, member.Demonstration, cancellationToken);
        if (holders == 0 && (others > 0 || left.Count > 0))
        {
            throw role == MemberRole.Coordinator
                ? new ClientException(
                    "LAST_COORDINATOR",
                    "The municipality would have members and no coordinator: make a colleague one first, or ask the"
                    + " institute to.")
                : new ClientException("LAST_ADMINISTRATOR", "There would be no administrator: make someone one first.");
        }
    }

    private static Task<(long Others, long Holders)> OthersAsync(
        ActingTransaction acting,
        Guid except,
        string? municipality,
        bool demonstration,
        CancellationToken cancellationToken) =>
        MemberStore.OthersAsync(
            acting, except, municipality,
            municipality is null ? MemberRole.Administrator : MemberRole.Coordinator,
            demonstration, cancellationToken);

    private async Task<Member> TellAsync(ActingTransaction acting, Guid account, CancellationToken cancellationToken)
    {
        var now = await MemberStore.FindAsync(acting, account, cancellationToken)
            ?? throw new InvalidOperationException("A membership vanished while it was changed.");
        await outbox.AddAsync(
            acting.Transaction,
            MembershipChanged.Topic,
            new MembershipChanged(now.Id, now.Revision),
            cancellationToken);
        return now;
    }
}
