using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Approves and refuses requests: the institute all, a coordinator those for the own municipality.</summary>
public sealed class AccessMutations(
    NpgsqlDataSource database,
    Memberships memberships,
    RoleGrant grant,
    MemberMails mails,
    MailSender sender,
    AuditLog audit,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<AccessRequestView?> ApproveAccessAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var roles = context.Argument<IReadOnlyList<MemberRole>?>("roles");
        return await RunAsync(context, decider, async (service, request) =>
        {
            var given = roles ?? [request.Role];
            await grant.RequireAsync(decider, request.MunicipalityCode, given, cancellationToken);
            if (request.DomainCheck == EmailDomainCheck.Unknown && !decider.IsInstitute)
            {
                throw new ClientException(
                    "DOMAIN_UNKNOWN",
                    "The domain of this address is not on the institute's list: only the institute lets it in.");
            }

            given = await Memberships.OfApprovedAsync(
                service, request.Account, request.MunicipalityCode, given, cancellationToken);
            var member = await memberships.StartAsync(
                service, request.Account, (request.Name, request.Email), request.MunicipalityCode, given,
                decider.Pseudonym, cancellationToken);
            await DecideAsync(
                service, request, AccessRequestStatus.Approved, decider, reason: null, cancellationToken);
            await mails.ApprovedAsync(service, request, member, cancellationToken);
        }, cancellationToken);
    }

    public async ValueTask<AccessRequestView?> RefuseAccessAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = context.DeciderOfMembers();
        var reason = PlainText.Checked(
            context.Argument<string>("reason"), AccessRequest.LongestReason, "BAD_REASON", "A reason");
        return await RunAsync(context, decider, async (service, request) =>
        {
            await DecideAsync(service, request, AccessRequestStatus.Refused, decider, reason, cancellationToken);
            await mails.RefusedAsync(service, request, reason, cancellationToken);
        }, cancellationToken);
    }

    private async Task DecideAsync(
        ActingTransaction service,
        AccessRequest request,
        AccessRequestStatus status,
        Decider decider,
        string? reason,
        CancellationToken cancellationToken)
    {
        await AccessRequestStore.DecideAsync(
            service, request.Id, status, decider.Pseudonym, reason, time.GetUtcNow(), cancellationToken);
        var kind = status == AccessRequestStatus.Approved ? ActKind.AccessApproved : ActKind.AccessRefused;
        await audit.AddAsync(
            service.Transaction, new Act(kind, request.MunicipalityCode, $"request:{request.Id}"), cancellationToken);
    }

    /// <summary>
    /// Finds the request as the decider may see it, so that row security holds whatever is asked; then goes on as the
    /// service, since the asker may have been a member elsewhere.
    /// </summary>
    private async Task<AccessRequestView?> RunAsync(
        FieldContext context,
        Decider decider,
        Func<ActingTransaction, AccessRequest, Task> work,
        CancellationToken cancellationToken)
    {
        var id = IdOf(context);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var own = await decider.Acting().WithinAsync(transaction, cancellationToken);
                var request = await AccessRequestStore.HoldAsync(own, id, cancellationToken);
                if (request is null || request.Status == AccessRequestStatus.Unconfirmed)
                {
                    throw NotFound();
                }

                if (request.Status != AccessRequestStatus.Open)
                {
                    throw new ClientException("REQUEST_NOT_OPEN", "This request is decided, or was withdrawn.");
                }

                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await work(service, request);
                return id;
            }, cancellationToken);
        }

        sender.Wake();
        await using var reading = await decider.Acting().BeginAsync(database, cancellationToken);
        var decided = await AccessRequestStore.HoldAsync(reading, id, cancellationToken);
        return decided is null ? null : new AccessRequestView(decided, IsOwn: false);
    }

    private static Guid IdOf(FieldContext context) =>
        Guid.TryParse(context.Argument<string>("id"), out var id) ? id : throw NotFound();

    private static ClientException NotFound() => new("NOT_FOUND", "There is no request with this id.");
}
