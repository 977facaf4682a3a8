using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>
/// Decides whether a municipality takes part. consent.changed tells of it, as kind PARTICIPATION; where it stops, of
/// every consent that ends with it too.
/// </summary>
public sealed class Participations(ConsentDecisions consents, Outbox outbox, AuditLog audit, TimeProvider time)
{
    /// <summary>The first coordinator is let in: the municipality takes part, unless it ever decided itself.</summary>
    public async Task BeginAsync(
        ActingTransaction acting, string municipality, string by, CancellationToken cancellationToken)
    {
        await ConsentStore.LockAsync(acting, municipality, cancellationToken);
        var now = await ParticipationStore.OfAsync(acting, municipality, cancellationToken);
        if (now.History.Count == 0)
        {
            await AddAsync(acting, municipality, now, takesPart: true, by, cancellationToken);
        }
    }

    /// <summary>Nothing where it is so already. Stopping withdraws every consent that holds.</summary>
    public async Task DecideAsync(
        ActingTransaction acting, string municipality, bool takesPart, string by, CancellationToken cancellationToken)
    {
        await ConsentStore.LockAsync(acting, municipality, cancellationToken);
        var now = await ParticipationStore.OfAsync(acting, municipality, cancellationToken);
        if (now.TakesPart == takesPart)
        {
            return;
        }

        await AddAsync(acting, municipality, now, takesPart, by, cancellationToken);
        if (!takesPart)
        {
            foreach (var consent in await ConsentStore.OfAsync(acting, municipality, cancellationToken))
            {
                await consents.DecideAsync(acting, municipality, consent, granted: false, by, cancellationToken);
            }
        }
    }

    private async Task AddAsync(
        ActingTransaction acting,
        string municipality,
        Participation now,
        bool takesPart,
        string by,
        CancellationToken cancellationToken)
    {
        var decision = new ParticipationDecision(
            now.History is [var last, ..] ? last.Revision + 1 : 1, takesPart, time.GetUtcNow(), by);
        await ParticipationStore.AddAsync(acting, municipality, decision, cancellationToken);
        await outbox.AddAsync(
            acting.Transaction,
            ConsentChanged.Topic,
            new ConsentChanged(municipality, ParticipationStore.Kind, takesPart, decision.Revision),
            cancellationToken);
        await audit.AddAsync(
            acting.Transaction, new Act(ActKind.ParticipationChanged, municipality), cancellationToken);
    }
}
