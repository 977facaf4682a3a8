using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Makes a withdrawn response count no more, unless a later revision was submitted. Releases stand.</summary>
public sealed class ResponseWithdrawnHandler(Inbox inbox, ScoreStore scores) : IHandle<ResponseWithdrawn>
{
    public async Task<Delivery> HandleAsync(Received<ResponseWithdrawn> received, CancellationToken cancellationToken)
    {
        var withdrawn = received.Data;
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        await scores.WithdrawAsync(
            effect.Transaction, withdrawn.ResponseId, withdrawn.Revision, withdrawn.Round, withdrawn.Municipality,
            cancellationToken);
        await effect.CommitAsync(cancellationToken);
        return Delivery.Done;
    }
}
