using Microsoft.Extensions.Options;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Aggregates;

/// <summary>What a refill asks.</summary>
/// <param name="Subgraph">Whom.</param>
/// <param name="Body">The request, as JSON; not of a pool.</param>
/// <param name="Headers">Without a caller: what is public is the same for everyone.</param>
/// <param name="Lists">
/// For entities: the response key of each list, and which keys of the read its items are. Null for a root fetch.
/// </param>
internal sealed record RefillCall(
    Subgraph Subgraph,
    ReadOnlyMemory<byte> Body,
    RequestHeaders Headers,
    IReadOnlyList<(string ResponseKey, IReadOnlyList<int> Indexes)>? Lists);

/// <summary>Refills what was served past its age, without a client who waits. RFC 5861 §3</summary>
internal sealed class BackgroundRefills(
    SubgraphClient subgraphs,
    IOptions<AggregateOptions> options,
    IOptions<GatewayOptions> gateway,
    TimeProvider clock,
    ILogger<BackgroundRefills> log)
{
    private int running;

    /// <summary>Begins to refill the keys of a read, and disposes it; at once where too many refills run.</summary>
    public void Start(SharedRead stale, RefillCall call)
    {
        if (Interlocked.Increment(ref running) > options.Value.BackgroundRefills)
        {
            Interlocked.Decrement(ref running);
            stale.Dispose();
            return;
        }
        using (ExecutionContext.SuppressFlow())   // its span is none of the request's, which ends before it
        {
            _ = Task.Run(() => RunAsync(stale, call));
        }
    }

    private async Task RunAsync(SharedRead stale, RefillCall call)
    {
        try
        {
            using (stale)
            {
                await RefillAsync(stale, call);
            }
        }
        catch (Exception failure)
        {
            log.RefillFailed(call.Subgraph.Name, failure);   // nobody else would hear of it
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private async Task RefillAsync(SharedRead stale, RefillCall call)
    {
        using var deadline = new RequestDeadline(gateway.Value.RequestTimeout, clock, CancellationToken.None);
        using var reply = await subgraphs.AskAsync(call.Subgraph, call.Body, call.Headers, null, deadline);
        if (reply is not { Failure: null, Sharing: { } sharing } || RefillReply.Data(reply.Body) is not { } data)
        {
            return;   // what is stored serves on as long as it may
        }
        var values = call.Lists is null
            ? [(0, data)]
            : call.Lists
                .SelectMany(list => list.Indexes.Zip(RefillReply.Entities(data, list.ResponseKey)))
                .Where(entity => !entity.Second.IsEmpty)
                .ToList();
        CacheMetrics.Count(CacheOutcome.Refill, values.Count);
        stale.Answered(values, sharing);
    }
}
