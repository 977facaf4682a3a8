using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>Carries out a root fetch: from the cache where it is kept, else by a call.</summary>
internal sealed class RootFetch(PlanRun run, FetchShape fetch, FetchReport report)
{
    public async Task RunAsync()
    {
        if (!HasPlace())
        {
            return;
        }
        using var read = await BeginAsync();
        if (await read.FindAsync(0, run.Deadline.Token) is { } kept && TryUse(kept))
        {
            report.Cached = 1;
            Refresh(read);
            return;
        }

        report.Asked = 1;
        var body = FetchBody.OfRoot(fetch, run.Variables);
        var shared = await run.AskAsync(fetch, body);
        var reply = shared.Reply;
        var answer = Use(reply, read);
        run.Keep(shared);
        if (answer is not null)
        {
            var sharing = answer.IsWhole ? reply.Sharing : null;
            run.Cache.Freshness.Answered(sharing);
            read.Answered([(0, answer.Data)], sharing);
        }
        if (fetch.Fetch.Operation == OperationType.Mutation)
        {
            // Before the mutation's own selection goes on, and before its client hears that it is done.
            await run.Cache.DropAsync(reply.Invalidated);
        }
    }

    /// <summary>Whether there is an object to fill: a field that has the root type again may be null.</summary>
    private bool HasPlace()
    {
        if (fetch.RootSteps.Length == 0)
        {
            return true;
        }
        lock (run.Merging)
        {
            return ObjectPaths.Of(run.Arena, run.Root, fetch.RootSteps).Any();
        }
    }

    private async Task<SharedRead> BeginAsync()
    {
        if (!fetch.Fetch.MayBeShared || !run.Cache.IsOn)
        {
            return SharedRead.None;
        }
        var read = await run.Cache.BeginAsync([SharedKey.OfRoot(fetch.Fetch, run.Variables)]);
        report.Shared = read.Report;
        return read;
    }

    /// <summary>Has what is past its age asked anew, for the next ones.</summary>
    private void Refresh(SharedRead read)
    {
        if (read.TakeStale() is { } stale)
        {
            var body = FetchBody.OfRoot(fetch, run.Variables);
            run.Refills.Start(
                stale, new RefillCall(fetch.Fetch.Subgraph, body.Written, run.Headers.ForEveryone, Lists: null));
        }
    }

    private SubgraphAnswer? Use(SubgraphReply reply, SharedRead read)
    {
        lock (run.Merging)
        {
            var answer = run.Read(fetch, reply, asked: null, out var reason);
            if (answer is null)
            {
                read.Fail();
                if (read.StaleIfError(0) is { } stale && TryUse(stale))
                {
                    report.Cached = 1;
                    return null;
                }
                run.Fail(fetch, reason, run.PlacesOf(fetch).Unavailable(reason));
                return null;
            }
            if (answer.Errors.Count > 0)
            {
                run.Errors.AddRange(run.PlacesOf(fetch).OfRoot(answer));
            }
            Merge(answer.Root);
            return answer;
        }
    }

    /// <summary>False where what is kept cannot be read: then the subgraph is asked.</summary>
    private bool TryUse(ReadOnlyMemory<byte> kept)
    {
        lock (run.Merging)
        {
            try
            {
                Merge(AnswerReader.ReadKept(kept, run.Arena, run.Plan.Types, fetch.Root!));
                return true;
            }
            catch (MalformedAnswerException)
            {
                return false;
            }
        }
    }

    private void Merge(int brought)
    {
        if (brought < 0)
        {
            return;
        }
        if (fetch.RootSteps.Length == 0)
        {
            SlotMerging.Merge(run.Arena, fetch.Root!, run.Root, brought);
            return;
        }
        var places = ObjectPaths.Of(run.Arena, run.Root, fetch.RootSteps).Select(found => found.First).ToList();
        foreach (var first in places)
        {
            SlotMerging.Merge(run.Arena, fetch.Root!, first, brought);
        }
    }
}
