using Monitor.Dapr;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>Makes a withdrawn response count no more, unless a later revision was submitted.</summary>
public sealed class ResponseWithdrawnHandler(Inbox inbox, ScoreStore scores, ILogger<ResponseWithdrawnHandler> log)
    : IHandle<ResponseWithdrawn>
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
        log.ResponseWithdrawn(withdrawn.ResponseId, withdrawn.Revision);
        return Delivery.Done;
    }
}
