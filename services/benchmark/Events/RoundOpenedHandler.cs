using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Copies the rounds anew. What is fetched is always the newest, so repeats and order do not matter.</summary>
public sealed class RoundOpenedHandler(ReferenceData reference) : IHandle<RoundOpened>
{
    public async Task<Delivery> HandleAsync(Received<RoundOpened> received, CancellationToken cancellationToken)
    {
        await reference.RefreshRoundsAsync(cancellationToken);
        return Delivery.Done;
    }
}
