using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// Answers who the caller is, and who else is in: colleagues for members, everyone for the institute.
/// </summary>
public sealed class MemberResolvers(NpgsqlDataSource database, AuditLog audit, IOptions<CommunityOptions> options)
{
    private const int LongestSearch = 100;

    /// <summary><c>Query.me</c>.</summary>
    public async ValueTask<Me?> MeAsync(FieldContext context, CancellationToken cancellationToken) =>
        await Me.FindAsync(database, context.Person(), cancellationToken);

    /// <summary><c>Municipality.members</c>: colleagues see each other.</summary>
    public async ValueTask<IReadOnlyList<object?>> ColleaguesAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(p => caller.RefusalOf(p.Code)).ToList();
        if (!refusals.Contains(null))
        {
            return [.. refusals];
        }

        caller.RequireMember();
        await using var acting = await ActingAs.Municipality(caller.Municipality!)
            .BeginAsync(database, cancellationToken);
        var own = await MemberStore.OfAsync(acting, [caller.Municipality!], cancellationToken);
        return [.. refusals.Select(refusal => (object?)refusal ?? own[caller.Municipality!].ToList())];
    }

    /// <summary><c>Municipality.machines</c>: for its coordinator.</summary>
    public async ValueTask<IReadOnlyList<object?>> MachinesOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(p => caller.RefusalOf(p.Code)).ToList();
        if (!refusals.Contains(null))
        {
            return [.. refusals];
        }

        caller.RequireRole(Role.Coordinator);
        await using var acting = await ActingAs.Municipality(caller.Municipality!)
            .BeginAsync(database, cancellationToken);
        var own = await MachineStore.OfAsync(acting, caller.Municipality!, cancellationToken);
        return [.. refusals.Select(refusal => (object?)refusal ?? own)];
    }

    /// <summary><c>Query.machines</c>: the institute's, or those of one municipality, for administrators.</summary>
    public async ValueTask<IReadOnlyList<Machine>?> MachinesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Administrator);
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        return await MachineStore.OfAsync(acting, context.Argument<string?>("municipality"), cancellationToken);
    }

    /// <summary><c>Query.members</c>: for the institute; the look is on record.</summary>
    public async ValueTask<Connection<Member>?> MembersAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Institute();
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var search = context.Argument<string?>("search")?.Trim();
        if (search is { Length: > LongestSearch })
        {
            throw new ClientException("BAD_USER_INPUT", $"`search` has at most {LongestSearch} characters.");
        }

        var filter = new MemberFilter(
            context.Argument<string?>("municipality"),
            context.Argument<MemberRole?>("role"),
            context.Argument<MemberStatus?>("status"),
            search is { Length: 0 } ? null : search);
        IReadOnlyList<Member> found;
        await using (var acting = await ActingAs.Service.BeginAsync(database, cancellationToken))
        {
            found = await MemberStore.PageAsync(acting, filter, page, cancellationToken);
        }

        var members = Connection.Of(found, page, m => new TimeCursor(m.Since, m.Account));
        await RecordAsync(members.Nodes.Select(m => m.MunicipalityCode), "members", cancellationToken);
        return members;
    }

    /// <summary>
    /// <c>Query.accessRequests</c>: all for the institute, those of the own municipality for a coordinator.
    /// </summary>
    public async ValueTask<Connection<AccessRequestView>?> AccessRequestsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var filter = new AccessRequestFilter(
            MunicipalityOf(context, decider),
            context.Argument<AccessRequestStatus?>("status"),
            context.Argument<EmailDomainCheck?>("domain"));
        if (filter.Status == AccessRequestStatus.Unconfirmed && !decider.IsInstitute)
        {
            throw new ClientException("FORBIDDEN", "Addresses that nobody proved are the institute's to see.");
        }

        IReadOnlyList<AccessRequest> found;
        await using (var acting = await decider.Acting().BeginAsync(database, cancellationToken))
        {
            found = await AccessRequestStore.PageAsync(acting, filter, page, cancellationToken);
        }

        var requests = Connection.Of(
            [.. found.Select(r => new AccessRequestView(r, IsOwn: false))],
            page,
            r => new TimeCursor(r.RequestedAt, r.Id));
        if (decider.IsInstitute)
        {
            await RecordAsync(
                requests.Nodes.Select(r => r.Request.MunicipalityCode), "access-requests", cancellationToken);
        }

        return requests;
    }

    /// <summary><c>Query.invitations</c>: as <see cref="AccessRequestsAsync"/>.</summary>
    public async ValueTask<Connection<Invitation>?> InvitationsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        IReadOnlyList<Invitation> found;
        await using (var acting = await decider.Acting().BeginAsync(database, cancellationToken))
        {
            found = await InvitationStore.PageAsync(
                acting, MunicipalityOf(context, decider), page, cancellationToken);
        }

        var invitations = Connection.Of(found, page, i => new TimeCursor(i.InvitedAt, i.Id));
        if (decider.IsInstitute)
        {
            await RecordAsync(
                invitations.Nodes.Select(i => i.MunicipalityCode), "invitations", cancellationToken);
        }

        return invitations;
    }

    /// <summary>The municipality that a list is narrowed to: a coordinator's own, whatever is asked for.</summary>
    private static string? MunicipalityOf(FieldContext context, Decider decider)
    {
        var asked = context.Argument<string?>("municipality");
        if (decider.IsInstitute)
        {
            return asked;
        }

        return asked is null || asked == decider.Municipality
            ? decider.Municipality
            : throw new ClientException("NOT_YOURS", "This belongs to another municipality than the one you act for.");
    }

    private async Task RecordAsync(
        IEnumerable<string?> municipalities, string of, CancellationToken cancellationToken) =>
        await audit.RecordAsync(
            new Act(ActKind.PersonRead, [.. municipalities.OfType<string>()], of), cancellationToken);
}
