using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Gives and withdraws consents: each decision in one transaction with its event.</summary>
public sealed class ConsentMutations(
    NpgsqlDataSource database, Idempotency idempotency, Outbox outbox, TimeProvider time)
{
    public ValueTask<Consent?> GiveConsentAsync(FieldContext context, CancellationToken cancellationToken) =>
        DecideAsync(context, granted: true, cancellationToken);

    public ValueTask<Consent?> WithdrawConsentAsync(FieldContext context, CancellationToken cancellationToken) =>
        DecideAsync(context, granted: false, cancellationToken);

    private async ValueTask<Consent?> DecideAsync(
        FieldContext context, bool granted, CancellationToken cancellationToken)
    {
        var (municipality, subject) = DeciderOf(context.Caller());
        var kind = context.Argument<ConsentKind>("kind");
        var acting = ActingAs.Municipality(municipality);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var within = await acting.WithinAsync(transaction, cancellationToken);
                await DecideAsync(within, municipality, kind, granted, subject, cancellationToken);
                return true;
            }, cancellationToken);
        }

        await using var reading = await acting.BeginAsync(database, cancellationToken);
        var all = await ConsentStore.OfAsync(reading, municipality, cancellationToken);
        return all.Single(consent => consent.Kind == kind);
    }

    /// <summary>Nothing where it is so already: no row, no event.</summary>
    private async Task DecideAsync(
        ActingTransaction acting,
        string municipality,
        ConsentKind kind,
        bool granted,
        string subject,
        CancellationToken cancellationToken)
    {
        await ConsentStore.LockAsync(acting, municipality, cancellationToken);
        var all = await ConsentStore.OfAsync(acting, municipality, cancellationToken);
        var now = all.Single(consent => consent.Kind == kind);
        if (now.Granted == granted)
        {
            return;
        }

        var decision = new ConsentDecision(
            now.History is [var last, ..] ? last.Revision + 1 : 1, granted, time.GetUtcNow(), subject);
        await ConsentStore.AddAsync(acting, municipality, kind, decision, cancellationToken);
        await outbox.AddAsync(
            acting.Transaction,
            ConsentChanged.Topic,
            new ConsentChanged(municipality, EnumText.Of(kind), granted, decision.Revision),
            cancellationToken);
    }

    private static (string Municipality, string Subject) DeciderOf(Caller caller)
    {
        caller.RequireRole(Role.Coordinator);
        return caller.Municipality is { } municipality
            ? (municipality, caller.Subject!)
            : throw new ClientException("FORBIDDEN", "Your token names no municipality to decide for.");
    }
}
