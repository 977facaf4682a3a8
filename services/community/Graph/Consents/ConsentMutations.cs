using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>What a coordinator decides for the municipality: taking part, and consents.</summary>
public sealed class ConsentMutations(
    NpgsqlDataSource database, Idempotency idempotency, ConsentDecisions consents, Participations participations)
{
    public ValueTask<Consent?> GiveConsentAsync(FieldContext context, CancellationToken cancellationToken) =>
        DecideAsync(context, granted: true, cancellationToken);

    public ValueTask<Consent?> WithdrawConsentAsync(FieldContext context, CancellationToken cancellationToken) =>
        DecideAsync(context, granted: false, cancellationToken);

    public async ValueTask<Participation?> SetParticipationAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var (municipality, subject) = DeciderOf(context.Caller());
        var takesPart = context.Argument<bool>("takesPart");
        var acting = ActingAs.Municipality(municipality);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var within = await acting.WithinAsync(transaction, cancellationToken);
                await participations.DecideAsync(within, municipality, takesPart, subject, cancellationToken);
                return true;
            }, cancellationToken);
        }

        await using var reading = await acting.BeginAsync(database, cancellationToken);
        return await ParticipationStore.OfAsync(reading, municipality, cancellationToken);
    }

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
                await ConsentStore.LockAsync(within, municipality, cancellationToken);
                if (granted)
                {
                    await RequireTakesPartAsync(within, municipality, cancellationToken);
                }

                var all = await ConsentStore.OfAsync(within, municipality, cancellationToken);
                await consents.DecideAsync(
                    within, municipality, all.Single(consent => consent.Kind == kind), granted, subject,
                    cancellationToken);
                return true;
            }, cancellationToken);
        }

        await using var reading = await acting.BeginAsync(database, cancellationToken);
        return (await ConsentStore.OfAsync(reading, municipality, cancellationToken)).Single(c => c.Kind == kind);
    }

    private static async Task RequireTakesPartAsync(
        ActingTransaction acting, string municipality, CancellationToken cancellationToken)
    {
        if (!(await ParticipationStore.OfAsync(acting, municipality, cancellationToken)).TakesPart)
        {
            throw new ClientException(
                "NOT_TAKING_PART", "The municipality does not take part now: `setParticipation` comes first.");
        }
    }

    private static (string Municipality, string Subject) DeciderOf(Caller caller)
    {
        caller.RequireRole(Role.Coordinator);
        return caller.Municipality is { } municipality
            ? (municipality, caller.Subject!)
            : throw new ClientException("FORBIDDEN", "Your token names no municipality to decide for.");
    }
}
