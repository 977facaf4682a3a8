using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Benchmark.Events;

/// <summary>Shows a name, or takes it back from every release at once.</summary>
/// <remarks>
/// Repeats and order do no harm: a revision never goes back. The event holds all that is needed, so that a withdrawal
/// waits for nobody.
/// </remarks>
public sealed class ConsentChangedHandler(Inbox inbox, ShownNames names) : IHandle<ConsentChanged>
{
    public async Task<Delivery> HandleAsync(Received<ConsentChanged> received, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        var changed = received.Data;
        if (Enum.GetValues<ConsentKind>().Where(k => EnumText.Of(k) == changed.Kind).ToList() is [var kind])
        {
            await names.ApplyAsync(
                effect.Transaction,
                [new Consent(changed.Municipality, kind, changed.Granted, changed.Revision)],
                cancellationToken);
        }

        await effect.CommitAsync(cancellationToken);
        return Delivery.Done;
    }
}
