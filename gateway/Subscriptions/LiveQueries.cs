using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Events;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Subscriptions;

/// <summary>The live queries of this process, and what they hear. Safe for many threads.</summary>
internal sealed class LiveQueries(IOptions<SubscriptionOptions> options)
{
    private readonly Lock padlock = new();
    private readonly Dictionary<LiveQueryKey, LiveQuery> queries = [];
    private readonly ConditionalWeakTable<OperationDefinition, EventQuery> rewritten = [];

    /// <summary>Different queries that are open.</summary>
    public int Count
    {
        get
        {
            lock (padlock)
            {
                return queries.Count;
            }
        }
    }

    /// <summary>The query that answers a subscription: the same object for the same document.</summary>
    public EventQuery QueryOf(Document document, OperationDefinition subscription, EventField field) =>
        rewritten.GetValue(subscription, s => EventQuery.Of(document, s, field));

    /// <summary>Adds a client to its query, which begins where there was none.</summary>
    /// <returns>Null where there are as many queries as may be.</returns>
    public LiveQuery? Join(LiveQueryKey key, LiveStream stream, Func<LiveQuery> make)
    {
        lock (padlock)
        {
            if (!queries.TryGetValue(key, out var query))
            {
                if (queries.Count >= options.Value.MaxDifferent)
                {
                    return null;
                }
                queries[key] = query = make();
            }
            query.Join(stream);
            return query;
        }
    }

    /// <summary>Takes a client away; with the last one the query ends.</summary>
    public void Leave(LiveQuery query, LiveStream stream)
    {
        lock (padlock)
        {
            if (query.Leave(stream) && queries.GetValueOrDefault(query.Key) == query)
            {
                queries.Remove(query.Key);
                query.Dispose();
            }
        }
    }

    /// <summary>Asks all anew that an event concerns.</summary>
    public void Hear(HeardEvent heard)
    {
        foreach (var query in All())
        {
            if (query.Declared.Topics.Any(topic => topic.Topic == heard.Topic && topic.Publisher == heard.Source))
            {
                query.Hear(heard.Data);
            }
        }
    }

    /// <summary>Asks all anew, as events may have been missed.</summary>
    public void LookAgain()
    {
        foreach (var query in All())
        {
            query.LookAgain();
        }
    }

    /// <summary>Has all clients open their streams anew: the graph has changed.</summary>
    public void Reopen()
    {
        List<LiveQuery> all;
        lock (padlock)
        {
            all = [.. queries.Values];
            queries.Clear();
        }
        foreach (var query in all)
        {
            query.Reopen();
            query.Dispose();
        }
    }

    /// <summary>Ends what a member listens to by what they might before a change.</summary>
    /// <param name="member">The pseudonym.</param>
    /// <param name="revision">Of the change.</param>
    public void End(string member, int revision)
    {
        foreach (var query in All())
        {
            if (query.Headers.Caller.Membership is { } then && then.Member == member && then.Revision < revision)
            {
                query.End(LiveQueryRunner.MembershipChanged());
            }
        }
    }

    private List<LiveQuery> All()
    {
        lock (padlock)
        {
            return [.. queries.Values];
        }
    }
}
