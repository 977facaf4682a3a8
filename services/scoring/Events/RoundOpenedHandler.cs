using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>Knows the round from now on, and fetches the lineage anew: the round has a list of its own.</summary>
public sealed class RoundOpenedHandler(KnownRounds rounds, Lineages lineages) : IHandle<RoundOpened>
{
    public async Task<Delivery> HandleAsync(Received<RoundOpened> received, CancellationToken cancellationToken)
    {
        rounds.Note(received.Data.Round);
        await lineages.RefreshAsync(cancellationToken);
        return Delivery.Done;
    }
}
