using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// Registers and revokes programs: a coordinator those of the own municipality, an administrator all.
/// </summary>
public sealed class MachineMutations(
    NpgsqlDataSource database,
    AreaStore areas,
    Outbox outbox,
    AuditLog audit,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<Machine?> RegisterMachineAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var decider = DeciderOf(context);
        var input = context.Argument<RegisterMachineInput>("input");
        var municipality = input.Municipality ?? decider.Municipality;
        RequireSay(decider, municipality);
        await RequireScopesAsync(municipality, input.Scopes, cancellationToken);
        var machine = new Machine(
            Guid.NewGuid(), Machine.CheckedClientId(input.ClientId), Person.NameOf(input.Name), municipality,
            [.. input.Scopes.Distinct()], time.GetUtcNow(), RevokedAt: null, Revision: 1, Demonstration: false);
        Guid id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            id = await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                if (!await CallerStore.HoldAccountAsync(service, decider.Id, cancellationToken))
                {
                    throw new ClientException("UNKNOWN_ACCOUNT", "This token is not of an account that is known.");
                }

                if (!await MachineStore.AddAsync(service, machine, decider.Id, cancellationToken))
                {
                    throw new ClientException(
                        "CLIENT_TAKEN", "This client id is registered already: revoke that machine first.");
                }

                await TellAsync(service, machine, machine.Revision, cancellationToken);
                return machine.Account;
            }, cancellationToken);
        }

        return await FindAsync(decider, id, cancellationToken);
    }

    /// <summary>From now on its tokens may nothing; again changes nothing.</summary>
    public async ValueTask<Machine?> RevokeMachineAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var decider = DeciderOf(context);
        var id = Guid.TryParse(context.Argument<string>("id"), out var given) ? given : throw NotFound();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await ActingOf(decider).WithinAsync(transaction, cancellationToken);
                var machine = await MachineStore.HoldAsync(acting, id, cancellationToken) ?? throw NotFound();
                if (machine.RevokedAt is null)
                {
                    await MachineStore.RevokeAsync(
                        acting, id, decider.Pseudonym, time.GetUtcNow(), cancellationToken);
                    await TellAsync(acting, machine, machine.Revision + 1, cancellationToken);
                }

                return id;
            }, cancellationToken);
        }

        return await FindAsync(decider, id, cancellationToken);
    }

    internal static Decider DeciderOf(FieldContext context)
    {
        context.Caller().RequireMember();
        context.Caller().RequireRole(Role.Coordinator, Role.Administrator);
        return context.Person();
    }

    internal static ActingAs ActingOf(Decider decider) => decider.Has(MemberRole.Administrator)
        ? ActingAs.Service
        : ActingAs.Municipality(decider.Municipality ?? "");

    private static void RequireSay(Decider decider, string? municipality)
    {
        if (!decider.Has(MemberRole.Administrator)
            && (municipality is null || !decider.CoordinatesFor(municipality)))
        {
            throw new ClientException("FORBIDDEN", "You register programs of your own municipality only.");
        }
    }

    private async Task RequireScopesAsync(
        string? municipality, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        if (scopes.Count == 0 || scopes.Except(Scope.All).Any())
        {
            throw new ClientException(
                "BAD_SCOPE", $"A program has one or more of the scopes {string.Join(", ", Scope.All)}.");
        }

        if (municipality is not null
            && await areas.FindAsync(municipality, cancellationToken) is not { IsCurrent: true })
        {
            throw new ClientException("UNKNOWN_MUNICIPALITY", "There is no municipality with this code now.");
        }

        if (scopes.Contains(Scope.Region)
            && (municipality is null || !await areas.IsCentreAsync(municipality, cancellationToken)))
        {
            throw new ClientException(
                "NOT_A_CENTRE", $"{Scope.Region} is for programs of a centre municipality (centrumgemeente).");
        }
    }

    private async Task TellAsync(
        ActingTransaction acting, Machine machine, int revision, CancellationToken cancellationToken)
    {
        await outbox.AddAsync(
            acting.Transaction,
            MembershipChanged.Topic,
            new MembershipChanged(machine.Id, revision),
            cancellationToken);
        await audit.AddAsync(
            acting.Transaction,
            new Act(ActKind.MachineChanged, machine.MunicipalityCode, $"machine:{machine.Id}"),
            cancellationToken);
    }

    private async Task<Machine?> FindAsync(Decider decider, Guid id, CancellationToken cancellationToken)
    {
        await using var acting = await ActingOf(decider).BeginAsync(database, cancellationToken);
        return await MachineStore.HoldAsync(acting, id, cancellationToken);
    }

    private static ClientException NotFound() => new("NOT_FOUND", "There is no machine with this id.");
}
