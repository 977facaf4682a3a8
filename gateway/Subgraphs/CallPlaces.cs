using Polly;

namespace Monitor.Gateway.Subgraphs;

/// <summary>How many calls to one subgraph are under way at once; the others wait for a moment, then fail.</summary>
internal sealed class CallPlaces(int places, TimeSpan wait) : ResilienceStrategy<SubgraphReply>, IDisposable
{
    private readonly SemaphoreSlim free = new(places);

    public void Dispose() => free.Dispose();

    protected override async ValueTask<Outcome<SubgraphReply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<SubgraphReply>>> callback,
        ResilienceContext context,
        TState state)
    {
        try
        {
            if (!free.Wait(0, CancellationToken.None)
                && !await free.WaitAsync(wait, context.CancellationToken)
                    .ConfigureAwait(context.ContinueOnCapturedContext))
            {
                return Outcome.FromResult(SubgraphReply.NotAsked(
                    FailureReason.TooManyCalls, $"has {places} calls under way: not asked"));
            }
        }
        catch (OperationCanceledException gone)
        {
            return Outcome.FromException<SubgraphReply>(gone);
        }
        try
        {
            return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        finally
        {
            free.Release();
        }
    }
}

/// <summary>Polly asks every strategy for options; these have none.</summary>
internal sealed class CallPlacesOptions : ResilienceStrategyOptions
{
    public CallPlacesOptions() => Name = "CallPlaces";
}
