using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Events;

/// <summary>Keeps the copy of consents to research. Repeats and order do no harm: a revision never goes back.</summary>
public sealed class ConsentChangedHandler(Inbox inbox) : IHandle<ConsentChanged>
{
    public async Task<Delivery> HandleAsync(Received<ConsentChanged> received, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        var changed = received.Data;
        if (changed.Kind == ConsentChanged.Research)
        {
            await using var acting = await ActingAs.Service.WithinAsync(effect.Transaction, cancellationToken);
            await ResearchConsentStore.ApplyAsync(
                acting,
                [new ResearchConsent(changed.Municipality, changed.Granted, changed.Revision)],
                cancellationToken);
        }

        await effect.CommitAsync(cancellationToken);
        return Delivery.Done;
    }
}
