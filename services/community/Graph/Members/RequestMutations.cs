using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>What someone who asks for access does: ask, prove the address, withdraw.</summary>
public sealed class RequestMutations(
    NpgsqlDataSource database,
    AreaStore areas,
    MemberMails mails,
    MailSender sender,
    AuditLog audit,
    Idempotency idempotency,
    IOptions<MemberOptions> options,
    TimeProvider time)
{
    private static readonly MemberRole[] mayBeAskedFor = [.. MemberRoles.Municipal];

    public async ValueTask<AccessRequestView?> RequestAccessAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var person = context.Person();
        var input = context.Argument<RequestAccessInput>("input");
        var asker = Domain.Person.Of(input.Name, input.Email);
        var reason = PlainText.Checked(input.Reason, AccessRequest.LongestReason, "BAD_REASON", "A reason");
        await RequireRoleAsync(input, cancellationToken);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await RequireMayAskAsync(service, person, cancellationToken);
                var isKnown = await EmailDomainStore.IsKnownAsync(
                    transaction, input.Municipality, asker.Domain, cancellationToken);
                var request = new AccessRequest(
                    Guid.NewGuid(), person.Id, input.Municipality, asker.Name, asker.Email, input.Role, reason,
                    isKnown ? EmailDomainCheck.Known : EmailDomainCheck.Unknown, AccessRequestStatus.Unconfirmed,
                    time.GetUtcNow(), null, null, null);
                await AccessRequestStore.AddAsync(service, request, cancellationToken);
                await mails.ConfirmAsync(service, request, cancellationToken);
                await AuditAsync(service, ActKind.AccessRequested, request, cancellationToken);
                return request.Id;
            }, cancellationToken);
        }

        sender.Wake();
        return await OwnAsync(person, cancellationToken);
    }

    public async ValueTask<AccessRequestView?> ResendConfirmationAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var person = context.Person();
        await RunAsync(context, person, async (service, request) =>
        {
            if (request.Status != AccessRequestStatus.Unconfirmed)
            {
                throw NotPending();
            }

            if (!await AccessRequestStore.MailAgainAsync(
                service, request.Id, time.GetUtcNow(), options.Value.MailAgainAfter, cancellationToken))
            {
                throw new ClientException("RATE_LIMITED", "A mail was sent just now: wait a little, and look for it.");
            }

            await mails.ConfirmAsync(service, request, cancellationToken);
        }, cancellationToken);
        sender.Wake();
        return await OwnAsync(person, cancellationToken);
    }

    /// <summary>
    /// One answer for a token that is wrong, used, too old, or of someone else's request: who holds an address must not
    /// prove it for another by clicking.
    /// </summary>
    public async ValueTask<AccessRequestView?> ConfirmEmailAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var person = context.Person();
        var token = context.Argument<string>("token");
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                var id = await LinkTokenStore.RequestOfAsync(service, token, time.GetUtcNow(), cancellationToken);
                var request = id is null
                    ? null
                    : await AccessRequestStore.HoldAsync(service, id.Value, cancellationToken);
                if (request?.Account != person.Id || request.Status != AccessRequestStatus.Unconfirmed)
                {
                    throw LinkFault();
                }

                await AccessRequestStore.ConfirmAsync(service, request.Id, time.GetUtcNow(), cancellationToken);
                await LinkTokenStore.UseAsync(service, request.Id, cancellationToken);
                await mails.ConfirmedAsync(service, request, cancellationToken);
                return request.Id;
            }, cancellationToken);
        }

        sender.Wake();
        return await OwnAsync(person, cancellationToken);
    }

    public async ValueTask<AccessRequestView?> WithdrawRequestAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var person = context.Person();
        await RunAsync(context, person, async (service, request) =>
        {
            if (!request.IsPending)
            {
                throw NotPending();
            }

            await AccessRequestStore.DecideAsync(
                service, request.Id, AccessRequestStatus.Withdrawn, person.Pseudonym, reason: null, time.GetUtcNow(),
                cancellationToken);
            await LinkTokenStore.UseAsync(service, request.Id, cancellationToken);
        }, cancellationToken);
        return await OwnAsync(person, cancellationToken);
    }

    internal static ClientException LinkFault() => new(
        "BAD_TOKEN", "This link does not work: it is used, too old, or for another account than this one.");

    private static ClientException NotPending() =>
        new("REQUEST_NOT_OPEN", "You have no request that waits for this.");

    private async Task RequireRoleAsync(RequestAccessInput input, CancellationToken cancellationToken)
    {
        if (await areas.FindAsync(input.Municipality, cancellationToken) is not { IsCurrent: true })
        {
            throw new ClientException("UNKNOWN_MUNICIPALITY", "There is no municipality with this code now.");
        }

        if (!mayBeAskedFor.Contains(input.Role))
        {
            throw new ClientException("ROLE_NOT_ALLOWED", "A municipality's people do not have this role.");
        }

        if (input.Role == MemberRole.RegionalCoordinator
            && !await areas.IsCentreAsync(input.Municipality, cancellationToken))
        {
            throw new ClientException(
                "NOT_A_CENTRE", "Only a centre municipality (centrumgemeente) has regional coordinators.");
        }
    }

    private async Task RequireMayAskAsync(
        ActingTransaction service, Decider person, CancellationToken cancellationToken)
    {
        if (!await CallerStore.HoldAccountAsync(service, person.Id, cancellationToken))
        {
            throw await ErasedSubjectStore.UntilAsync(service, person.Id, cancellationToken) is { } until
                ? new ClientException(
                    "ERASED", $"You were erased just now: who signs in after {until:yyyy-MM-dd HH:mm} UTC is new here.")
                : new ClientException(
                    "UNKNOWN_ACCOUNT", "This token is not of an account that the gateway looked up.");
        }

        if (await MemberStore.FindAsync(service, person.Id, cancellationToken) is { IsActive: true })
        {
            throw new ClientException(
                "ALREADY_A_MEMBER", "You have access: leave first to ask for another municipality.");
        }

        if (await AccessRequestStore.LastOfAsync(service, person.Id, cancellationToken) is { IsPending: true })
        {
            throw new ClientException("REQUEST_OPEN", "You asked already: withdraw that request first.");
        }

        var since = time.GetUtcNow().AddDays(-1);
        if (await AccessRequestStore.CountAsync(service, person.Id, since, cancellationToken)
            >= options.Value.RequestsPerDay)
        {
            throw new ClientException("RATE_LIMITED", "You asked too often today; try again tomorrow.");
        }
    }

    /// <summary>Works on the caller's last request, held.</summary>
    private async Task RunAsync(
        FieldContext context,
        Decider person,
        Func<ActingTransaction, AccessRequest, Task> work,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
            var last = await AccessRequestStore.LastOfAsync(service, person.Id, cancellationToken)
                ?? throw NotPending();
            var held = await AccessRequestStore.HoldAsync(service, last.Id, cancellationToken) ?? throw NotPending();
            await work(service, held);
            return held.Id;
        }, cancellationToken);
    }

    private Task AuditAsync(
        ActingTransaction acting, ActKind kind, AccessRequest request, CancellationToken cancellationToken) =>
        audit.AddAsync(
            acting.Transaction, new Act(kind, request.MunicipalityCode, $"request:{request.Id}"), cancellationToken);

    private async Task<AccessRequestView?> OwnAsync(Decider person, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Member(person.Id, person.Municipality)
            .BeginAsync(database, cancellationToken);
        return AccessRequestView.OfOwn(await AccessRequestStore.LastOfAsync(acting, person.Id, cancellationToken));
    }
}
