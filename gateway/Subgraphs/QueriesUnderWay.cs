using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// Sends a query once, however many ask the same at the same time: within a request, and for requests that a subgraph
/// cannot tell apart by their headers.
/// </summary>
/// <remarks>
/// Where the schema calls all that is asked public, headers need not be the same: the answer is shared with others then
/// only if its own headers say so too. A query that was sent before a mutation ended answers nobody who asks after it.
/// </remarks>
internal sealed class QueriesUnderWay(SubgraphClient subgraphs, IOptions<GatewayOptions> options)
{
    private readonly ConcurrentDictionary<QueryKey, QueryUnderWay> underWay = new();
    private readonly bool areRequestsApart = !options.Value.ShareBetweenRequests;
    private long mutations;

    /// <summary>As <see cref="SubgraphClient.AskAsync"/>.</summary>
    /// <param name="subgraph">Whom.</param>
    /// <param name="body">As JSON. Kept while the query is under way, and not of a pool.</param>
    /// <param name="headers">The client's.</param>
    /// <param name="isPublic">By the schema, whoever asks gets the same.</param>
    /// <param name="deadline">Of the client's request.</param>
    /// <returns>What came back, and whether another one had asked.</returns>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async Task<SharedReply> AskAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        bool isPublic,
        RequestDeadline deadline)
    {
        var identity = headers.Identity;
        var key = new QueryKey(
            subgraph.Name,
            body,
            isPublic ? null : identity,
            areRequestsApart ? deadline : null,
            Interlocked.Read(ref mutations));
        while (true)
        {
            var own = new QueryUnderWay(identity);
            var first = underWay.GetOrAdd(key, own);
            if (ReferenceEquals(first, own))
            {
                return await LeadAsync(key, own, subgraph, body, headers, deadline);
            }
            if (!first.TryJoin())
            {
                continue;   // it has just ended
            }
            var (shared, isForeign) = await first.FollowAsync(identity, deadline.Token);
            if (shared is not null)
            {
                return shared;
            }
            if (isForeign || deadline.Token.IsCancellationRequested)
            {
                return new SharedReply(await subgraphs.AskAsync(subgraph, body, headers, null, deadline));
            }
            // Whoever asked had no time left, or went away: one of those who waited asks now.
        }
    }

    /// <summary>Sends a mutation.</summary>
    /// <inheritdoc cref="SubgraphClient.AskAsync"/>
    public async Task<SharedReply> ChangeAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string idempotencySuffix,
        RequestDeadline deadline)
    {
        try
        {
            return new SharedReply(await subgraphs.AskAsync(subgraph, body, headers, idempotencySuffix, deadline));
        }
        finally
        {
            Interlocked.Increment(ref mutations);
        }
    }

    private async Task<SharedReply> LeadAsync(
        QueryKey key,
        QueryUnderWay own,
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        RequestDeadline deadline)
    {
        SubgraphReply? reply = null;
        try
        {
            reply = await subgraphs.AskAsync(subgraph, body, headers, null, deadline);
            return own.Lead(reply);
        }
        finally
        {
            underWay.TryRemove(key, out _);
            own.End(reply);
        }
    }

    /// <param name="Subgraph">Its name.</param>
    /// <param name="Body">All bytes of it.</param>
    /// <param name="Identity">Null where it does not matter who asks.</param>
    /// <param name="Request">Whose it is; null where requests share.</param>
    /// <param name="Mutations">How many had ended when it was asked.</param>
    private readonly record struct QueryKey(
        string Subgraph, ReadOnlyMemory<byte> Body, string? Identity, RequestDeadline? Request, long Mutations)
    {
        public bool Equals(QueryKey other) =>
            Mutations == other.Mutations
            && Subgraph == other.Subgraph
            && Identity == other.Identity
            && ReferenceEquals(Request, other.Request)
            && Body.Span.SequenceEqual(other.Body.Span);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Body.Span);
            hash.Add(Identity);
            hash.Add(Request);
            hash.Add(Mutations);
            return hash.ToHashCode();
        }
    }
}
