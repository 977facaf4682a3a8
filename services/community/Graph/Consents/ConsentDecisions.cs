using Monitor.Community.Domain;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Decides on a consent: a row, an event and an act in one transaction.</summary>
public sealed class ConsentDecisions(Outbox outbox, AuditLog audit, TimeProvider time)
{
    /// <summary>Nothing where it is so already: no row, no event.</summary>
    /// <param name="acting">Holds the municipality's consents (<see cref="ConsentStore.LockAsync"/>).</param>
    /// <param name="municipality">Whose.</param>
    /// <param name="now">The consent as it is.</param>
    /// <param name="granted">What is decided.</param>
    /// <param name="by">Pseudonym of who decides.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DecideAsync(
        ActingTransaction acting,
        string municipality,
        Consent now,
        bool granted,
        string by,
        CancellationToken cancellationToken)
    {
        if (now.Granted == granted)
        {
            return;
        }

        var decision = new ConsentDecision(
            now.History is [var last, ..] ? last.Revision + 1 : 1, granted, time.GetUtcNow(), by);
        var kind = EnumText.Of(now.Kind);
        await ConsentStore.AddAsync(acting, municipality, now.Kind, decision, cancellationToken);
        await outbox.AddAsync(
            acting.Transaction,
            ConsentChanged.Topic,
            new ConsentChanged(municipality, kind, granted, decision.Revision),
            cancellationToken);
        await audit.AddAsync(
            acting.Transaction,
            new Act(granted ? ActKind.ConsentGiven : ActKind.ConsentWithdrawn, municipality, $"consent:{kind}"),
            cancellationToken);
    }
}
